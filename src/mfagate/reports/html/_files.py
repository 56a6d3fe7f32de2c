"""The files of the policies: each once, folded, with marks where something was found.

A file may hold the documents of hundreds of subjects; of a long one, their lines alone are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mfagate.findings.places import count_of
from mfagate.reports.html._markup import Markup, code, el, join
from mfagate.reports.html._source import line_of, lines_of, statement_lines
from mfagate.reports.phrases import count, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport
    from mfagate.policy.documents import Document

MAX_LINES = 3000
"""The most lines of a file that are shown."""

_AROUND = 2  # lines before and after what is shown of a long file


@dataclass
class _File:
    key: str
    lines: Sequence[str]
    documents: list[Document] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)


class Files:
    """The files of a report as the page shows them, and links into them."""

    def __init__(self, report: Report) -> None:
        """Gather the files, and choose the lines that are shown."""
        self._files: dict[str, _File] = {}
        for one in report.subjects:
            for document in one.subject.parts.values():
                key = f"f{len(self._files)}"
                known = self._files.setdefault(document.file, _File(key, lines_of(document)))
                known.documents.append(document)
            for finding in one.findings:
                if finding.file in self._files:
                    self._files[finding.file].found.append(finding)
        for file in self._files.values():
            file.shown = _chosen(file)

    def link(self, finding: Finding) -> Markup:
        """Return where a finding is, as a link to the line; plain where the page does not show it."""
        file = self._files.get(finding.file)
        if file is None:
            return join(place(finding))
        line = f"-L{finding.line}" if finding.line in file.shown else ""
        return el("a", place(finding), href=f"#{file.key}{line}")

    def links(self, one: SubjectReport) -> Markup:
        """Return the names of a subject's files, each a link to the file."""
        names = dict.fromkeys(document.file for document in one.subject.parts.values())
        links = [el("a", code(name), href=f"#{self._files[name].key}") for name in names]
        return join([[", " if number else "", link] for number, link in enumerate(links)])

    def shown(self) -> Iterator[Markup]:
        """Give each file, folded."""
        for name, file in self._files.items():
            yield _file(name, file)


def _chosen(file: _File) -> list[int]:
    """Return the numbers of the lines to show: all, or those of the documents and findings of a long file."""
    length = len(file.lines)
    if length <= MAX_LINES or len(file.documents) == 1:
        return list(range(1, min(length, MAX_LINES) + 1))
    wanted: set[int] = set()
    for document in file.documents:
        if document.judgeable:
            for index in range(count_of(document)):
                lines = statement_lines(document, index)
                wanted.update(range(lines.start - _AROUND, lines.stop + _AROUND))
    for finding in file.found:
        wanted.update(range(finding.line - _AROUND, finding.line + _AROUND + 1))
    return sorted(number for number in wanted if 1 <= number <= length)[:MAX_LINES]


def _file(name: str, file: _File) -> Markup:
    by_line: dict[int, list[Finding]] = {}
    for finding in file.found:
        by_line.setdefault(finding.line, []).append(finding)
    rows = []
    for before, number in zip([0, *file.shown], file.shown, strict=False):
        rows += [_gap(number - before - 1)] if number > before + 1 else []
        rows.append(line_of(number, file.lines, f"{file.key}-L{number}", by_line.get(number, ())))
    rest = len(file.lines) - (file.shown[-1] if file.shown else 0)
    rows += [_gap(rest)] if rest > 0 else []
    summary = [code(name), f" {count(len(file.lines), 'line')}, {count(len(file.found), 'finding')}"]
    return el(
        "details",
        el("summary", summary),
        el("div", rows, class_="code", role="group", aria_label=f"Source of {name}", tabindex=0),
        class_="source",
        id=file.key,
    )


def _gap(number: int) -> Markup:
    return el("div", f"… {count(number, 'more line')}", class_="gap")
