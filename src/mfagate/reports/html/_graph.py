"""The drawing of hijack paths: states as nodes, moves as edges with their calls, all laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NODE, _GAP, _GOAL = 160, 240, 300  # widths: of a state, of the calls between two, of the goals of a state
_LINE, _CALL, _PAD = 16, 14, 12  # heights: of a line in a node, of a call, of what is around
_CHARACTER = 7


@dataclass
class State:
    """What the attacker has at some point, the moves from there, and the goals that it is enough for."""

    label: str
    moves: dict[tuple[str, tuple[str, ...]], State] = field(default_factory=dict)
    goals: list[str] = field(default_factory=list)
    top: int = 0
    height: int = 0

    @property
    def middle(self) -> int:
        """The line that edges meet the node on."""
        return self.top + self.height // 2

    @property
    def goals_middle(self) -> int:
        """Where the goals stand: beside the state, or above the moves that go on from it."""
        return self.top + _height(self.goals) // 2 if self.moves else self.middle


class Box(NamedTuple):
    """A node: its place, size and lines of text."""

    left: int
    top: int
    width: int
    height: int
    kind: str
    lines: Sequence[str]


class Edge(NamedTuple):
    """An edge from one node to another, with the calls above it."""

    left: int
    top: int
    right: int
    bottom: int
    kind: str
    calls: Sequence[str] = ()


def tree(start: str, paths: Sequence[Mapping[str, Any]], graph: Mapping[str, Any]) -> State:
    """Return the paths from one start as a tree: what two have in common at the beginning is one branch."""
    labels = {
        move["id"]: move.get("state") or next(iter(move["gives"]), move["id"]) for move in graph["moves"]
    }
    goals = {goal["id"]: goal["title"] for goal in graph["goals"]}
    root = State(start)
    for path in paths:
        state = root
        for move, steps in groupby(path["steps"], key=lambda step: str(step["move"])):
            calls = tuple(str(step["action"]) for step in steps)
            label = str(labels.get(move, move)).replace("-", " ")
            state = state.moves.setdefault((move, calls), State(label))
        state.goals.append(goals.get(path["to"], path["to"]))
    return root


class Drawing:
    """A tree laid out: its size, boxes and edges."""

    line_height, call_height = _LINE, _CALL

    def __init__(self, root: State) -> None:
        """Give every state its place."""
        self.height = _lay_out(root, _PAD) + _PAD
        self.width = _width(root) + 2 * _PAD
        self.edges = list(_edges(root, _PAD))
        self.boxes = list(_boxes(root, _PAD, "start"))


def _lay_out(state: State, top: int) -> int:
    """Give each node its place below `top`; return where the next may begin."""
    state.top = top
    bottom = top + _height(_wrapped(state.label)) + _PAD
    if state.goals:
        bottom = max(bottom, top + _height(state.goals) + _PAD)
    below = bottom if state.goals else top
    for (_, calls), child in state.moves.items():
        end = _lay_out(child, below)
        # The calls stand above the edge, and must not run into what is over it.
        lacking = len(calls) * _CALL + 6 - (child.middle - below)
        below = _lay_out(child, below + lacking) if lacking > 0 else end
    state.height = max(bottom, below) - top - _PAD
    return max(bottom, below)


def _wrapped(label: str) -> list[str]:
    return wrap(label, (_NODE - 20) // _CHARACTER)[:3] or [label]


def _height(lines: Sequence[str]) -> int:
    return len(lines) * _LINE + _PAD


def _width(state: State) -> int:
    own = _NODE + (_GAP // 4 + _GOAL if state.goals else 0)
    return max([own, *(_NODE + _GAP + _width(child) for child in state.moves.values())])


def _edges(state: State, left: int) -> Iterator[Edge]:
    start = left + _NODE
    if state.goals:
        yield Edge(start, state.middle, start + _GAP // 4, state.goals_middle, "then")
    for (_, calls), child in state.moves.items():
        yield Edge(start, state.middle, start + _GAP, child.middle, "move", calls)
        yield from _edges(child, start + _GAP)


def _boxes(state: State, left: int, kind: str) -> Iterator[Box]:
    yield _box(left, state.middle, _NODE, kind, _wrapped(state.label))
    if state.goals:
        yield _box(left + _NODE + _GAP // 4, state.goals_middle, _GOAL, "goal", state.goals)
    for child in state.moves.values():
        yield from _boxes(child, left + _NODE + _GAP, "state")


def _box(left: int, middle: int, width: int, kind: str, lines: Sequence[str]) -> Box:
    height = _height(lines)
    return Box(left, middle - height // 2, width, height, kind, [_short(line, width) for line in lines])


def _short(text: str, width: int) -> str:
    most = (width - 12) // 6
    return text if len(text) <= most else f"{text[: most - 1]}…"
