"""Words and lines that several reports share, and text made harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport

OUTCOME_VERBS: Mapping[str, str] = {
    "passed": "passes",
    "failed": "fails",
    "not applicable": "is not applicable",
}
"""How a scenario ends, as the verb of a sentence."""

_ACTIONS = 5  # that a line names

# Characters that can end a line, drive a terminal, or show text in another order than it is written in.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def profile_label(one: SubjectReport) -> str:
    """Return the profile of a subject, and `Allow *` where that is assumed in addition to its policies."""
    assumed = " + Allow *" if (one.report or {}).get("assume") == "allow-all" else ""
    return f"{one.subject.profile}{assumed}"


def counts(report: Report) -> str:
    """Return the numbers of subjects, scenarios and findings, and how many of these are accepted.

    Where a run without a subject passes, say why.
    """
    summary = report.summary()
    is_empty = not report.subjects and report.without_policy.passes
    nothing = f"nothing to check: {visible(report.without_policy.reason)}; " if is_empty else ""
    return nothing + (
        f"{count(summary['subjects'], 'subject')}, {count(summary['scenarios'], 'scenario')} "
        f"({summary['passed']} passed, {summary['failed']} failed){_not_applicable(summary)}, "
        f"{count(summary['findings'], 'finding')}{_accepted(report)}"
    )


def _not_applicable(summary: Mapping[str, int]) -> str:
    number = summary["not_applicable"]
    return f", {number} not applicable" if number else ""


def not_applicable(one: SubjectReport) -> str:
    """Say which scenarios of a subject are not applicable, and why; empty where all are applicable."""
    if not one.not_applicable:
        return ""
    number = len(one.not_applicable)
    actions = list(dict.fromkeys(case["action"] for case in one.not_applicable))
    shown = ", ".join(actions[:_ACTIONS]) + (", ..." if len(actions) > _ACTIONS else "")
    compared = "" if one.compared else "; nothing was compared of this subject"
    are = "is" if number == 1 else "are"
    return (
        f"{count(number, 'scenario')} of profile {one.subject.profile} {are} not applicable, "
        f"as the policies never grant {shown}{compared}"
    )


def listed_not_applicable(report: Report) -> Iterator[tuple[SubjectReport, str]]:
    """Give each subject with scenarios that are not applicable, and the line that says so."""
    for one in report.subjects:
        if one.not_applicable:
            yield one, visible(f"{one.subject.name}: {not_applicable(one)}")


def _accepted(report: Report) -> str:
    """Return how many findings are waived or in the baseline, where any is."""
    accepted = [finding.waived for finding in report.findings if finding.waived is not None]
    old = sum("baseline" in waived for waived in accepted)
    numbers = [(len(accepted) - old, "waived"), (old, "in the baseline")]
    text = ", ".join(f"{number} {what}" for number, what in numbers if number)
    return f" ({text})" if text else ""


def listed_findings(report: Report) -> Iterator[tuple[str, Finding]]:
    """Give every finding with the name of its subject; those about no subject come last, with `-`.

    A finding that several subjects of one document have is given once, with the first and how many more.
    """
    alike: dict[tuple[object, ...], tuple[Finding, dict[str, None]]] = {}
    for one in report.subjects:
        for finding in one.findings:
            _, names = alike.setdefault(appearance(finding), (finding, {}))
            names[one.subject.name] = None
    for finding, names in alike.values():
        first, *others = names
        yield f"{first} and {len(others)} more" if others else first, finding
    yield from (("-", finding) for finding in report.others)


def appearance(finding: Finding) -> tuple[object, ...]:
    """Return what a reader sees of a finding: of two that look the same, one is shown."""
    at = (finding.file, finding.line, finding.column)
    return (*at, finding.rule, finding.severity, finding.message, finding.sid, waiver(finding))


def count(number: int, what: str) -> str:
    """Return a number and what it counts."""
    return f"{number:d} {what}" if number == 1 else f"{number:d} {what}s"


def place(finding: Finding) -> str:
    """Return where a finding is: `file:line:column`."""
    return location(finding.file, finding.line, finding.column)


def location(file: str, line: int, column: int) -> str:
    """Return a place as every text names it: `file:line:column`."""
    return f"{file}:{line}:{column}"


def diagnostic(at: str, severity: str, text: str) -> str:
    """Return a line as compilers write it, which editors and build logs link: `place: severity: text`."""
    return f"{at}: {severity}: {text}"


def message(finding: Finding, *, rule: bool = True) -> str:
    """Return the message of a finding with its rule and Sid: `message [rule] (Sid)`."""
    name = f" [{finding.rule}]" if rule else ""
    sid = f" ({finding.sid})" if finding.sid else ""
    return visible(f"{finding.message}{name}{sid}")


def why(finding: Finding) -> str:
    """Return why a failed scenario matters, as its file says; empty for any other finding."""
    reason = finding.evidence.get("why") if finding.rule == "scenario" else None
    return reason if isinstance(reason, str) else ""


def waiver(finding: Finding) -> str:
    """Return why a finding does not count: its waiver, or the baseline; empty where it counts."""
    if finding.waived is None:
        return ""
    if "baseline" in finding.waived:
        return f"in the baseline {finding.waived['baseline']}"
    end = f"until {finding.waived['expires']}" if "expires" in finding.waived else "without an end date"
    return f"waived {end} by {finding.waived['owner']}: {finding.waived['reason']}"


def visible(text: str) -> str:
    r"""Return text with escapes for characters that nobody sees: a line break becomes `\n`, and so on."""
    return _UNSEEN.sub(lambda unseen: repr(unseen[0])[1:-1], text)
