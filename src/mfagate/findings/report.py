"""Reports as data: what a run found of each subject, and what that means for the exit code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from mfagate.exceptions import NothingToCheckError
from mfagate.findings.without_policy import WithoutPolicy
from mfagate.suite.rule_metadata import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.engines import EngineInfo
    from mfagate.findings.model import Finding
    from mfagate.subjects.model import Subject

_NAMES = 5  # subjects that a message names

Outcome = Literal["passed", "failed", "waived", "not applicable", "not judged"]
"""How a case ends.

The rules decide between `passed`, `failed` and `not applicable`: a profile expects an allow that the
policies never grant. `waived` is a failure that a waiver or the baseline covers.
"""


@dataclass(frozen=True)
class SubjectReport:
    """What was found of one subject.

    `report` is the rules' own, None where the subject cannot be judged; `why_not` then says why. `results`
    has the rules' answer to each case, by the case's id. `not_applicable` has the cases with that outcome,
    each as `case`, `title`, `action` and `resource`.
    """

    subject: Subject
    findings: tuple[Finding, ...]
    report: Mapping[str, Any] | None = None
    passed: int = 0
    failed: int = 0
    not_applicable: tuple[Mapping[str, str], ...] = ()
    sensitive_cases: tuple[Mapping[str, Any], ...] = ()
    why_not: str = ""
    results: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_judged(self) -> bool:
        """Whether the subject could be judged; nothing of one that could not is waived or in a baseline."""
        return self.report is not None

    @property
    def compared(self) -> int:
        """The number of cases that passed or failed; those that are not applicable compare nothing."""
        return self.passed + self.failed

    def outcome(self, case: str) -> Outcome:
        """Return how a case ended, by its id; `check` and pytest both show this."""
        if not self.is_judged:
            return "not judged"
        found: Outcome = self.results[case]["outcome"]
        if found != "failed":
            return found
        finding = self.failure(case)
        return "waived" if finding is not None and finding.waived is not None else "failed"

    def failure(self, case: str) -> Finding | None:
        """Return the finding of a case that failed, by the case's id; None if it did not."""
        failures = (one for one in self.findings if one.rule == "scenario")
        return next((one for one in failures if one.evidence["case"] == case), None)


@dataclass(frozen=True)
class Report:
    """What a run found, for the reporters.

    `required` has the cells that each profile requires, `others` the findings about no subject, such as
    expired waivers, `exempt` the exempt actions that a config `added` and `removed`, `rules` the metadata of
    every rule, and `fail_on` the least severity of a finding that counts. `without_policy`
    has the files that have no policy.
    """

    engine: EngineInfo
    profile: str
    subjects: tuple[SubjectReport, ...]
    required: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[Finding, ...] = ()
    exempt: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fail_on: str = "error"
    without_policy: WithoutPolicy = field(default_factory=WithoutPolicy)

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
            "scenarios": sum(one.compared for one in self.subjects),
            "passed": sum(one.passed for one in self.subjects),
            "failed": sum(one.failed for one in self.subjects),
            "not_applicable": sum(len(one.not_applicable) for one in self.subjects),
            "findings": len(self.findings),
        }

    def counts(self, finding: Finding) -> bool:
        """Tell whether a finding makes the run fail: severe enough, and not waived."""
        severe = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]
        return finding.severity in severe and finding.waived is None

    @property
    def is_clean(self) -> bool:
        """Whether no finding makes the run fail; to pass, it must also compare a scenario of each subject."""
        return not any(self.counts(finding) for finding in self.findings)

    @property
    def not_compared(self) -> list[SubjectReport]:
        """The judged subjects of which no scenario was compared: there is none, or none is applicable."""
        return [one for one in self.subjects if one.is_judged and not one.compared]

    @property
    def verdict(self) -> str:
        """The exit code in words."""
        nothing = "NOTHING COMPARED" if self.subjects else "NOTHING TO CHECK"
        return {0: "PASSED", 1: "FAILED", 2: nothing}[self.exit_code]

    @property
    def exit_code(self) -> int:
        """The exit code of the contract: 0 passed, 1 findings, 2 nothing was compared (of a subject)."""
        if not self.is_clean:
            return 1
        if not self.subjects:
            return 0 if self.without_policy.passes else 2
        return 0 if self.summary()["scenarios"] and not self.not_compared else 2


def require_comparison(report: Report) -> None:
    """Refuse to call it a pass when no scenario of a subject was compared.

    Raises:
        NothingToCheckError: none was, or there is no subject and that is not allowed.

    """
    if report.exit_code != NothingToCheckError.exit_code:
        return
    if not report.subjects:
        raise NothingToCheckError(f"nothing to check: {report.without_policy.reason}")
    raise NothingToCheckError(f"nothing was compared: {nothing_compared(report.not_compared)}")


def nothing_compared(subjects: Sequence[SubjectReport]) -> str:
    """Say why no scenario of these subjects was compared, and what to do."""
    if not subjects:
        return "the policies in these files are not known; the findings say how to provide them"
    unnamed = [one.subject.name for one in subjects if not one.not_applicable]
    ungranted = [one.subject.name for one in subjects if one.not_applicable]
    parts = [f"no scenario expects anything of {_listed(unnamed)}"] if unnamed else []
    if ungranted:
        parts.append(
            f"the policies of {_listed(ungranted)} grant nothing that a scenario expects to be allowed"
        )
    first = subjects[0].subject.name
    what = f"name {first if len(subjects) == 1 else 'each'} under expect in your own scenario"
    return f"{'; '.join(parts)}; {what}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    return f"{', '.join(names[:_NAMES])}{more}"
