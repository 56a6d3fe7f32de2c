"""The hijack search as the page shows it: for each start a drawing, and the same paths as lists of calls."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from mfagate.reports._hijack_titles import calls, conditions, goal_title, hijack_graph, start_title
from mfagate.reports.html._graph import Drawing, tree

if TYPE_CHECKING:
    from collections.abc import Mapping


def hijack_view(hijack: Mapping[str, Any]) -> dict[str, Any]:
    """Return the paths of a judged subject by their start, and those that depend on the account."""
    starts = []
    for start, group in groupby(hijack["paths"], key=lambda path: str(path["from"])):
        paths, title = list(group), start_title(start)
        drawing = Drawing(tree(title, paths, hijack_graph()))
        starts.append({"title": title, "drawing": drawing, "paths": [_path(path) for path in paths]})
    return {
        "judged": hijack.get("judged", False),
        "starts": starts,
        "residual": [_path(path) for path in hijack.get("residual", [])],
    }


def _path(path: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "start": start_title(path["from"]),
        "goal": goal_title(path["to"]),
        "calls": ", then ".join(calls(path)),
        "conditions": conditions(path),
        "steps": path["steps"],
    }
