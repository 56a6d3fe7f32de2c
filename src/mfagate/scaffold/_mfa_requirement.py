"""The MFA that a policy seems to require: of people alone, or of access keys too.

It is a guess for the `profile:` of a config that a person reads before it counts. `rego/mfa/inference` makes
it; what a policy does, the rules decide.
"""

from __future__ import annotations

from enum import Enum


class MfaRequirement(Enum):
    """What a policy seems to require."""

    NOTHING = "nothing"
    PEOPLE = "people"  # a Deny that an absent MFA key escapes
    KEYS = "keys"  # a Deny that covers an absent MFA key too
    GRANTS = "grants"  # Allows that need an MFA key

    @property
    def by_denying(self) -> bool:
        """Whether it is a guard: one that denies by sign-in method."""
        return self in {MfaRequirement.PEOPLE, MfaRequirement.KEYS}

    @property
    def of_keys(self) -> bool:
        """Whether access keys need MFA too."""
        return self in {MfaRequirement.KEYS, MfaRequirement.GRANTS}
