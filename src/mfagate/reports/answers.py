"""An answer as a person would want it: what was decided, why, and what nearly applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def explained(answer: Mapping[str, Any]) -> str:
    """Return one answer with its reasons as text of several lines."""
    name = "(no id)" if answer.get("id") is None else str(answer["id"])
    if "error" in answer:
        error = answer["error"]
        place = f" at {error['where']}" if error["where"] else ""
        return f"{name}: not judged{place}: {error['message']}\n"
    lines = [f"{name}: {answer['decision']}", f"    {answer['reason']}"]
    told = [*nearly(answer), *depends(answer)]
    return "\n".join([*lines, *(f"    {line}" for line in told)]) + "\n"


def depends(answer: Mapping[str, Any]) -> Iterator[str]:
    """Give a line for each reading of an open point under which the decision would be another."""
    for one in answer.get("depends", []):
        yield (
            f"depends on {one['assumption']}: {answer['decision']} if {one['chosen']}, "
            f"{one['decision']} if {one['value']}"
        )


def nearly(answer: Mapping[str, Any]) -> Iterator[str]:
    """Give a line for each statement that nearly applied: which element failed, and with what values."""
    for statement in answer.get("near", []):
        why = "; ".join(f"{failure['element']}: {failure['why']}" for failure in statement["failed"])
        yield f"{statement['effect']} of {statement_name(statement)} nearly applied: {why}"


def statement_name(statement: Mapping[str, Any]) -> str:
    """Name a statement by its policy, its place and its Sid."""
    sid = f" ({statement['sid']})" if statement.get("sid") else ""
    return f"{statement['policy']} statement {statement['statement']}{sid}"
