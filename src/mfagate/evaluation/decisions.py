"""Decisions in the words of scenario files, which every message uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DECISIONS: Mapping[str, str] = {
    "Allowed": "allow",
    "ImplicitlyDenied": "implicit-deny",
    "ExplicitlyDenied": "explicit-deny",
}
"""What the rules answer (as `mfagate simulate` prints it), and the word of a scenario file for it."""

OUTCOMES = frozenset({"passed", "failed", "not applicable"})
"""How a case ends, as the rules answer."""


def decision_word(answer: Mapping[str, Any]) -> str:
    """Return the decision of an answer as a scenario file would write it; for an error, its message."""
    if "decision" in answer:
        return DECISIONS[answer["decision"]]
    return f"error: {answer['error']['message']}"
