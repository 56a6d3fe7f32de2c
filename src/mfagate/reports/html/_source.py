"""The policy's own text: a statement as it stands in its file, and whole files with marks in them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from mfagate.places import statement_path
from mfagate.reports.html._markup import Markup, code, el, hidden, join
from mfagate.reports.told import count, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mfagate.check import SubjectReport
    from mfagate.documents import Document
    from mfagate.findings import Finding

MAX_LINES = 3000
"""The most lines of a file that are shown."""

_MAX_EXCERPT = 40
_MAX_WIDTH = 400
_LINE_BREAK = re.compile(r"\r\n?|\n")


def lines_of(document: Document) -> list[str]:
    """Return the lines of a document as positions count them."""
    found = _LINE_BREAK.split(document.text)
    return found[:-1] if found[-1] == "" else found


def statement_lines(document: Document, index: int) -> range:
    """Return the numbers of the lines that a statement takes."""
    path = statement_path(document, index, [])
    positions = document.positions
    offset = positions.values.get(path, 0)
    first = positions.lines.at(offset).line
    try:
        _, end = json.JSONDecoder().raw_decode(document.text, offset)
    except (ValueError, RecursionError):  # YAML
        end = max(
            (place for other, place in positions.values.items() if other[: len(path)] == path), default=offset
        )
    return range(first, positions.lines.at(max(end - 1, offset)).line + 1)


def excerpt(document: Document, index: int) -> Markup:
    """Return a statement with the numbers of its lines."""
    lines, numbers = lines_of(document), statement_lines(document, index)
    shown = list(numbers)
    left_out = len(shown) - _MAX_EXCERPT
    half = _MAX_EXCERPT // 2
    parts: list[Markup] = [_line(number, lines) for number in (shown if left_out <= 0 else shown[:half])]
    if left_out > 0:
        parts.append(el("div", f"… {count(left_out, 'line')} …", class_="gap"))
        parts += [_line(number, lines) for number in shown[-half:]]
    return el("div", parts, class_="code hit", role="group", aria_label="Statement", tabindex=0)


def sources(one: SubjectReport, key: str) -> Iterable[Markup]:
    """Give each file of a subject, folded, with marks where something was found."""
    for number, (file, document) in enumerate(_documents(one).items()):
        found = [finding for finding in one.findings if finding.file == file]
        yield _source(document, found, f"{key}-f{number}")


def line_link(one: SubjectReport, key: str, finding: Finding) -> Markup:
    """Return where a finding is, as a link to the line; plain where the page does not show it."""
    documents = _documents(one)
    if finding.file not in documents:
        return join(place(finding))
    shown = min(len(lines_of(documents[finding.file])), MAX_LINES)
    line = f"-L{finding.line}" if finding.line <= shown else ""
    return el("a", place(finding), href=f"#{key}-f{list(documents).index(finding.file)}{line}")


def _documents(one: SubjectReport) -> Mapping[str, Document]:
    return {document.file: document for document in one.subject.parts.values()}


def _source(document: Document, found: Sequence[Finding], key: str) -> Markup:
    lines = lines_of(document)
    by_line: dict[int, list[Finding]] = {}
    for finding in found:
        by_line.setdefault(finding.line, []).append(finding)
    rows = [
        _line(number, lines, f"{key}-L{number}", by_line.get(number, ()))
        for number in range(1, min(len(lines), MAX_LINES) + 1)
    ]
    rest = len(lines) - MAX_LINES
    if rest > 0:
        rows.append(el("div", f"… {count(rest, 'more line')}", class_="gap"))
    summary = [
        code(document.file),
        f" {count(len(lines), 'line')}, {count(len(found), 'finding')}",
    ]
    return el(
        "details",
        el("summary", summary),
        el("div", rows, class_="code", role="group", aria_label=f"Source of {document.file}", tabindex=0),
        class_="source",
        id=key,
    )


def _line(number: int, lines: Sequence[str], key: str | None = None, found: Sequence[Finding] = ()) -> Markup:
    text = lines[number - 1].expandtabs(4) if number <= len(lines) else ""
    if len(text) > _MAX_WIDTH:
        text = f"{text[:_MAX_WIDTH]}…"
    worst = next(
        (name for name in ("error", "warning", "note") if name in {one.severity for one in found}), ""
    )
    marks = [
        el("span", hidden(f" {one.severity}: "), one.rule, class_=f"mark {one.severity}")
        for one in {one.rule: one for one in found}.values()
    ]
    return el(
        "div",
        el("span", str(number), class_="number"),
        el("code", text),
        marks,
        class_=f"line {worst}".strip(),
        id=key,
    )
