"""What in a statement is about how the caller signed in, by its text: what it does, the Rego decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.parsing import Json

_MFA_KEYS = frozenset({"aws:multifactorauthpresent", "aws:multifactorauthage"})


def is_guard(statement: Mapping[str, Json]) -> bool:
    """Tell whether a statement denies by how the caller signed in."""
    return statement.get("Effect") == "Deny" and any(mfa_clauses(statement))


def mfa_clauses(statement: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    """Give the operator, in small letters and without a set's, and the value of each clause about MFA."""
    condition = statement.get("Condition")
    for operator, clause in condition.items() if isinstance(condition, dict) else ():
        for key, value in clause.items() if isinstance(clause, dict) else ():
            if str(key).lower() in _MFA_KEYS:
                yield str(operator).lower().rpartition(":")[2], value
