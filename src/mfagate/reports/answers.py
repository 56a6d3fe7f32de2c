"""A decision for people to read: the outcome, its reason, and the statements that nearly applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.evaluation.decisions import decision_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def explained(answer: Mapping[str, Any]) -> str:
    """Return one answer with its reasons as text of several lines."""
    name = "(no id)" if answer.get("id") is None else str(answer["id"])
    if "error" in answer:
        error = answer["error"]
        where = f" at {error['where']}" if error["where"] else ""
        return f"{name}: not judged{where}: {error['message']}\n"
    lines = [answer["reason"], *nearly(answer), *depends(answer)]
    return "\n".join([f"{name}: {decision_word(answer)}", *(f"    {line}" for line in lines)]) + "\n"


def depends(answer: Mapping[str, Any]) -> Iterator[str]:
    """Give a line for each assumption about undocumented AWS behavior that changes the decision."""
    for one in answer.get("depends", []):
        name = one["assumption"]
        yield (
            f"depends on undocumented AWS behavior: {decision_word(answer)} if {name}={one['chosen']}, "
            f"{decision_word(one)} if {name}={one['value']}"
        )


def nearly(answer: Mapping[str, Any]) -> Iterator[str]:
    """Give a line for each statement that nearly applied: the elements that did not match, and why."""
    for statement in answer.get("near", []):
        why = "; ".join(f"{failure['element']}: {failure['why']}" for failure in statement["failed"])
        yield f"{statement['effect']} of {statement_name(statement)} nearly applied: {why}"


def statement_name(statement: Mapping[str, Any]) -> str:
    """Name a statement by its policy, its number and its Sid."""
    sid = f" ({statement['sid']})" if statement.get("sid") else ""
    return f"{statement['policy']} statement {statement['statement']}{sid}"
