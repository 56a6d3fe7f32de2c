"""What a template leaves out because of values that are only assumed: said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mfagate.parsing import shown
from mfagate.sources.formats.cloudformation._notes import of_resource
from mfagate.sources.formats.cloudformation._scope import text_of_scalar
from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.inventory import note
from mfagate.sources.unknowns.marks import has_mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Unknown
    from mfagate.sources.formats.cloudformation._scope import Scope
    from mfagate.sources.formats.containers import LocatedContainer

_REMEDY = "Give other values under parameters in mfagate.yaml to judge it."
_MAX_NAMES = 5
_OTHER = "Give the parameter its value under parameters in mfagate.yaml."
_DECIDING = {"Action", "Condition", "Effect", "NotAction", "NotPrincipal", "Principal"}
_NOT_DECIDING = {"Id", "NotResource", "Resource", "Sid", "Version"}


class Branch(NamedTuple):
    """An `Fn::If` that was worked out: where its arguments stand, its condition, and the branch not taken."""

    path: Path
    condition: str
    left_out: int

    @property
    def other(self) -> Branch:
        """The same, come out the other way."""
        return self._replace(left_out=3 - self.left_out)


class Assumed:
    """Tells which values a template's conditions rest on without anybody having given them."""

    def __init__(self, container: LocatedContainer, scope: Scope) -> None:
        """Take the template."""
        self._container = container
        self._scope = scope
        self._declared: Mapping[str, Json] = members(container.value.get("Conditions"))
        self._told: dict[Unknown, Branch] = {}
        self._made: dict[Unknown, str] = {}

    def not_made(self, seen: Container[str], held: Container[str]) -> Iterator[tuple[str, Unknown]]:
        """Say of resources that hold policies, or may, that they are not made, each with its name.

        `seen` are those that are made, `held` the types whose policies are read.
        """
        for logical, one in members(self._container.value.get("Resources")).items():
            condition = text_of(members(one).get("Condition"))
            if logical in seen or not condition or not self._holds(logical, one, held):
                continue
            names = [name for name in self._names(condition) if not self._is_given(name)]
            if names:
                said = (
                    f"{shown(logical)} is not made with the values that stand here for {_listed(names)} "
                    f"(the condition {shown(condition)}), so it is not judged"
                )
                yield logical, note(self._container, ("Resources", logical), "warning", said, _REMEDY)

    def made(self, logical: str, path: Path) -> list[Unknown]:
        """Say of a resource that is made, that another value of a parameter may not make it."""
        condition = text_of(members(self._container.get(path)).get("Condition"))
        names = [name for name in self._names(condition) if self._is_assumed(name)] if condition else []
        if not names:
            return []
        said = (
            f"{shown(logical)} is made with the values that stand here for {_listed(names)} "
            f"(the condition {shown(condition)}); what holds without it is not judged"
        )
        unknown = note(self._container, path, "warning", said, _REMEDY)
        self._made[unknown] = logical
        return [unknown]

    def decided(self, path: Path, referred: Iterable[tuple[Path, str]]) -> list[Unknown]:
        """Say of a document at a path which defaults decide more than resources in it, each once."""
        found: dict[str, Unknown] = {}
        for place, name in referred:
            if name in found or place[: len(path)] != path or not self._is_assumed(name):
                continue
            parts = [str(one) for one in place[len(path) :]]
            element = next((one for one in parts if one in _DECIDING | _NOT_DECIDING), "")
            if element in _NOT_DECIDING:
                continue
            what = f'"{element}"' if element else "a part of the policy"
            value = shown(", ".join(map(text_of_scalar, items(self._scope.parameter(name)))))
            said = f"the parameter {shown(name)} has its default here ({value}), which decides {what}"
            found[name] = note(self._container, place, "warning", f"{said}; no other is judged", _OTHER)
        return list(found.values())

    def _holds(self, logical: str, one: Json, held: Container[str]) -> bool:
        kind, properties = text_of(members(one).get("Type")), members(one).get("Properties")
        path = ("Resources", logical)
        return kind in held or of_resource(self._container, kind, properties, path, logical) is not None

    def not_taken(self, branches: Iterable[Branch]) -> list[Unknown]:
        """Say of the branches that were not taken that what stands there is not judged, each once."""
        found = {unknown: branch for branch in branches for unknown in self._not_taken(branch)}
        self._told.update(found)
        return list(found)

    def still(
        self, unknowns: Iterable[Unknown], taken: Container[Branch], always: Container[str]
    ) -> list[Unknown]:
        """Leave out what was said of that which comes out otherwise in another way of reading the template.

        `taken` are the branches that were worked out in any of the ways, `always` the resources that are made
        in all of them.
        """
        return [
            one
            for one in unknowns
            if (one not in self._told or self._told[one].other not in taken)
            and (one not in self._made or self._made[one] in always)
        ]

    def _not_taken(self, branch: Branch) -> Iterator[Unknown]:
        names = [name for name in self._names(branch.condition) if self._is_assumed(name)]
        arguments = self._container.get(branch.path)
        if not names or not isinstance(arguments, list) or arguments[1] == arguments[2]:
            return
        is_nothing = arguments[branch.left_out] == {"Ref": "AWS::NoValue"}
        said = (
            f"the condition {shown(branch.condition)} {'does not hold' if branch.left_out == 1 else 'holds'} "
            f"with the values that stand here for {_listed(names)}, so "
            f"{'the policy without this' if is_nothing else 'this'} is not judged"
        )
        path = branch.path[:-1] if is_nothing else (*branch.path, branch.left_out)
        yield note(self._container, path, "warning", said, _REMEDY)

    def _names(self, condition: str) -> list[str]:
        """Return what a condition refers to, through the conditions that it names."""
        found: dict[str, None] = {}
        conditions = {condition}
        waiting: list[Json] = [self._declared.get(condition)]
        while waiting:
            value = waiting.pop()
            waiting += value if isinstance(value, list) else members(value).values()
            name = text_of(members(value).get("Condition"))
            if name and name not in conditions:
                conditions.add(name)
                waiting.append(self._declared.get(name))
            if "Ref" in members(value):
                found.setdefault(text_of(members(value)["Ref"]))
        return list(found)

    def _is_given(self, name: str) -> bool:
        return name in self._scope.given or (name == "AWS::AccountId" and self._scope.is_account_known)

    def _is_assumed(self, name: str) -> bool:
        """Tell whether a name is a parameter with a value which may be another when the stack is made.

        What is not known at all is tried both ways, and nothing is left out for it.
        """
        declared = members(members(self._scope.template.get("Parameters")).get(name))
        allowed = declared.get("AllowedValues")
        is_fixed = isinstance(allowed, list) and len(allowed) == 1
        return (
            bool(declared)
            and not self._is_given(name)
            and not is_fixed
            and not has_mark(self._scope.parameter(name))
        )


def _listed(names: list[str]) -> str:
    return ", ".join(map(shown, names[:_MAX_NAMES]))
