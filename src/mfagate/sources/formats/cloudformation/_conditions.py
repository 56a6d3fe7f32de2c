"""Conditions of a template: true, false, or unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mfagate.parsing import scalar_text
from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.unknowns.marks import has_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.parsing import Json, Path


@dataclass
class Conditions:
    """Evaluates conditions; `stand_in` gives the mark of a value that is known only as a sample."""

    declared: Mapping[str, Json]
    resolve: Callable[[Json, Path], Json]
    stand_in: Callable[[Json], str | None]
    _running: set[str] = field(default_factory=set)

    def holds(self, name: str) -> bool | None:
        """Tell whether the condition of that name is true; None where it is unknown, missing or circular."""
        if name not in self.declared or name in self._running:
            return None
        self._running.add(name)
        found = self._function(self.declared[name], ("Conditions", name))
        self._running.discard(name)
        return found

    def names(self, condition: str) -> list[str]:
        """Return what a condition refers to, through the conditions that it names."""
        found: dict[str, None] = {}
        seen = {condition}
        waiting: list[Json] = [self.declared.get(condition)]
        while waiting:
            value = waiting.pop()
            waiting += value if isinstance(value, list) else members(value).values()
            name = text_of(members(value).get("Condition"))
            if name and name not in seen:
                seen.add(name)
                waiting.append(self.declared.get(name))
            if "Ref" in members(value):
                found.setdefault(text_of(members(value)["Ref"]))
        return list(found)

    def _function(self, value: Json, path: Path) -> bool | None:
        for key, inner in members(value).items():
            if key == "Condition":
                return self.holds(str(inner))
            if key == "Fn::Equals":
                return self._equals(inner, (*path, key))
            parts = [self._function(one, (*path, key, index)) for index, one in enumerate(items(inner))]
            if key == "Fn::Not":
                return _not(parts[0]) if parts else None
            if key == "Fn::And":
                return _and(parts)
            if key == "Fn::Or":
                return _not(_and([_not(part) for part in parts]))
        return None

    def _equals(self, value: Json, path: Path) -> bool | None:
        sides = [
            self.stand_in(one) or self.resolve(one, (*path, index)) for index, one in enumerate(items(value))
        ]
        if len(sides) != 2:
            return None
        left, right = (scalar_text(one) for one in sides)
        if left == right:
            return True
        return None if has_mark([left, right]) else False


def _not(value: bool | None) -> bool | None:  # noqa: FBT001 - what is negated
    return None if value is None else not value


def _and(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts or not parts else True
