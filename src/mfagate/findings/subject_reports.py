"""Makes the report of a subject: from its files alone where it cannot be judged, else from the answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from mfagate.evaluation.queries import ask_cases, ask_refused
from mfagate.evaluation.rule_output import checked_findings
from mfagate.findings._fingerprints import with_unique_fingerprints
from mfagate.findings.builders import (
    refused_finding,
    rule_finding,
    scenario_finding,
    structure_findings,
    unknown_findings,
)
from mfagate.findings.model import Finding
from mfagate.findings.report import SubjectReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mfagate.engines import Engine
    from mfagate.scenarios.model import Case
    from mfagate.subjects.model import Subject
    from mfagate.suite.suite import Suite


def unjudged_report(subject: Subject, refused: Sequence[Mapping[str, str]] = ()) -> SubjectReport:
    """Return the report of a subject that cannot be judged; `refused` is what the rules did not accept."""
    findings = [refused_finding(subject, problem) for problem in refused]
    reasons = [*subject.obstacles, *(f"{_place(one)}: {one.message}" for one in findings)]
    return SubjectReport(subject, _ordered([*_of_files(subject), *findings]), why_not=reasons[0])


def judged_report(
    subject: Subject,
    cases: Sequence[Case],
    report: Mapping[str, Any],
    results: Sequence[Mapping[str, Any]],
    suite: Suite,
) -> SubjectReport:
    """Return the report of a subject that the rules answered about: their findings, and the failed cases."""
    if report["refused"]:
        return unjudged_report(subject, report["refused"])
    rules = [
        rule_finding(subject, one, suite.rules, report["deciding"])
        for one in checked_findings(report["findings"], subject, suite)
    ]
    return _with_cases(subject, cases, results, report, [*_of_files(subject), *rules])


def case_report(
    engine: Engine, subject: Subject, cases: Sequence[Case], assumptions: Mapping[str, str]
) -> SubjectReport:
    """Return a report of these cases alone, as pytest needs it: the same outcomes as in the whole report.

    Raises:
        EngineError: the engine failed.

    """
    refused = ask_refused(engine, subject) if subject.judgeable else []
    if refused or not subject.judgeable:
        return unjudged_report(subject, refused)
    return _with_cases(subject, cases, ask_cases(engine, subject, cases, assumptions), {}, [])


def _with_cases(
    subject: Subject,
    cases: Sequence[Case],
    results: Sequence[Mapping[str, Any]],
    report: Mapping[str, Any],
    findings: Sequence[Finding],
) -> SubjectReport:
    answered = list(zip(cases, results, strict=True))
    outcomes = Counter(result["outcome"] for result in results)
    failures = [
        scenario_finding(subject, case, result) for case, result in answered if result["outcome"] == "failed"
    ]
    return SubjectReport(
        subject,
        _ordered([*findings, *failures]),
        report,
        passed=outcomes["passed"],
        failed=outcomes["failed"],
        not_applicable=tuple(_not_applicable(cases, results)),
        sensitive_cases=tuple(_sensitive(cases, results)),
        results={case.id: result for case, result in answered},
    )


def _of_files(subject: Subject) -> list[Finding]:
    """Return what the files alone show: structural errors, and values that they leave open."""
    broken = [one for document in subject.parts.values() for one in structure_findings(document)]
    return [*broken, *unknown_findings(subject)]


def _sensitive(cases: Sequence[Case], results: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the cases whose outcome another reading of an open point would change, each with the reading."""
    for case, result in zip(cases, results, strict=True):
        for point in result.get("depends", []):
            ends = {"passed": result["outcome"] == "passed", "outcome": result["outcome"]}
            yield {"case": case.id, "title": _title(case), **ends, **point}


def _not_applicable(cases: Sequence[Case], results: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    """Give the cases that are not applicable, each with what it asks for."""
    for case, result in zip(cases, results, strict=True):
        if result["outcome"] == "not applicable":
            asked = result["request"]
            yield {
                "case": case.id,
                "title": _title(case),
                "action": asked["action"],
                "resource": asked["resource"],
            }


def _title(case: Case) -> str:
    return f"{case.scenario.title}, {case.label}"


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(with_unique_fingerprints(sorted(findings, key=Finding.sort_key)))


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}:{finding.column}"
