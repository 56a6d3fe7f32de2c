"""The text of a failed case: request, expected and real decision, statements, and why it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.evaluation.decisions import decision_word
from mfagate.findings.builders import expected
from mfagate.findings.places import statement_path
from mfagate.reports.answers import statement_name
from mfagate.reports.phrases import OUTCOME_VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.scenarios.model import Case
    from mfagate.subjects.model import Subject


def failure_text(subject: Subject, case: Case, result: Mapping[str, Any]) -> str:
    """Return the text for a failed case."""
    scenario = case.scenario
    lines = [
        f"{scenario.title} ({case.subject}, {case.label})",
        f"  request:  {result['request']['action']} on {result['request']['resource']}",
        f"  expected: {expected(case)}",
        f"  got:      {decision_word(result)}",
    ]
    lines += [f"  by:       {line}" for line in _by(subject, result)]
    lines += [f"  reason:   {result['reason']}"] if "reason" in result else []
    lines += [f"  near:     {line}" for line in _nearly(subject, result)]
    lines += [f"  depends:  {line}" for line in _depends(result)]
    lines += [f"  why:      {' '.join(scenario.why.split())}"] if scenario.why else []
    return "\n".join([*lines, f"  scenario: {scenario.file}:{scenario.position.line}"])


def _by(subject: Subject, result: Mapping[str, Any]) -> Iterator[str]:
    for statement in result.get("by", []):
        yield f"{statement['effect']} of {statement_name(statement)}{place(subject, statement)}"


def _nearly(subject: Subject, result: Mapping[str, Any]) -> Iterator[str]:
    for statement in result.get("near", []):
        why = "; ".join(failure["why"] for failure in statement["failed"])
        yield f"{statement['effect']} of {statement_name(statement)}{place(subject, statement)}: {why}"


def _depends(result: Mapping[str, Any]) -> Iterator[str]:
    for point in result.get("depends", []):
        name = point["assumption"]
        otherwise = OUTCOME_VERBS[point["otherwise"]]
        yield f"fails if {name}={point['chosen']}, {otherwise} if {name}={point['value']}"


def place(subject: Subject, statement: Mapping[str, Any]) -> str:
    """Return where a statement stands, as ` at file:line:column`; nothing for an assumed one."""
    document = subject.parts.get(statement["policy"])
    if document is None:
        return ""
    line, column = document.positions.at(statement_path(document, statement["statement"], []))
    return f" at {document.file}:{line}:{column}"
