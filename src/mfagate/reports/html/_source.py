"""The policy's own text: a statement as it stands in its file, and a line with what was found in it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mfagate.findings.places import statement_path
from mfagate.reports.html._markup import Markup, el, hidden
from mfagate.reports.phrases import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mfagate.findings.model import Finding
    from mfagate.policy.documents import Document

_MAX_EXCERPT = 40
_MAX_WIDTH = 400
_LINE_BREAK = re.compile(r"\r\n?|\n")


def lines_of(document: Document) -> Sequence[str]:
    """Return the lines of a document's file as positions count them."""
    return _lines(document.text)


@lru_cache(maxsize=32)  # one file may hold hundreds of documents
def _lines(text: str) -> Sequence[str]:
    found = _LINE_BREAK.split(text)
    return tuple(found[:-1] if found[-1] == "" else found)


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
    """Return a statement with the numbers of its lines; written out where its line cannot be shown.

    It is too long then, or there is none: a file names what AWS manages, and does not have it.
    """
    lines, numbers = lines_of(document), statement_lines(document, index)
    if numbers.start > len(lines) or len(lines[numbers.start - 1]) > _MAX_WIDTH:
        return _written_out(document, index, numbers.start)
    shown = list(numbers)
    left_out = len(shown) - _MAX_EXCERPT
    half = _MAX_EXCERPT // 2
    parts: list[Markup] = [line_of(number, lines) for number in (shown if left_out <= 0 else shown[:half])]
    if left_out > 0:
        parts.append(el("div", f"… {count(left_out, 'line')} …", class_="gap"))
        parts += [line_of(number, lines) for number in shown[-half:]]
    return el("div", parts, class_="code hit", role="group", aria_label="Statement", tabindex=0)


def _written_out(document: Document, index: int, number: int) -> Markup:
    """Return a statement of a file in one line, such as a plan, as it was judged."""
    value = document.value
    for part in statement_path(document, index, []):
        value = value[part]
    lines = json.dumps(value, indent=2, ensure_ascii=False).splitlines()
    parts = [line_of(1, [line], shown=number) for line in lines[:_MAX_EXCERPT]]
    if len(lines) > _MAX_EXCERPT:
        parts.append(el("div", f"… {count(len(lines) - _MAX_EXCERPT, 'more line')}", class_="gap"))
    return el("div", parts, class_="code hit", role="group", aria_label="Statement", tabindex=0)


def line_of(
    number: int,
    lines: Sequence[str],
    key: str | None = None,
    found: Sequence[Finding] = (),
    shown: int | None = None,
) -> Markup:
    """Return a line with its number, `shown` where given, and marks where something was found in it."""
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
        el("span", str(shown or number), class_="number"),
        el("code", text),
        marks,
        class_=f"line {worst}".strip(),
        id=key,
    )
