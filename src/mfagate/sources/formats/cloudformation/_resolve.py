"""Works out a value of a template: intrinsic functions, with the place that each part comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.parsing import scalar_text, shown
from mfagate.policy.contents import only_allows
from mfagate.sources.formats.cloudformation._conditions import Conditions
from mfagate.sources.formats.cloudformation._names import Names
from mfagate.sources.formats.containers import members, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    from mfagate.parsing import Json, Path
    from mfagate.sources.formats.cloudformation._scope import Scope

    Functions: TypeAlias = "Mapping[str, Callable[[Resolver, Json, Path], Json]]"

_MAX_DEPTH = 100
_NOTHING = {"Ref": "AWS::NoValue"}
_WRITE_OUT = "Judge a copy of the template with the value written out."
_DYNAMIC = re.compile(r"\{\{resolve:[^{}]*\}\}")


class NoValue:
    """`AWS::NoValue`: the property or the item is left out."""


NO_VALUE = NoValue()


@dataclass
class Resolver:
    """Works out values of one template.

    `functions` are the intrinsic functions that it knows beside its own, `Fn::If` and `Ref`, by name.
    `branches` are the `Fn::If` that were decided so far, with their conditions, `open_items` the items of
    lists whose `Fn::If` was not, and `references` the names that were used, each with its place.
    """

    scope: Scope
    functions: Functions
    conditions: Conditions = field(init=False)
    names: Names = field(init=False)
    branches: list[tuple[Path, str]] = field(default_factory=list)
    open_items: list[tuple[Path, str]] = field(default_factory=list)
    references: list[tuple[Path, str]] = field(default_factory=list)
    depth: int = 0
    _place: Path = ()

    def __post_init__(self) -> None:
        """Make what works out conditions and names."""
        declared = members(self.scope.template.get("Conditions"))
        self.conditions = Conditions(declared, self.value, self.scope.stand_in)
        self.names = Names(self.scope, self.value)

    def value(self, value: Json, path: Path) -> Json:
        """Return a value worked out; None where it is left out."""
        found = self.placed(value, path, (), {})
        return None if found is NO_VALUE else found

    def placed(self, value: Json, path: Path, target: Path, origins: dict[Path, Path]) -> Json:
        """Return a value worked out; note in `origins` where in the file the part at `target` is from."""
        origins[target] = path
        if isinstance(value, str):
            return _DYNAMIC.sub(self._dynamic, value)
        if not isinstance(value, (dict, list)):
            return value
        if self.depth >= _MAX_DEPTH:
            return self.mark_unknown("this is nested too deeply to resolve", "Use fewer functions.")
        self.depth += 1
        found = self._collection(value, path, target, origins)
        self.depth -= 1
        return found

    def mark_unknown(self, what: str, remedy: str, short: str = "") -> str:
        """Return the mark of a value that is not known."""
        return self.scope.unknown_values.mark(what, remedy, short)

    def _dynamic(self, match: re.Match[str]) -> str:
        what = f"the dynamic reference {shown(match.group())} is resolved only at deployment"
        return self.mark_unknown(what, _WRITE_OUT)

    def _collection(self, value: Any, path: Path, target: Path, origins: dict[Path, Path]) -> Json:  # noqa: ANN401
        if isinstance(value, list):
            return self._items(value, path, target, origins)
        functions = [key for key in value if key == "Ref" or key.startswith("Fn::")]
        if not functions or functions == ["Ref"] != list(value):
            return self._members(value, path, target, origins)
        if len(value) > 1:
            names = ", ".join(shown(key) for key in functions)
            return self.mark_unknown(f"{names} has other keys beside it", "Delete the other keys.")
        return self._function(functions[0], value[functions[0]], path, target, origins)

    def _items(self, value: list[Any], path: Path, target: Path, origins: dict[Path, Path]) -> list[Any]:
        found: list[Any] = []
        for index, one in enumerate(value):
            for inner, at in self._choices(one, (*path, index)):
                item = self.placed(inner, at, (*target, len(found)), origins)
                if item is not NO_VALUE:
                    found.append(item)
        return found

    def _choices(self, item: Json, path: Path) -> Iterator[tuple[Json, Path]]:
        """Give the item of a list; of an open `Fn::If` between statements that only allow, both of them.

        More is allowed by both than by either, so what is denied then is denied in any case.
        """
        arguments = self.open_if(item, path)
        if arguments is not None and only_allows(one for one in arguments[1:] if one != _NOTHING):
            self.open_items.append((path, arguments[0]))
            first, second = arguments[1:]
            same_sid = "Sid" in members(first) and first["Sid"] == members(second).get("Sid")
            yield first, (*path, "Fn::If", 1)
            yield (_without_sid(second) if same_sid else second), (*path, "Fn::If", 2)
        else:
            yield item, path

    def open_if(self, value: Json, path: Path) -> list[Any] | None:
        """Return the arguments of an `Fn::If` whose condition is declared, and not known; else None."""
        arguments = members(value).get("Fn::If")
        if not isinstance(arguments, list) or len(arguments) != 3 or len(value) > 1:
            return None
        is_declared = text_of(arguments[0]) in self.conditions.declared
        return arguments if is_declared and self.branch(arguments, (*path, "Fn::If")) is None else None

    def _members(
        self, value: dict[str, Any], path: Path, target: Path, origins: dict[Path, Path]
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, one in value.items():
            item = self.placed(one, (*path, key), (*target, key), origins)
            if item is not NO_VALUE:
                found[key] = item
        return found

    def _function(
        self, name: str, argument: Json, path: Path, target: Path, origins: dict[Path, Path]
    ) -> Json:
        if name == "Fn::If":
            return self._if(argument, (*path, name), target, origins)
        outer, self._place = self._place, path
        found = self._worked_out(name, argument, path)
        self._place = outer
        return found

    def _worked_out(self, name: str, argument: Json, path: Path) -> Json:
        if name == "Ref":
            return self.reference(text_of(argument))
        work = self.functions.get(name)
        if work is None:
            return self.mark_unknown(f"{shown(name)} is not evaluated by mfagate", _WRITE_OUT)
        return work(self, argument, (*path, name))

    def _if(self, argument: Json, path: Path, target: Path, origins: dict[Path, Path]) -> Json:
        if not isinstance(argument, list) or len(argument) != 3:
            return self.mark_unknown("Fn::If needs a condition and two values", "Fix the template.")
        branch = self.branch(argument, path)
        if branch is None:
            return self.mark_unknown(*self.unknown_condition(argument[0]))
        return self.placed(argument[branch], (*path, branch), target, origins)

    def unknown_condition(self, name: Json) -> tuple[str, str]:
        """Say what is not known of a condition, and what makes it known."""
        if isinstance(name, bool):
            what = f"the condition of Fn::If is the Boolean {scalar_text(name)}, not a name"
            return what, "Put its name in quotes, here and under Conditions."
        condition = text_of(name)
        if condition not in self.conditions.declared:
            what = f"the condition {shown(condition) or 'without a name'} is not declared"
            return what, "Declare it under Conditions, or write the value out."
        names = ", ".join(map(shown, self.conditions.names(condition)))
        what = f"the condition {shown(condition)} is not known"
        return what, f"Set {names or 'its parameters'} under parameters in mfagate.yaml."

    def branch(self, arguments: list[Any], path: Path) -> int | None:
        """Return which of the three arguments of an `Fn::If` it gives; None where that is not known."""
        condition = text_of(arguments[0])
        if arguments[1] == arguments[2] and condition in self.conditions.declared:
            return 1
        held = self.conditions.holds(condition)
        if held is None:
            return None
        self.branches.append((path, condition))
        return 1 if held else 2

    def reference(self, name: str) -> Json:
        """Return what `Ref` gives; `NO_VALUE` where the value is to be left out."""
        if name == "AWS::NoValue":
            return NO_VALUE
        self.references.append((self._place, name))
        found = self.scope.pseudo(name)
        found = self.scope.parameter(name) if found is None else found
        if found is not None:
            return found
        if self.scope.resource(name) is not None:
            return self.names.ref(name)
        return self.scope.undeclared(name)


def _without_sid(statement: dict[str, Any]) -> dict[str, Any]:
    """Return a statement without its Sid: in one document, two branches may not have the same."""
    return {key: value for key, value in statement.items() if key != "Sid"}
