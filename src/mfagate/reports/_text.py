"""The text report: subjects × credentials as a table, then the findings, then one line that sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.reports._folding import folded, likewise
from mfagate.reports.phrases import (
    appearance,
    count,
    counts,
    engine,
    place,
    profile_label,
    visible,
    waiver,
    why,
)
from mfagate.reports.posture_table import COLUMNS, ROWS, cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport
    from mfagate.reports.posture_table import Cell

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
    shown: set[tuple[object, ...]] = set()
    for one in report.subjects:
        lines += _findings(one.subject.name, one.findings, paint, shown)
    lines += _findings("config, waivers and baseline", report.others, paint, set())
    lines += _depends(report, paint)
    lines += _account(report, paint)
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
        heads = "".join(names[part].ljust(_WIDTH) for names in ROWS.values())
        yield paint((" " * first + heads).rstrip(), "dim")
    for one in judged:
        label, note = _labels(one)
        for column, start in zip(COLUMNS, (label, note), strict=True):
            style = "bold" if start == label else "dim"
            states = "".join(_cell(cell, paint) for cell in cells(report, one, column))
            yield paint(start.ljust(first), style) + states.rstrip()
    yield ""
    yield paint(
        "first line services, second line identity (iam:*); open: all that is granted, partial: some of it; "
        "! where the profile wants otherwise; - where there is nothing to judge",
        "dim",
    )


def _labels(one: SubjectReport) -> tuple[str, str]:
    return visible(one.subject.name), f"  {profile_label(one)}"


def _cell(cell: Cell, paint: _Paint) -> str:
    text = cell.text.ljust(_WIDTH)
    if cell.required is None or cell.state == "-":
        return paint(text, "dim")
    return paint(text, "bad" if cell.violated else "good")


def _findings(
    heading: str, findings: Sequence[Finding], paint: _Paint, shown: set[tuple[object, ...]]
) -> Iterator[str]:
    """Give the findings of a subject, scenarios last: what the rules say is mostly why they fail.

    Those of its documents that another one `shown` has are counted.
    """
    if not findings:
        return
    yield paint(visible(heading), "bold")
    told: set[str] = set()
    fresh = [finding for finding in findings if appearance(finding) not in shown]
    shown.update(appearance(finding) for finding in findings)
    for finding, others in folded(sorted(fresh, key=lambda one: one.rule == "scenario")):
        yield from _finding(finding, paint)
        for word, text in (("why", why(finding)), ("fix", finding.remedy)):
            if finding.waived is None and text and text not in told:
                yield paint(f"      {word}: {visible(text)}", "dim")
                told.add(text)
        if others:
            yield paint(f"      and {visible(likewise(finding, others))}", "dim")
    if len(fresh) < len(findings):
        number = len(findings) - len(fresh)
        yield paint(
            f"  and {count(number, 'finding')} that {'is' if number == 1 else 'are'} shown above", "dim"
        )
    yield ""


def _finding(finding: Finding, paint: _Paint) -> Iterator[str]:
    sid = f" ({visible(finding.sid)})" if finding.sid else ""
    start = f"  {visible(place(finding))}: "
    said = f": {visible(finding.message)} [{finding.rule}]{sid}"
    if finding.waived is None:
        yield f"{start}{paint(finding.severity, finding.severity)}{said}"
    else:
        yield paint(f"{start}{finding.severity}{said}", "dim")
        yield paint(f"      {visible(waiver(finding))}", "dim")


def _depends(report: Report, paint: _Paint) -> Iterator[str]:
    """Say which cells rest on an open point of AWS's documentation, with both outcomes."""
    told = [
        (one.subject.name, point)
        for one in report.subjects
        for point in (one.report or {}).get("depends", [])
    ]
    turning = [(one.subject.name, case) for one in report.subjects for case in one.turning]
    if not told and not turning:
        return
    yield paint("depends on open points (docs/explanation/open-points.md)", "bold")
    for name, point in told:
        other = point["otherwise"]
        yield (
            f"  {visible(name)}: {point['row']} {point['column']}: {point['assumption']}: "
            f"{point['state']} if {point['chosen']}, {other['state']} if {other['value']}"
        )
    for name, case in turning:
        now, then = ("passes", "fails") if case["passed"] else ("fails", "passes")
        yield (
            f"  {visible(name)}: {visible(case['title'])}: {case['assumption']}: "
            f"{now} if {case['chosen']}, {then} if {case['value']}"
        )
    yield ""


def _account(report: Report, paint: _Paint) -> Iterator[str]:
    """Say what more a thief comes to where something else holds of the account: a path for each such fact."""
    told = [
        f"  {visible(one.subject.name)}: {visible(_more(fact, found))}"
        for one in report.subjects
        for fact, found in _by_fact((one.report or {}).get("hijack", {}).get("residual", [])).items()
    ]
    if not told:
        return
    yield paint(
        "not a finding, but an attacker gets further if this is true of your account "
        "(docs/explanation/hijack.md)",
        "bold",
    )
    yield from told
    yield ""


def _by_fact(residual: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    facts: dict[str, list[Mapping[str, Any]]] = {}
    for path in residual:
        fact = ", ".join(f"{name} is {value}" for name, value in path["depends_on"].items())
        facts.setdefault(fact, []).append(path)
    return facts


def _more(fact: str, found: Sequence[Mapping[str, Any]]) -> str:
    actions = ", ".join(dict.fromkeys(step["action"] for step in found[0]["steps"]))
    others = f" (and {count(len(found) - 1, 'path')} like it)" if len(found) > 1 else ""
    return f"{fact}: {found[0]['from']} to {found[0]['to']} by {actions}{others}"


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
    verdict = paint(report.verdict, "bad" if report.exit_code else "good")
    yield f"{verdict}: {counts(report)}; decided by {engine(report)}"
