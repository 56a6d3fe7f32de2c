"""The heat map: subjects × credentials, each cell a link to what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.reports.html._markup import Markup, el, hidden, join
from mfagate.reports.phrases import COLUMNS, ROWS, assumed, cells, credential

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.findings.report import Report, SubjectReport
    from mfagate.reports.phrases import Cell

GLYPHS = {"blocked": "●", "partial": "◐", "open": "○", "-": "-"}


def matrix(report: Report, titles: dict[str, str]) -> Markup:
    """Return the table of all subjects; `titles` says what each credential is."""
    heads = [
        el("th", credential(row), scope="col", role="columnheader", title=titles.get(row)) for row in ROWS
    ]
    corner = [
        el("th", "Subject", scope="col", role="columnheader"),
        el("th", hidden("What is called"), scope="col", role="columnheader"),
    ]
    groups = [
        el("tbody", _rows(report, one, f"s{number}"), role="rowgroup", id=f"s{number}-row")
        for number, one in enumerate(report.subjects, 1)
    ]
    table = el(
        "table",
        el("caption", "What each credential can do. Every cell leads to what it rests on."),
        el("thead", el("tr", corner, heads, role="row"), role="rowgroup"),
        groups,
        class_="matrix",
        role="table",
    )
    return join([table, _legend()])


def cell_id(key: str, cell: Cell) -> str:
    """Return the id of the panel of a cell."""
    return f"{key}-{cell.row}-{cell.column}"


def standing(cell: Cell) -> str:
    """Return how a cell stands to the profile: `unmet`, `met`, `free` (not required) or `none`."""
    if cell.state == "-":
        return "none"
    if cell.unmet:
        return "unmet"
    return "free" if cell.wanted is None else "met"


def _rows(report: Report, one: SubjectReport, key: str) -> Iterator[Markup]:
    name = el("a", one.subject.name, href=f"#{key}")
    if one.report is None:
        head = el("th", name, scope="row", role="rowheader", class_="subject")
        said = "not judged: a document is broken"
        yield el("tr", head, el("td", said, colspan=len(ROWS) + 1, role="cell", class_="broken"), role="row")
        return
    for column in COLUMNS:
        first = el(
            "th",
            name,
            el("small", assumed(one)),
            scope="rowgroup",
            rowspan=len(COLUMNS),
            role="rowheader",
            class_="subject",
        )
        head = el("th", column, scope="row", role="rowheader", class_="column")
        found = [_cell(cell, key) for cell in cells(report, one, column)]
        yield el("tr", first if column == COLUMNS[0] else None, head, found, role="row")


def _cell(cell: Cell, key: str) -> Markup:
    how = standing(cell)
    label = credential(cell.row)
    glyph = el("span", GLYPHS[cell.state], class_="glyph", aria_hidden="true")
    if how == "none":
        body = [glyph, hidden("nothing to judge")]
        return el("td", body, class_="cell none", role="cell", data_label=label)
    wants = el("small", f"✗ wants {cell.wanted}") if how == "unmet" else None
    link = el(
        "a",
        hidden(f"{label}, {cell.column}: "),
        glyph,
        el("span", cell.state, class_="state"),
        wants,
        href=f"#{cell_id(key, cell)}",
    )
    return el("td", link, class_=f"cell {how} {cell.state}", role="cell", data_label=label)


def _legend() -> Markup:
    told = [
        ("●", "blocked", "no request is allowed"),
        ("◐", "partial", "some are"),
        ("○", "open", "every request that the policies grant is allowed"),
        ("-", "nothing to judge", ""),
    ]
    states = [
        el(
            "li",
            el("span", glyph, class_="glyph", aria_hidden="true"),
            " ",
            el("b", name),
            f": {what}" if what else "",
        )
        for glyph, name, what in told
    ]
    colours = [
        el("li", el("span", "✗", class_="swatch unmet", aria_hidden="true"), " the profile wants otherwise"),
        el("li", el("span", "", class_="swatch met", aria_hidden="true"), " as the profile wants it"),
        el("li", el("span", "", class_="swatch free", aria_hidden="true"), " the profile does not say"),
    ]
    return el("ul", states, colours, class_="legend")
