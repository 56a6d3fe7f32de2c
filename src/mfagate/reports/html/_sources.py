"""The policy's own text: a statement as it stands in its file, and a line with the findings in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mfagate.findings.places import statement_path
from mfagate.parsing import LINE_BREAK
from mfagate.suite.rule_metadata import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mfagate.findings.model import Finding
    from mfagate.policy.documents import Document

_MAX_EXCERPT = 40
_MAX_WIDTH = 400


@dataclass(frozen=True)
class Line:
    """A line with the rule and severity of each finding in it; or how many lines are `left_out`."""

    number: int = 0
    text: str = ""
    marks: Sequence[tuple[str, str]] = ()
    left_out: int = 0

    @property
    def severity(self) -> str:
        """The worst severity of the findings in the line; empty where there is none."""
        severities = {severity for _, severity in self.marks}
        return next((name for name in SEVERITIES if name in severities), "")


def lines_of(document: Document) -> Sequence[str]:
    """Return the lines of a document's file as positions count them."""
    return _lines(document.text)


@lru_cache(maxsize=32)  # one file may hold hundreds of documents
def _lines(text: str) -> Sequence[str]:
    lines = LINE_BREAK.split(text)
    return tuple(lines[:-1] if lines[-1] == "" else lines)


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


def excerpt(document: Document, index: int) -> list[Line]:
    """Return a statement with the numbers of its lines; written out where its line cannot be shown.

    Either the line is too long, or there is none: a file names a policy that AWS manages without its text.
    """
    lines, numbers = lines_of(document), statement_lines(document, index)
    if numbers.start > len(lines) or len(lines[numbers.start - 1]) > _MAX_WIDTH:
        return _written_out(document, index, numbers.start)
    shown = [line_of(number, lines) for number in numbers]
    left_out = len(shown) - _MAX_EXCERPT
    half = _MAX_EXCERPT // 2
    return shown if left_out <= 0 else [*shown[:half], Line(left_out=left_out), *shown[-half:]]


def _written_out(document: Document, index: int, number: int) -> list[Line]:
    """Return a statement of a file in one line, such as a plan, as it was judged."""
    value = document.value
    for part in statement_path(document, index, []):
        value = value[part]
    lines = json.dumps(value, indent=2, ensure_ascii=False).splitlines()
    shown = [Line(number, _cut(line)) for line in lines[:_MAX_EXCERPT]]
    left_out = len(lines) - _MAX_EXCERPT
    return [*shown, Line(left_out=left_out)] if left_out > 0 else shown


def line_of(number: int, lines: Sequence[str], findings: Sequence[Finding] = ()) -> Line:
    """Return a line of a file with the findings in it, each rule once."""
    text = lines[number - 1] if number <= len(lines) else ""
    return Line(number, _cut(text), list({one.rule: one.severity for one in findings}.items()))


def _cut(text: str) -> str:
    expanded = text.expandtabs(4)
    return f"{expanded[:_MAX_WIDTH]}…" if len(expanded) > _MAX_WIDTH else expanded
