"""The text report: subjects × credentials as a table, then the findings, then the verdict in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.reports._folding import folded, others_alike
from mfagate.reports._hijack_titles import calls, conditions, goal_title, start_title
from mfagate.reports._posture_table import cells, columns, row_label, rows
from mfagate.reports.phrases import (
    OUTCOME_VERBS,
    appearance,
    count,
    counts,
    diagnostic,
    listed_not_applicable,
    message,
    place,
    profile_label,
    visible,
    waiver,
    why,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport
    from mfagate.reports._posture_table import Cell

_WIDTH = 10
_COLORS = {
    "error": "31",
    "warning": "33",
    "note": "36",
    "good": "32",
    "bad": "31",
    "dim": "2",
    "bold": "1",
}


def as_text(report: Report, color: bool) -> str:  # noqa: FBT001 - a reporter's one setting
    """Return the report as text for a terminal, with or without colors."""
    paint = _Paint(color)
    lines = [*_table(report, paint), ""]
    shown: set[tuple[object, ...]] = set()
    for one in report.subjects:
        lines += _findings(one.subject.name, one.findings, paint, shown)
    lines += _findings("config, waivers and baseline", report.others, paint, set())
    lines += _not_applicable(report, paint)
    lines += _assumptions(report, paint)
    lines += _account(report, paint)
    lines += _exempt(report, paint)
    return "\n".join([*lines, *_summary(report, paint)]) + "\n"


class _Paint:
    """Puts ANSI colors around text, or leaves it as it is."""

    def __init__(self, color: bool) -> None:  # noqa: FBT001
        self._color = color

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if self._color else text


def _table(report: Report, paint: _Paint) -> Iterator[str]:
    judged = [one for one in report.subjects if one.report]
    if not judged:
        return
    first = max(len(label) for one in judged for label in _labels(one)) + 2
    for part in (0, 1):
        heads = "".join(row.head[part].ljust(_WIDTH) for row in rows().values())
        yield paint((" " * first + heads).rstrip(), "dim")
    for one in judged:
        label, note = _labels(one)
        for column, start in zip(columns(), (label, note), strict=True):
            style = "bold" if start == label else "dim"
            states = "".join(_cell(cell, paint) for cell in cells(report, one, column))
            yield paint(start.ljust(first), style) + states.rstrip()
    yield ""
    yield paint(
        "first line: services; second line: identity (iam:*). open: everything granted is allowed; "
        "partial: some of it; !: violates the profile; -: nothing to judge",
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
    """Give the findings of a subject, scenarios last: a finding of a rule is mostly why they fail.

    Findings that another subject of the same documents has too are shown once, and only counted here.
    """
    if not findings:
        return
    yield paint(visible(heading), "bold")
    texts: set[str] = set()
    fresh = [finding for finding in findings if appearance(finding) not in shown]
    shown.update(appearance(finding) for finding in findings)
    for finding, others in folded(sorted(fresh, key=lambda one: one.rule == "scenario")):
        yield from _finding(finding, paint)
        for word, text in (("why", why(finding)), ("fix", finding.remedy)):
            if finding.waived is None and text and text not in texts:
                yield paint(f"      {word}: {visible(text)}", "dim")
                texts.add(text)
        if others:
            yield paint(f"      {visible(others_alike(finding, others))}", "dim")
    if len(fresh) < len(findings):
        number = len(findings) - len(fresh)
        are = "is" if number == 1 else "are"
        yield paint(f"  {count(number, 'more finding')} {are} shown above", "dim")
    yield ""


def _finding(finding: Finding, paint: _Paint) -> Iterator[str]:
    at, text = visible(place(finding)), message(finding)
    if finding.waived is None:
        yield f"  {diagnostic(at, paint(finding.severity, finding.severity), text)}"
    else:
        yield paint(f"  {diagnostic(at, finding.severity, text)}", "dim")
        yield paint(f"      {visible(waiver(finding))}", "dim")


def _not_applicable(report: Report, paint: _Paint) -> Iterator[str]:
    """Say which scenarios are not applicable: they are not passed, and not failed."""
    lines = [f"  {line}" for _, line in listed_not_applicable(report)]
    if lines:
        yield from (paint("Not applicable (docs/reference/scenarios.md)", "bold"), *lines, "")


def _assumptions(report: Report, paint: _Paint) -> Iterator[str]:
    """Say which cells and scenarios depend on undocumented behavior of AWS, with both outcomes."""
    lines = [
        f"  {visible(one.subject.name)}: {visible(line)}"
        for one in report.subjects
        for line in [*_cells_that_depend(one), *_scenarios_that_depend(one)]
    ]
    if lines:
        heading = "Depends on undocumented AWS behavior (docs/explanation/open-points.md)"
        yield from (paint(heading, "bold"), *lines, "")


def _cells_that_depend(one: SubjectReport) -> Iterator[str]:
    for point in (one.report or {}).get("depends", []):
        name, other = point["assumption"], point["otherwise"]
        yield (
            f"{row_label(point['row'])}, {point['column']}: {point['state']} if {name}={point['chosen']}, "
            f"{other['state']} if {name}={other['value']}"
        )


def _scenarios_that_depend(one: SubjectReport) -> Iterator[str]:
    for case in one.sensitive_cases:
        name = case["assumption"]
        now, otherwise = OUTCOME_VERBS[case["outcome"]], OUTCOME_VERBS[case["otherwise"]]
        yield f"{case['title']}: {now} if {name}={case['chosen']}, {otherwise} if {name}={case['value']}"


def _account(report: Report, paint: _Paint) -> Iterator[str]:
    """Say how an attacker gets further if a fact of the account is otherwise: one path for each fact."""
    lines = [
        f"  {visible(one.subject.name)}: {visible(_path(fact, paths))}"
        for one in report.subjects
        for fact, paths in _by_fact((one.report or {}).get("hijack", {}).get("residual", [])).items()
    ]
    if lines:
        heading = (
            "Not a finding, but an attacker gets further if this is true of your account "
            "(docs/explanation/hijack.md)"
        )
        yield from (paint(heading, "bold"), *lines, *(f"  {line}" for line in _not_searched(report)), "")


def _not_searched(report: Report) -> list[str]:
    """Return what no search of the report looked at, in one line; none where nothing was searched."""
    said = ((one.report or {}).get("hijack", {}).get("not_searched") for one in report.subjects)
    return list(dict.fromkeys(line for line in said if line))


def _by_fact(residual: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    facts: dict[str, list[Mapping[str, Any]]] = {}
    for path in residual:
        facts.setdefault(conditions(path), []).append(path)
    return facts


def _path(fact: str, paths: Sequence[Mapping[str, Any]]) -> str:
    first, *others = paths
    like_it = f" (and {count(len(others), 'similar path')})" if others else ""
    ends = f"{start_title(first['from'])} → {goal_title(first['to'])}"
    return f"if {fact}: {ends}, via {', '.join(dict.fromkeys(calls(first)))}{like_it}"


def _exempt(report: Report, paint: _Paint) -> Iterator[str]:
    """Say how the config changed the exempt actions, which are in no cell of the table."""
    if not report.exempt:
        return
    yield paint("Exempt actions changed by the config", "bold")
    for word, names in report.exempt.items():
        if names:
            yield f"  {word}: {', '.join(names)}"
    yield ""


def _summary(report: Report, paint: _Paint) -> Iterator[str]:
    verdict = paint(report.verdict, "bad" if report.exit_code else "good")
    yield f"{verdict}: {counts(report)}; decided by {report.engine.label}"
