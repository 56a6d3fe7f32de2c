"""Markdown for a job's summary or a comment on a pull request, within what GitHub takes for a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.reports._posture_table import cells, columns, row_label, rows
from mfagate.reports.phrases import (
    count,
    counts,
    listed_findings,
    not_applicable,
    place,
    profile_label,
    visible,
    waiver,
    why,
)
from mfagate.suite.rule_metadata import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport

LIMIT = 65_536
"""The longest comment that GitHub takes, in characters."""

_POSTURE = LIMIT // 2
_LAST = 200  # room for the line that counts what is not shown
_SPECIAL = re.compile(r"[\\`*_\[\]|~<>&#@$]|:(?=//)|(?<=[wW]{3})\.")
_MARKS = {"error": "❌ error", "warning": "⚠️ warning", "note": "💡 note"}


def as_markdown(report: Report) -> str:
    """Return verdict, posture and findings as GitHub's Markdown; rows that do not fit are counted."""
    lines = [
        f"### mfagate: {report.verdict}",
        "",
        f"{counts(report)}; decided by {escaped(report.engine.label)}",
        "",
    ]
    judged = [one for one in report.subjects if one.report]
    if judged:
        lines += _fitted(_posture_head(), [_posture(report, one) for one in judged], "subject", _POSTURE)
        lines += ["", "`!`: violates the profile, `-`: nothing to judge", ""]
    skipped = [[_not_applicable(one)] for one in report.subjects if one.not_applicable]
    if skipped:
        lines += [
            *_fitted(["| subject | not applicable |", "|---|---|"], skipped, "subject", _POSTURE // 2),
            "",
        ]
    findings = sorted(
        listed_findings(report),
        key=lambda entry: (entry[1].waived is not None, SEVERITIES.index(entry[1].severity)),
    )
    if findings:
        room = LIMIT - _length(lines)
        lines += _fitted(_findings_head(), [[_row(*entry)] for entry in findings], "finding", room)
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return text without meaning in Markdown and HTML, in a table too, and without mentions."""
    kept = _SPECIAL.sub(lambda special: f"&#{ord(special[0])};", visible(text))
    # GitHub looks for mentions in the rendered text: only an invisible character breaks the name.
    return kept.replace("&#64;", "&#64;&#8288;")


def _fitted(head: list[str], groups: Iterable[list[str]], what: str, room: int) -> list[str]:
    """Return a table with as many groups of rows as there is room for, and a line that counts the others."""
    rows = list(head)
    waiting = list(groups)
    used = _length(head) + _LAST
    while waiting and used + _length(waiting[0]) <= room:
        used += _length(waiting[0])
        rows += waiting.pop(0)
    if waiting:
        rows += [
            "",
            f"{count(len(waiting), f'more {what}')} not shown; the other formats show all of them.",
        ]
    return rows


def _length(lines: Iterable[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _posture_head() -> list[str]:
    heads = " | ".join(row_label(row) for row in rows())
    return [f"| subject | | {heads} |", "|---" * (len(rows()) + 2) + "|"]


def _posture(report: Report, one: SubjectReport) -> list[str]:
    names = (f"**{escaped(one.subject.name)}**", escaped(profile_label(one)))
    return [
        f"| {name} | {column} | {' | '.join(_cells(report, one, column))} |"
        for name, column in zip(names, columns(), strict=True)
    ]


def _cells(report: Report, one: SubjectReport, column: str) -> Iterator[str]:
    for cell in cells(report, one, column):
        yield f"**{cell.text}**" if cell.violated else cell.text


def _not_applicable(one: SubjectReport) -> str:
    return f"| {escaped(one.subject.name)} | {escaped(not_applicable(one))} |"


def _findings_head() -> list[str]:
    return ["| | subject | place | finding |", "|---|---|---|---|"]


def _row(subject: str, finding: Finding) -> str:
    waived = waiver(finding)
    mark = "⏸️ accepted" if waived else _MARKS[finding.severity]
    sid = f" ({escaped(finding.sid)})" if finding.sid else ""
    folded = "".join(
        f"<br>{escaped(text)}"
        if summary is None
        else f"<details><summary>{summary}</summary>{escaped(text)}</details>"
        for summary, text in ((None, waived), ("why", why(finding)), ("fix", finding.remedy))
        if text
    )
    text = f"{escaped(finding.message)} [{escaped(finding.rule)}]{sid}{folded}"
    return f"| {mark} | {escaped(subject)} | {escaped(place(finding))} | {text} |"
