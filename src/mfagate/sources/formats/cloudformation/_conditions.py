"""Conditions of a template: true, false, or open, and then both are tried."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mfagate.sources.formats.cloudformation._scope import text_of_scalar
from mfagate.sources.formats.containers import items, members
from mfagate.sources.unknowns.marks import has_mark, is_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.parsing import Json, Path


class Comparison(NamedTuple):
    """Two values that a condition compares and of which one at least is not known."""

    left: str
    right: str

    def contradicts(self, other: Comparison) -> bool:
        """Tell whether both cannot hold: the same unknown, and two values that it would have to have."""
        sides, others = self._sides(), other._sides()
        return bool(sides and others and sides[0] == others[0] and sides[1] != others[1])

    def _sides(self) -> tuple[str, str] | None:
        for unknown, known in ((self.left, self.right), (self.right, self.left)):
            if is_mark(unknown) and not has_mark(known):
                return unknown, known
        return None


class OpenError(Exception):
    """A comparison is open, and nothing is chosen for it: what is read on this way is of no use."""

    def __init__(self, leaf: Comparison) -> None:
        """Take the comparison."""
        super().__init__(leaf)
        self.leaf = leaf


@dataclass
class Conditions:
    """Works out conditions; `chosen` says how open comparisons come out.

    One that is not chosen ends the reading; without `may_open` it is neither true nor false. `stand_in` gives
    the unknown that a value stands for.
    """

    declared: Mapping[str, Json]
    chosen: Mapping[Comparison, bool]
    resolve: Callable[[Json, Path], Json]
    stand_in: Callable[[Json], str | None] = lambda _: None
    may_open: bool = True
    _running: set[str] = field(default_factory=set)

    def holds(self, name: str) -> bool | None:
        """Tell whether the condition of that name holds; None when there is none, or it is about itself."""
        if name not in self.declared or name in self._running:
            return None
        self._running.add(name)
        found = self.holding(self.declared[name], ("Conditions", name))
        self._running.discard(name)
        return found

    def settled(self, name: str) -> bool | None:
        """Tell whether a condition holds, without opening it: None, also where it may come out either way."""
        before, self.may_open = self.may_open, False
        found = self.holds(name)
        self.may_open = before
        return found

    def holding(self, value: Json, path: Path) -> bool | None:
        """Tell whether a condition function holds."""
        for key, inner in members(value).items():
            if key == "Condition":
                return self.holds(str(inner))
            if key == "Fn::Equals":
                return self._equal(inner, (*path, key))
            parts = [self.holding(one, (*path, key, index)) for index, one in enumerate(items(inner))]
            if key == "Fn::Not":
                return None if not parts or parts[0] is None else not parts[0]
            if key == "Fn::And":
                return _all(parts)
            if key == "Fn::Or":
                inverse = _all([None if part is None else not part for part in parts])
                return None if inverse is None else not inverse
        return self._chosen(Comparison(json.dumps(value, sort_keys=True, default=str)[:200], "true"))

    def _equal(self, value: Json, path: Path) -> bool | None:
        sides = [
            self.stand_in(one) or self.resolve(one, (*path, index)) for index, one in enumerate(items(value))
        ]
        if len(sides) != 2:
            return None
        left, right = (text_of_scalar(one) for one in sides)
        if left == right:
            return True
        return self._chosen(Comparison(left, right)) if has_mark([left, right]) else False

    def _chosen(self, leaf: Comparison) -> bool | None:
        if leaf in self.chosen:
            return self.chosen[leaf]
        if any(held and leaf.contradicts(one) for one, held in self.chosen.items()):
            return False
        if not self.may_open:
            return None
        raise OpenError(leaf)


def _all(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts or not parts else True
