"""What rests on the default of a parameter: judged with the default, with a warning that it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.parsing import scalar_text, shown
from mfagate.sources.formats.cloudformation._unread import of_resource
from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.inventory import note
from mfagate.sources.unknowns.marks import has_mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.sources.formats.cloudformation._resolve import Resolver
    from mfagate.sources.formats.containers import LocatedContainer

_REMEDY = "Set the parameter under parameters in mfagate.yaml."
_MAX_NAMES = 5
_DECIDING = {"Action", "Condition", "Effect", "NotAction", "NotPrincipal", "Principal"}
_OTHER = {"Id", "NotResource", "Resource", "Sid", "Version"}


class Defaults:
    """Says of documents and resources of one template which defaults they rest on."""

    def __init__(self, container: LocatedContainer, resolver: Resolver) -> None:
        """Take the template, and what resolves its values."""
        self._container = container
        self._resolver = resolver

    def of_document(self, path: Path) -> list[Diagnostic]:
        """Return a warning for each default that decides a document at a path, each parameter once."""
        found: dict[str, Diagnostic] = {}
        for place, name in self._resolver.references:
            element = _element(place, path)
            if place[: len(path)] == path and self._is_default(name) and element not in _OTHER:
                what = f'"{element}"' if element else "a part of the policy"
                found.setdefault(name, self._warning(place, what, [name]))
        return [*found.values(), *self.of_branches(path, ())]

    def of_branches(
        self, path: Path, documents: Container[Path], deciding: Container[str] = ()
    ) -> list[Diagnostic]:
        """Return a warning for each condition of an `Fn::If` at a path that a default decides.

        Those inside `documents` are theirs. Names decide nothing, but for the properties in `deciding`,
        which name who has the policy.
        """
        found: dict[str, Diagnostic] = {}
        for place, condition in self._resolver.branches:
            inside = any(place[:length] in documents for length in range(len(place) + 1))
            names = [name for name in self._resolver.conditions.names(condition) if self._is_default(name)]
            if names and place[: len(path)] == path and not inside and not _is_name(place, deciding):
                found.setdefault(condition, self._warning(place, f"the condition {shown(condition)}", names))
        return list(found.values())

    def of_resource(self, logical: str, path: Path) -> list[Diagnostic]:
        """Return a warning where a resource is made only as the defaults are."""
        condition = text_of(members(self._container.get(path)).get("Condition"))
        names = [name for name in self._resolver.conditions.names(condition) if self._is_default(name)]
        return [self._warning(path, f"whether {shown(logical)} is created", names)] if names else []

    def not_made(self, made: Container[str], read: Container[str]) -> Iterator[tuple[str, Diagnostic]]:
        """Give a warning, with its name, for each resource with policies that the values do not make."""
        for logical, value in members(self._container.value.get("Resources")).items():
            one, path = members(value), ("Resources", logical)
            condition = text_of(one.get("Condition"))
            if logical in made or not condition or not self._has_policies(logical, one, path, read):
                continue
            names = [name for name in self._resolver.conditions.names(condition) if not self._is_given(name)]
            if names:
                message = (
                    f"{shown(logical)} is not created with {self._values(names)} (condition "
                    f"{shown(condition)}), so it is not judged"
                )
                yield logical, note(self._container, path, "warning", message, _REMEDY)

    def _has_policies(self, logical: str, one: dict[str, Json], path: Path, read: Container[str]) -> bool:
        kind = text_of(one.get("Type"))
        return (
            kind in read
            or of_resource(self._container, kind, one.get("Properties"), path, logical) is not None
        )

    def _warning(self, path: Path, what: str, names: list[str]) -> Diagnostic:
        message = f"{what} depends on parameter defaults ({self._values(names)}); no other value is judged"
        return note(self._container, path, "warning", message, _REMEDY)

    def _values(self, names: list[str]) -> str:
        return ", ".join(f"{shown(name)} = {self._value(name)}" for name in names[:_MAX_NAMES])

    def _value(self, name: str) -> str:
        value = self._resolver.scope.pseudo(name) or self._resolver.scope.parameter(name)
        return "unknown" if has_mark(value) else shown(", ".join(map(scalar_text, items(value))))

    def _is_given(self, name: str) -> bool:
        scope = self._resolver.scope
        return name in scope.given or (name == "AWS::AccountId" and scope.is_account_known)

    def _is_default(self, name: str) -> bool:
        """Tell whether a parameter has a value that may be another one when the stack is made."""
        scope = self._resolver.scope
        declared = members(members(scope.template.get("Parameters")).get(name))
        allowed = declared.get("AllowedValues")
        is_fixed = isinstance(allowed, list) and len(allowed) == 1
        is_known = not has_mark(scope.parameter(name))
        return bool(declared) and is_known and not is_fixed and not self._is_given(name)


def _element(place: Path, path: Path) -> str:
    """Return the element of a policy that a place is in; empty where it is in none."""
    return next((str(one) for one in place[len(path) :] if one in _DECIDING | _OTHER), "")


def _is_name(place: Path, deciding: Container[str]) -> bool:
    """Tell whether a place only decides what a resource or a policy is called."""
    return any(str(key).endswith(("Name", "Path")) and key not in deciding for key in place)
