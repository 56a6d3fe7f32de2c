"""The actions that a trust policy may name are those of the rules' family of assuming a role."""

from __future__ import annotations

from fnmatch import fnmatchcase

from mfagate.policy.validation._actions import ASSUMING
from mfagate.suite.shipped import shipped_suite


def test_actions_of_trust_policies_are_the_family_of_assuming_a_role() -> None:
    """Every action matches a pattern of the family, and every pattern has an action."""
    patterns = shipped_suite()[1]["iam"]["actions"]["families"]["assume-role"]["actions"]
    matched = [[action for action in ASSUMING if fnmatchcase(action, one.lower())] for one in patterns]

    assert sorted(action for found in matched for action in found) == sorted(ASSUMING)
    assert all(matched)
