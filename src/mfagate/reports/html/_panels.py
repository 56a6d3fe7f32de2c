"""What a cell of the posture rests on: requests, and the statements that decided, as the files have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.reports.html._markup import Markup, code, el
from mfagate.reports.html._matrix import GLYPHS, cell_id, standing
from mfagate.reports.html._source import excerpt
from mfagate.reports.phrases import COLUMNS, cells, count, credential

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.findings.report import Report, SubjectReport
    from mfagate.reports.phrases import Cell

_MAX_GROUPS = 6
_MEANING = {
    "blocked": "No such request is allowed.",
    "open": "Every such request that the policies grant is allowed.",
    "partial": "Some such requests are allowed, and others are held back although the policies grant them.",
}
_WANTS = {
    "blocked": "blocked: no request is allowed",
    "open": "open: every request that the policies grant is allowed",
    "guarded": "guarded: no request that changes identity is allowed",
}


def panels(report: Report, one: SubjectReport, key: str, titles: dict[str, str]) -> Markup:
    """Return a panel for each cell of a judged subject; a panel shows while it is the page's target."""
    rows = [
        cell
        for pair in zip(*(cells(report, one, column) for column in COLUMNS), strict=True)
        for cell in pair
    ]
    return el(
        "div",
        [_panel(one, cell, key, titles) for cell in rows if cell.state != "-"],
        class_="panels",
    )


def _panel(one: SubjectReport, cell: Cell, key: str, titles: dict[str, str]) -> Markup:
    assert one.report is not None  # noqa: S101 - the caller chose judged subjects
    rests = one.report["cells"][cell.row][cell.column]
    identifier = cell_id(key, cell)
    glyph = el("span", GLYPHS[cell.state], class_="glyph", aria_hidden="true")
    title = el(
        "h4",
        f"{credential(cell.row)}, {cell.column}: ",
        el("span", glyph, " ", cell.state, class_=f"badge {standing(cell)}"),
        id=f"{identifier}-title",
    )
    wants = f"The profile wants {_WANTS.get(cell.wanted, cell.wanted)}." if cell.wanted else None
    return el(
        "section",
        el("a", "Close", href=f"#{key}-row", class_="close"),
        title,
        el("p", titles.get(cell.row), ". ", _MEANING[cell.state], " ", el("b", wants) if wants else None),
        _rests(one, cell, rests),
        class_=f"panel {standing(cell)}",
        id=identifier,
        tabindex=-1,
        aria_labelledby=f"{identifier}-title",
    )


def _rests(one: SubjectReport, cell: Cell, rests: Mapping[str, Any]) -> Iterator[Markup]:
    if not rests["requests"]:
        yield el("p", "The services refuse such calls before any policy is asked.")
    elif not rests["allowed"] and not rests["denied"]:
        yield el("p", "The policies grant no such request, with MFA or without.")
    shown: set[tuple[str, int]] = set()
    # What goes against the profile is what the reader came for.
    sides = [("allowed", "Let through"), ("denied", "Held back, although the policies grant it")]
    for side, title in reversed(sides) if cell.wanted == "open" else sides:
        if rests[side]:
            yield el("h5", title)
            yield from (_group(one, group, shown) for group in rests[side][:_MAX_GROUPS])
            left = rests[side][_MAX_GROUPS:]
            if left:
                actions = sum(group["actions"] for group in left)
                yield el("p", f"… and {count(actions, 'action')} more, decided by other statements.")


def _group(one: SubjectReport, group: Mapping[str, Any], shown: set[tuple[str, int]]) -> Markup:
    request = group["request"]
    asked = [
        el("b", count(group["actions"], "action")),
        ", such as " if group["actions"] > 1 else ": ",
        code(request["action"]),
        " on ",
        code(request["resource"]),
    ]
    context = [[" with ", code(f"{key} = {value}")] for key, value in sorted(group["context"].items())]
    statements = [_statement(one, by, shown) for by in group["by"]]
    return el(
        "div",
        el("p", asked, context),
        None if statements else el("p", group["reason"], class_="reason"),
        statements,
        class_="group",
    )


def _statement(one: SubjectReport, by: Mapping[str, Any], shown: set[tuple[str, int]]) -> Markup:
    document = one.subject.parts.get(by["policy"])
    place = (by["policy"], by["statement"])
    name = by["sid"] or f"statement {by['statement']}"
    title = [el("span", by["effect"], class_=f"effect {by['effect'].lower()}"), " ", code(name)]
    if document is None:
        return el("p", title, " is assumed beside the policies: it stands in no file.", class_="where")
    line = document.positions.at(("Statement", by["statement"])).line
    if isinstance(document.value.get("Statement"), dict):
        line = document.positions.at(("Statement",)).line
    title += [" in ", code(f"{document.file}:{line}")]
    if place in shown:
        return el("p", title, " (above)", class_="where")
    shown.add(place)
    return el("div", el("p", title, class_="where"), excerpt(document, by["statement"]))
