"""What a thief comes to, drawn: states as nodes, moves as edges with their calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from mfagate.reports.html._markup import Markup, el

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NODE, _GAP, _LEAF = 160, 240, 300  # widths: of a state, of the calls between two, of what it comes to
_LINE, _CALL, _PAD = 16, 14, 12  # heights: of a line in a node, of a call, of what is around
_CHARACTER = 7


@dataclass
class State:
    """What the thief has at some point, the moves that he can make from there, and what it comes to."""

    label: str
    moves: dict[tuple[str, tuple[str, ...]], State] = field(default_factory=dict)
    prizes: list[str] = field(default_factory=list)
    top: int = 0
    height: int = 0

    @property
    def middle(self) -> int:
        """The line that edges meet the node on."""
        return self.top + self.height // 2


def tree(start: str, paths: Sequence[Mapping[str, Any]], graph: Mapping[str, Any]) -> State:
    """Return the paths from one start as a tree: what two have in common at the beginning is one branch."""
    gives = {move["id"]: move["gives"] for move in graph["moves"]}
    prizes = {prize["id"]: prize["title"] for prize in graph["prizes"]}
    root = State(start)
    for path in paths:
        state = root
        for move, steps in groupby(path["steps"], key=lambda step: str(step["move"])):
            calls = tuple(str(step["action"]) for step in steps)
            given = next(iter(gives.get(move, [])), move)
            state = state.moves.setdefault((move, calls), State(str(given).replace("-", " ")))
        state.prizes.append(prizes.get(path["to"], path["to"]))
    return root


def drawing(root: State, title: str) -> Markup:
    """Return the tree as a picture; the list of the same paths beside it says all that it says."""
    height = _lay(root, _PAD) + _PAD
    width = _width(root) + 2 * _PAD
    return el(
        "div",
        el(
            "svg",
            el("title", title),
            list(_edges(root, _PAD)),
            list(_nodes(root, _PAD, "start")),
            viewBox=f"0 0 {width} {height}",
            width=width,
            height=height,
            role="img",
        ),
        class_="graph",
        tabindex=0,
        role="group",
        aria_label=title,
    )


def _lay(state: State, top: int) -> int:
    """Give each node its place below `top`; return where the next may begin."""
    state.top = top
    bottom = top + _height(_wrapped(state.label)) + _PAD
    if state.prizes:
        bottom = max(bottom, top + _height(state.prizes) + _PAD)
    below = bottom if state.prizes else top
    for (_, calls), child in state.moves.items():
        end = _lay(child, below)
        # The calls stand above the edge, and must not run into what is over it.
        lacking = len(calls) * _CALL + 6 - (child.middle - below)
        below = _lay(child, below + lacking) if lacking > 0 else end
    state.height = max(bottom, below) - top - _PAD
    return max(bottom, below)


def _wrapped(label: str) -> list[str]:
    return wrap(label, (_NODE - 20) // _CHARACTER)[:3] or [label]


def _height(lines: Sequence[str]) -> int:
    return len(lines) * _LINE + _PAD


def _width(state: State) -> int:
    own = _NODE + (_GAP // 4 + _LEAF if state.prizes else 0)
    return max([own, *(_NODE + _GAP + _width(child) for child in state.moves.values())])


def _edges(state: State, left: int) -> Iterator[Markup]:
    start = left + _NODE
    if state.prizes:
        yield _edge(start, state.middle, start + _GAP // 4, _leaf_middle(state), "then")
    for (_, calls), child in state.moves.items():
        end = start + _GAP
        yield _edge(start, state.middle, end, child.middle, "move")
        for number, call in enumerate(reversed(calls)):
            yield el("text", call, x=start + 22, y=child.middle - 5 - number * _CALL, class_="call")
        yield from _edges(child, end)


def _leaf_middle(state: State) -> int:
    """Return where the prizes stand: beside the state, or above the moves that go on from it."""
    return state.top + _height(state.prizes) // 2 if state.moves else state.middle


def _edge(left: int, top: int, right: int, bottom: int, kind: str) -> Markup:
    bend = left + 14
    line = f"M{left} {top}H{bend}V{bottom}H{right - 6}"
    head = f"M{right - 8} {bottom - 4}L{right} {bottom}L{right - 8} {bottom + 4}z"
    return Markup(el("path", d=line, class_=f"edge {kind}") + el("path", d=head, class_="head"))


def _nodes(state: State, left: int, kind: str) -> Iterator[Markup]:
    yield _box((left, state.middle), _NODE, _wrapped(state.label), kind)
    if state.prizes:
        yield _box((left + _NODE + _GAP // 4, _leaf_middle(state)), _LEAF, state.prizes, "prize")
    for child in state.moves.values():
        yield from _nodes(child, left + _NODE + _GAP, "had")


def _box(place: tuple[int, int], width: int, lines: Sequence[str], kind: str) -> Markup:
    left, middle = place
    height = _height(lines)
    top = middle - height // 2
    texts = [
        el("text", _short(text, width), x=left + 10, y=top + 18 + number * _LINE)
        for number, text in enumerate(lines)
    ]
    return el("g", el("rect", x=left, y=top, width=width, height=height, rx=6), texts, class_=f"node {kind}")


def _short(text: str, width: int) -> str:
    most = (width - 12) // 6
    return text if len(text) <= most else f"{text[: most - 1]}…"
