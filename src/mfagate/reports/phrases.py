"""What several reports tell alike: cells of the posture, the summary, the engine, text made harmless."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport

# What could end a line, drive a terminal, or show text in another order than it stands in.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def profile_label(one: SubjectReport) -> str:
    """Say what a subject is judged under: its profile, and `Allow *` where that is assumed beside it."""
    beside = " + Allow *" if (one.report or {}).get("assume") == "allow-all" else ""
    return f"{one.subject.profile}{beside}"


def counts(report: Report) -> str:
    """Return what was counted: subjects, scenarios, findings, and how many of these are accepted."""
    told = report.summary()
    return (
        f"{count(told['subjects'], 'subject')}, {count(told['scenarios'], 'scenario')} "
        f"({told['passed']} passed, {told['failed']} failed), {count(told['findings'], 'finding')}"
        f"{_accepted(report)}"
    )


def _accepted(report: Report) -> str:
    """Say how many findings are waived or in the baseline, where any is."""
    accepted = [finding.waived for finding in report.findings if finding.waived is not None]
    old = sum("baseline" in waived for waived in accepted)
    parts = [(len(accepted) - old, "waived"), (old, "in the baseline")]
    told = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f" ({told})" if told else ""


def listed_findings(report: Report) -> Iterator[tuple[str, Finding]]:
    """Give every finding with the name of its subject; those about none come last, with `-`.

    What is found of one document under several subjects is given once, with the first and how many more.
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
    """Return what a reader sees of a finding: the same twice is told once."""
    at = (finding.file, finding.line, finding.column)
    return (*at, finding.rule, finding.severity, finding.message, finding.sid, waiver(finding))


def engine(report: Report) -> str:
    """Return the name and version of what decided."""
    name, version = report.engine.name, report.engine.version
    return f"regorus {version} (embedded)" if name == "embedded" else f"OPA {version} ({name})"


def count(number: int, what: str) -> str:
    """Return a number and what it counts."""
    return f"{number:d} {what}" if number == 1 else f"{number:d} {what}s"


def place(finding: Finding) -> str:
    """Return where a finding is: `file:line:column`."""
    return f"{finding.file}:{finding.line}:{finding.column}"


def why(finding: Finding) -> str:
    """Return why a scenario that failed matters, as its file says; empty for any other finding."""
    said = finding.evidence.get("why") if finding.rule == "scenario" else None
    return said if isinstance(said, str) else ""


def waiver(finding: Finding) -> str:
    """Say why a finding does not count: its waiver, or the baseline; empty where it counts."""
    if finding.waived is None:
        return ""
    if "baseline" in finding.waived:
        return f"in the baseline {finding.waived['baseline']}"
    until = finding.waived.get("expires", "ever")
    return f"waived until {until} by {finding.waived['owner']}: {finding.waived['reason']}"


def visible(text: str) -> str:
    r"""Return text without what is not seen or does something: a line break becomes `\n`, and so on."""
    return _UNSEEN.sub(lambda found: repr(found[0])[1:-1], text)
