"""Findings and failed scenarios as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.reports._posture_table import columns, row_label, rows
from mfagate.reports.phrases import place, waiver, why
from mfagate.suite.rule_metadata import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport
    from mfagate.reports.html._files import Files


@dataclass(frozen=True)
class FindingView:
    """A finding, what its rule says of itself, and links to its line and to its cell of the posture."""

    finding: Finding
    place: str
    href: str
    waiver: str
    why: str = ""
    rule: Mapping[str, Any] | None = None
    cell: tuple[str, str] | None = None

    @property
    def kind(self) -> str:
        """The severity, or `waived`."""
        return self.finding.severity if self.finding.waived is None else "waived"


def finding_views(
    report: Report,
    findings: Iterable[Finding],
    files: Files,
    one: SubjectReport | None = None,
    key: str = "",
) -> list[FindingView]:
    """Return findings, the worst first and accepted ones last."""
    order = sorted(findings, key=lambda one: (one.waived is not None, SEVERITIES.index(one.severity)))
    return [
        FindingView(
            finding,
            place(finding),
            files.link(finding),
            waiver(finding),
            rule=report.rules.get(finding.rule),
            cell=_cell(one, key, finding),
        )
        for finding in order
    ]


def scenario_views(one: SubjectReport, files: Files) -> list[FindingView]:
    """Return the scenarios that failed."""
    return [
        FindingView(finding, place(finding), files.link(finding), waiver(finding), why(finding))
        for finding in one.findings
        if finding.rule == "scenario"
    ]


def _cell(one: SubjectReport | None, key: str, finding: Finding) -> tuple[str, str] | None:
    """Return the name of the cell of the posture that a finding is about, and the link to its panel."""
    row, column = str(finding.evidence.get("row")), str(finding.evidence.get("column"))
    if one is None or not one.report or row not in rows() or column not in columns():
        return None
    if not one.report["cells"][row][column]["judges"]:
        return None
    return f"{row_label(row)}, {column}", f"#{key}-{row}-{column}"
