"""The global condition keys of the structure check are those that the rules know."""

from __future__ import annotations

from mfagate.policy.validation.warnings._global_keys import GLOBAL_KEYS
from mfagate.suite.shipped import shipped_suite


def test_the_rules_know_the_same_global_keys() -> None:
    """`data.mfa.catalogue.notes.global_keys` has each key once, in lower case and in order."""
    assert shipped_suite()[1]["mfa"]["catalogue"]["notes"]["global_keys"] == sorted(GLOBAL_KEYS)
