"""Findings, failed scenarios and what depends on open points, as parts of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.reports.html._markup import Markup, code, el
from mfagate.reports.phrases import COLUMNS, ROWS, credential, place, waiver, why
from mfagate.suite.rule_metadata import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport
    from mfagate.reports.html._files import Files
    from mfagate.reports.html._markup import Child

_GLYPHS = {"error": "✗", "warning": "▲", "note": "●"}


def findings(report: Report, one: SubjectReport, key: str, sources: Files) -> Iterator[Markup]:
    """Give the findings of a subject but those of scenarios, the worst first and what is accepted last."""
    found = [finding for finding in one.findings if finding.rule != "scenario"]
    found.sort(key=lambda finding: (finding.waived is not None, SEVERITIES.index(finding.severity)))
    if not found:
        yield el("p", "No rule found anything.")
    for finding in found:
        rule = report.rules.get(finding.rule, {})
        yield _finding(finding, rule, [sources.link(finding), _cell_link(one, key, finding)])


def others(report: Report) -> Iterator[Markup]:
    """Give the findings about no subject, such as expired waivers."""
    for finding in report.others:
        yield _finding(finding, report.rules.get(finding.rule, {}), code(place(finding)))


def scenarios(one: SubjectReport, sources: Files) -> Iterator[Markup]:
    """Say how the scenarios came out, and give those that came out otherwise than expected."""
    failed = [finding for finding in one.findings if finding.rule == "scenario"]
    if not one.passed + one.failed:
        yield el("p", "No scenario speaks of this subject.")
        return
    yield el("p", f"{one.passed} of {one.passed + one.failed} came out as expected.")
    for finding in failed:
        yield _scenario(finding, sources.link(finding))


def depends(points: Sequence[Mapping[str, Any]]) -> Markup | None:
    """Return the cells that another reading of AWS's documentation would change; None where there is none."""
    if not points:
        return None
    heads = [el("th", text, scope="col") for text in ("Cell", "Open point", "As assumed", "Otherwise")]
    rows = [
        el(
            "tr",
            el("th", f"{credential(point['row'])}, {point['column']}", scope="row"),
            el("td", code(point["assumption"])),
            el("td", el("b", point["state"]), f" if {point['chosen']}"),
            el("td", el("b", point["otherwise"]["state"]), f" if {point['otherwise']['value']}"),
        )
        for point in points
    ]
    table = el("table", el("thead", el("tr", heads)), el("tbody", rows), class_="plain")
    return el("div", table, class_="scroll", tabindex=0, role="group", aria_label="Open points")


def _badge(finding: Finding) -> Markup:
    if finding.waived is not None:
        return el("span", "‖ accepted", class_="badge waived")
    return el("span", f"{_GLYPHS[finding.severity]} {finding.severity}", class_=f"badge {finding.severity}")


def _cell_link(one: SubjectReport, key: str, finding: Finding) -> Child:
    """Return a link to the cell of the posture that a finding is about, if it is about one."""
    row, column = str(finding.evidence.get("row")), str(finding.evidence.get("column"))
    if not one.report or row not in ROWS or column not in COLUMNS:
        return None
    if not one.report["cells"][row][column]["judges"]:
        return None
    return [" · ", el("a", f"{credential(row)}, {column}", href=f"#{key}-{row}-{column}")]


def _finding(finding: Finding, rule: Mapping[str, Any], target: Child) -> Markup:
    sid = [" in ", code(finding.sid)] if finding.sid else None
    where = el("p", target, sid, " · ", code(finding.rule), class_="where")
    waived = waiver(finding)
    about = rule.get("description")
    return el(
        "article",
        el("p", _badge(finding), " ", finding.message, class_="message"),
        where,
        el("p", waived, class_="waiver") if waived else None,
        el("p", el("b", "Fix: "), finding.remedy) if finding.remedy else None,
        el("details", el("summary", f"Why: {rule['title']}"), el("p", about)) if about else None,
        class_=f"finding {'waived' if waived else finding.severity}",
    )


def _scenario(finding: Finding, target: Markup) -> Markup:
    evidence = finding.evidence
    asked = [code(str(evidence.get("action"))), " on ", code(str(evidence.get("resource")))]
    return el(
        "article",
        el("p", _badge(finding), " ", finding.message, class_="message"),
        el("p", code(str(evidence.get("case"))), class_="where"),
        el("p", asked, ": ", str(evidence.get("reason") or "not judged"), class_="reason"),
        el("p", el("b", "Why it matters: "), why(finding)) if why(finding) else None,
        el("p", el("b", "Fix: "), finding.remedy) if finding.remedy else None,
        el("p", target, class_="where"),
        class_="finding error",
    )
