"""The hijack search as the page shows it: for each start a drawing, and the same paths as lists of calls."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from mfagate.reports.html._graph import Drawing, tree
from mfagate.suite.suite import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def hijack_view(hijack: Mapping[str, Any]) -> dict[str, Any]:
    """Return the paths of a judged subject by their start, and those that depend on the account."""
    graph = shipped_suite()[1]["mfa"]["hijack"]["graph"]
    starts = []
    for start, group in groupby(hijack["paths"], key=lambda path: str(path["from"])):
        paths, title = list(group), _title(graph["starts"], start)
        drawing = Drawing(tree(title, paths, graph))
        starts.append({"title": title, "drawing": drawing, "paths": [_path(path, graph) for path in paths]})
    return {
        "judged": hijack.get("judged", False),
        "starts": starts,
        "residual": [_path(path, graph) for path in hijack.get("residual", [])],
    }


def _path(path: Mapping[str, Any], graph: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "start": _title(graph["starts"], path["from"]),
        "goal": _title(graph["prizes"], path["to"]),
        "calls": ", then ".join(step["action"] for step in path["steps"]),
        "conditions": path.get("depends_on") or {},
        "steps": path["steps"],
    }


def _title(entries: Sequence[Mapping[str, Any]], identifier: str) -> str:
    return next((str(one["title"]) for one in entries if one["id"] == identifier), identifier)
