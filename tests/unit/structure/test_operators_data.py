"""The operators that Python validates are those that the rules evaluate."""

from __future__ import annotations

from typing import Any

from mfagate.policy.validation._operators import OPERATORS, QUALIFIERS
from mfagate.suite.shipped import shipped_suite


def data() -> dict[str, Any]:
    """Return the list of operators of the rules."""
    found: dict[str, Any] = shipped_suite()[1]["iam"]["operators"]
    return found


def test_operators_are_those_of_the_rules() -> None:
    """An operator that only one of them knows would be saved and never match, or be refused."""
    assert sorted(data()["table"]) == sorted(OPERATORS)
    assert list(data()["set_operators"]) == list(QUALIFIERS)
