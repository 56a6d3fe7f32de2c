"""The files of the policies: each once, folded, with marks where there are findings.

A file may hold the documents of hundreds of subjects; of a long one, their lines alone are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mfagate.reports.html._sources import Line, line_of, lines_of, statement_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport
    from mfagate.policy.documents import Document

MAX_LINES = 3000
"""The most lines of a file that are shown."""

_AROUND = 2  # lines before and after what is shown of a long file


@dataclass
class File:
    """A file of a policy as the page shows it: `numbers` are those of the lines that are shown."""

    key: str
    name: str
    lines: Sequence[str]
    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    numbers: Sequence[int] = ()

    def shown(self) -> Iterator[Line]:
        """Give the lines that are shown, and how many are left out between and after them."""
        by_line: dict[int, list[Finding]] = {}
        for finding in self.findings:
            by_line.setdefault(finding.line, []).append(finding)
        last = 0
        for number in self.numbers:
            if number > last + 1:
                yield Line(left_out=number - last - 1)
            yield line_of(number, self.lines, by_line.get(number, ()))
            last = number
        if len(self.lines) > last:
            yield Line(left_out=len(self.lines) - last)


class Files:
    """The files of a report, and links into them."""

    def __init__(self, report: Report) -> None:
        """Gather the files, and choose the lines that are shown."""
        self._files: dict[str, File] = {}
        for one in report.subjects:
            for document in one.subject.parts.values():
                new = File(f"f{len(self._files)}", document.file, lines_of(document))
                self._files.setdefault(document.file, new).documents.append(document)
            for finding in one.findings:
                if finding.file in self._files:
                    self._files[finding.file].findings.append(finding)
        for file in self._files.values():
            file.numbers = _chosen(file)

    def link(self, finding: Finding) -> str:
        """Return the link to the line of a finding, or to its file; empty where the page shows neither."""
        file = self._files.get(finding.file)
        if file is None:
            return ""
        return f"#{file.key}-L{finding.line}" if finding.line in file.numbers else f"#{file.key}"

    def of(self, one: SubjectReport) -> list[File]:
        """Return the files of a subject."""
        return list({part.file: self._files[part.file] for part in one.subject.parts.values()}.values())

    def views(self) -> list[File]:
        """Return all files."""
        return list(self._files.values())


def _chosen(file: File) -> list[int]:
    """Return the numbers of the lines to show: all, or those of the documents and findings of a long file."""
    length = len(file.lines)
    if length <= MAX_LINES or len(file.documents) == 1:
        return list(range(1, min(length, MAX_LINES) + 1))
    wanted: set[int] = set()
    for document in file.documents:
        if document.judgeable:
            for index in range(document.statement_count):
                lines = statement_lines(document, index)
                wanted.update(range(lines.start - _AROUND, lines.stop + _AROUND))
    for finding in file.findings:
        wanted.update(range(finding.line - _AROUND, finding.line + _AROUND + 1))
    return sorted(number for number in wanted if 1 <= number <= length)[:MAX_LINES]
