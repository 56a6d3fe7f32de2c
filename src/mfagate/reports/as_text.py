"""The text report: subjects × credentials as a table, then the findings, then one line that sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mfagate.check import Report, SubjectReport
    from mfagate.findings import Finding

_ROWS = {
    "console-without-mfa": ("console", "no MFA"),
    "console-with-mfa": ("console", "MFA"),
    "api-key": ("access", "key"),
    "session-without-mfa": ("session", "no MFA"),
    "session-with-mfa": ("session", "MFA"),
    "role-session": ("role", "session"),
    "federated": ("feder-", "ated"),
    "forwarded-from-api-key": ("service", "for a key"),
    "ecr-from-api-key": ("docker", "by a key"),
}
_COLUMNS = ("services", "identity")
_WIDTH = 10
_COLOURS = {
    "error": "31",
    "warning": "33",
    "note": "36",
    "good": "32",
    "bad": "31",
    "dim": "2",
    "bold": "1",
}


def as_text(report: Report, colour: bool) -> str:  # noqa: FBT001 - a reporter's one setting
    """Return the report as text for a terminal, with or without colours."""
    paint = _Paint(colour)
    lines = [*_table(report, paint), ""]
    for one in report.subjects:
        lines += _findings(one.subject.name, one.findings, paint)
    lines += _findings("waivers and baseline", report.others, paint)
    lines += _depends(report, paint)
    lines += _exempt(report, paint)
    return "\n".join([*lines, *_summary(report, paint)]) + "\n"


class _Paint:
    """Puts ANSI colours around text, or leaves it as it is."""

    def __init__(self, colour: bool) -> None:  # noqa: FBT001
        self._colour = colour

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self._colour else text


def _table(report: Report, paint: _Paint) -> Iterator[str]:
    judged = [one for one in report.subjects if one.report]
    if not judged:
        return
    first = max(len(label) for one in judged for label in _labels(one)) + 2
    for part in (0, 1):
        cells = "".join(names[part].ljust(_WIDTH) for names in _ROWS.values())
        yield paint((" " * first + cells).rstrip(), "dim")
    for one in judged:
        label, note = _labels(one)
        for column, start in zip(_COLUMNS, (label, note), strict=True):
            style = "bold" if start == label else "dim"
            yield paint(start.ljust(first), style) + _cells(report, one, column, paint)
    yield ""
    yield paint(
        "first line services, second line identity (iam:*); ! where the profile wants otherwise",
        "dim",
    )


def _labels(one: SubjectReport) -> tuple[str, str]:
    assumed = " + Allow *" if (one.report or {}).get("assume") == "allow-all" else ""
    return one.subject.name, f"  {one.subject.profile}{assumed}"


def _cells(report: Report, one: SubjectReport, column: str, paint: _Paint) -> str:
    assert one.report is not None  # noqa: S101 - the caller chose judged subjects
    wanted = report.required.get(one.subject.profile, {}).get("rows", {})
    unmet = {(finding.evidence.get("row"), finding.evidence.get("column")) for finding in one.findings}
    return "".join(
        _cell(
            one.report["posture"][row][column],
            wanted.get(row, {}).get(column),
            (row, column) in unmet,
            paint,
        )
        for row in _ROWS
    ).rstrip()


def _cell(state: str, wanted: str | None, unmet: bool, paint: _Paint) -> str:  # noqa: FBT001
    text = (state + ("!" if unmet else "")).ljust(_WIDTH)
    if wanted is None:
        return paint(text, "dim")
    return paint(text, "bad" if unmet else "good")


def _findings(heading: str, findings: Sequence[Finding], paint: _Paint) -> Iterator[str]:
    if not findings:
        return
    yield paint(heading, "bold")
    told: set[str] = set()
    for finding in findings:
        yield from _finding(finding, paint)
        if finding.waived is not None:
            continue
        if finding.remedy and finding.remedy not in told:
            yield paint(f"      fix: {finding.remedy}", "dim")
        told.add(finding.remedy)
    yield ""


def _finding(finding: Finding, paint: _Paint) -> Iterator[str]:
    place = f"{finding.file}:{finding.line}:{finding.column}"
    sid = f" ({finding.sid})" if finding.sid else ""
    said = f": {finding.message} [{finding.rule}]{sid}"
    if finding.waived is None:
        yield f"  {place}: {paint(finding.severity, finding.severity)}{said}"
    else:
        yield paint(f"  {place}: {finding.severity}{said}", "dim")
        yield paint(f"      {_accepted(finding.waived)}", "dim")


def _accepted(waived: Mapping[str, Any]) -> str:
    """Say why a finding does not count."""
    if "baseline" in waived:
        return f"in the baseline {waived['baseline']}"
    return f"waived until {waived['expires']} by {waived['owner']}: {waived['reason']}"


def _depends(report: Report, paint: _Paint) -> Iterator[str]:
    """Say which cells rest on an open point of AWS's documentation, with both outcomes."""
    told = [
        (one.subject.name, point)
        for one in report.subjects
        for point in (one.report or {}).get("depends", [])
    ]
    if not told:
        return
    yield paint("depends on open points (docs/assumptions.md)", "bold")
    for name, point in told:
        other = point["otherwise"]
        yield (
            f"  {name}: {point['row']} {point['column']}: {point['assumption']}: "
            f"{point['state']} if {point['chosen']}, {other['state']} if {other['value']}"
        )
    yield ""


def _exempt(report: Report, paint: _Paint) -> Iterator[str]:
    """Say how the config changed the exempt actions: what is exempt is in no cell of the table."""
    if not report.exempt:
        return
    yield paint("exempt from MFA otherwise than shipped", "bold")
    for word, names in report.exempt.items():
        if names:
            yield f"  {word}: {', '.join(names)}"
    yield ""


def _summary(report: Report, paint: _Paint) -> Iterator[str]:
    counts: Mapping[str, Any] = report.summary()
    verdict = paint("holds", "good") if report.holds else paint("does not hold", "bad")
    yield (
        f"{verdict}: {_count(counts['subjects'], 'subject')}, {_count(counts['scenarios'], 'scenario')} "
        f"({counts['passed']} passed, {counts['failed']} failed), {_count(counts['findings'], 'finding')}"
        f"{_not_counted(report)}; decided by {_engine(report)}"
    )


def _not_counted(report: Report) -> str:
    """Say how many findings are waived or in the baseline, where any is."""
    accepted = [finding.waived for finding in report.findings if finding.waived is not None]
    old = sum("baseline" in waived for waived in accepted)
    parts = [(len(accepted) - old, "waived"), (old, "in the baseline")]
    told = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f" ({told})" if told else ""


def _engine(report: Report) -> str:
    name, version = report.engine.name, report.engine.version
    return f"regorus {version} (embedded)" if name == "embedded" else f"OPA {version} ({name})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
