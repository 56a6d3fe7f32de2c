"""The main job: judge subjects with an engine, and gather what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from mfagate.evaluation.rule_output import sound
from mfagate.evaluation.scheduler import Asking
from mfagate.findings.model import (
    Finding,
    numbered,
    refused_findings,
    rule_finding,
    scenario_finding,
    structure_findings,
    unknown_findings,
)
from mfagate.suite.explanations import explained_rules
from mfagate.suite.rule_metadata import SEVERITIES
from mfagate.suite.suite import Suite, suite_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mfagate.engines import Engine, EngineInfo
    from mfagate.scenarios.matrix import Case, Matrix
    from mfagate.subjects.model import Subject


@dataclass(frozen=True)
class SubjectReport:
    """What was found of one subject; `report` is the rules' own, None where a document cannot be judged."""

    subject: Subject
    findings: tuple[Finding, ...]
    report: Mapping[str, Any] | None = None
    passed: int = 0
    failed: int = 0
    turning: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Report:
    """What a run found, for the reporters.

    `required` is what each profile wants, `others` are findings about no subject, such as expired waivers,
    `exempt` what a config `added` to the exempt actions and `removed`, `rules` what the rules say of
    themselves, and `fail_on` the least severity of a finding that counts.
    """

    engine: EngineInfo
    profile: str
    subjects: tuple[SubjectReport, ...]
    required: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[Finding, ...] = ()
    exempt: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fail_on: str = "error"

    @property
    def findings(self) -> list[Finding]:
        """All findings, waived ones too: in the order of the subjects, then those about no subject."""
        return [*(finding for subject in self.subjects for finding in subject.findings), *self.others]

    def summary(self) -> dict[str, int]:
        """Return the counts of the contract."""
        files = {file for one in self.subjects for file in one.subject.files}
        return {
            "files": len(files),
            "subjects": len(self.subjects),
            "scenarios": sum(one.passed + one.failed for one in self.subjects),
            "passed": sum(one.passed for one in self.subjects),
            "failed": sum(one.failed for one in self.subjects),
            "findings": len(self.findings),
        }

    def counts(self, finding: Finding) -> bool:
        """Tell whether a finding counts against the verdict: severe enough, and not waived."""
        severe = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]
        return finding.severity in severe and finding.waived is None

    @property
    def holds(self) -> bool:
        """Whether no finding counts against the verdict; a pass needs a scenario that was compared, too."""
        return not any(self.counts(finding) for finding in self.findings)

    @property
    def verdict(self) -> str:
        """The exit code in words."""
        return {0: "PASSED", 1: "FAILED", 2: "NOTHING COMPARED"}[self.exit_code]

    @property
    def exit_code(self) -> int:
        """The exit code of the contract: 0 passed, 1 findings, 2 nothing was compared."""
        if not self.holds:
            return 1
        return 0 if self.summary()["scenarios"] else 2


def check_subjects(  # noqa: PLR0913 - what a run is made of
    engine: Engine,
    subjects: Sequence[Subject],
    matrix: Matrix,
    *,
    profile: str,
    assumptions: Mapping[str, str],
    suite: Suite | None = None,
    jobs: int = 1,
    progress: Callable[[int, int, str], None] = lambda _done, _all, _name: None,
) -> Report:
    """Judge every subject and return what was found; `suite` is what the engine has, the shipped one if None.

    Up to `jobs` subjects are judged at once, where there are many.

    Raises:
        ConfigError: an own rule cannot be evaluated, or gave a finding that cannot be shown.
        EngineError: the engine failed.

    """
    suite = suite or suite_with()
    asked = [(subject, list(matrix.cases(subject))) for subject in subjects if subject.sound]
    begun = count()

    def tell(place: int) -> None:
        progress(next(begun), len(asked), asked[place][0].name)

    answers = iter(Asking(engine, suite, assumptions, jobs).about(asked, tell))
    progress(len(asked), len(asked), "")
    matters = iter(asked)
    reports = [
        _checked(*next(matters), *next(answers), suite) if subject.sound else _broken(subject)
        for subject in subjects
    ]
    return Report(
        engine.info(),
        profile,
        tuple(reports),
        required=suite.profiles,
        exempt=suite.exempt_changes(),
        rules=explained_rules(suite),
    )


def _broken(subject: Subject) -> SubjectReport:
    return SubjectReport(subject, _ordered(_beforehand(subject)))


def _beforehand(subject: Subject) -> list[Finding]:
    """Return what is found of a subject without asking anybody."""
    broken = [one for document in subject.parts.values() for one in structure_findings(document)]
    return [*broken, *unknown_findings(subject)]


def _checked(
    subject: Subject,
    cases: Sequence[Case],
    report: Mapping[str, Any],
    results: Sequence[Mapping[str, Any]],
    suite: Suite,
) -> SubjectReport:
    refused = refused_findings(subject, report["refused"])
    if refused:
        return SubjectReport(subject, _ordered([*_beforehand(subject), *refused]))
    failures = [
        scenario_finding(subject, case, result)
        for case, result in zip(cases, results, strict=True)
        if not result["passed"]
    ]
    found = [
        rule_finding(subject, one, suite.rules, report["deciding"])
        for one in sound(report["findings"], subject, suite)
    ]
    return SubjectReport(
        subject,
        _ordered([*_beforehand(subject), *found, *failures]),
        report,
        passed=len(cases) - len(failures),
        failed=len(failures),
        turning=tuple(_turning(cases, results)),
    )


def _turning(cases: Sequence[Case], results: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the cases that another reading of an open point would turn, each with it."""
    for case, result in zip(cases, results, strict=True):
        for point in result.get("depends", []):
            title = f"{case.scenario.title}, {case.label}"
            yield {"case": case.id, "title": title, "passed": result["passed"], **point}


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(numbered(sorted(findings, key=Finding.sort_key)))
