"""The hijack search in the page: for each start a picture, and the same paths as lists of calls."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from mfagate.reports.html._graph import drawing, tree
from mfagate.reports.html._markup import Markup, code, el
from mfagate.reports.phrases import count
from mfagate.suite.suite import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def hijack(found: Mapping[str, Any]) -> Iterator[Markup]:
    """Give what the hijack search found of a judged subject."""
    if not found.get("judged"):
        yield el("p", "The search was not made: these policies are no user's.", class_="quiet")
        return
    graph = shipped_suite()[1]["mfa"]["hijack"]["graph"]
    paths, residual = found["paths"], found.get("residual", [])
    if not paths:
        yield el("p", "No way was found by which a thief comes to more than the profile gives him.")
    for start, group in groupby(paths, key=lambda path: str(path["from"])):
        yield from _from(start, list(group), graph)
    if residual:
        yield el(
            "details",
            el("summary", f"{count(len(residual), 'path')} more if an assumption about the account fails"),
            [_path(path, graph) for path in residual],
        )


def _from(start: str, paths: Sequence[Mapping[str, Any]], graph: Mapping[str, Any]) -> Iterator[Markup]:
    title = _title(graph["starts"], start)
    yield el("h4", title, ": ", count(len(paths), "prize"))
    yield drawing(tree(title, paths, graph), f"What leads on from: {title}")
    yield el("div", [_path(path, graph) for path in paths], class_="paths")


def _path(path: Mapping[str, Any], graph: Mapping[str, Any]) -> Markup:
    calls = ", then ".join(step["action"] for step in path["steps"])
    depends = path.get("depends_on") or {}
    condition = "".join(f", if {name} is {value}" for name, value in depends.items())
    summary = [
        el("b", _title(graph["starts"], path["from"])) if depends else None,
        ": " if depends else None,
        el("b", _title(graph["prizes"], path["to"])),
        f"{condition}: ",
        code(calls),
    ]
    return el("details", el("summary", summary), el("ol", [_step(step) for step in path["steps"]]))


def _step(step: Mapping[str, Any]) -> Markup:
    by = f" by {step['principal']}, with {step['credential']}: {step['why']}"
    return el("li", code(step["action"]), " on ", code(step["resource"]), el("span", by, class_="quiet"))


def _title(entries: Sequence[Mapping[str, Any]], identifier: str) -> str:
    return next((str(one["title"]) for one in entries if one["id"] == identifier), identifier)
