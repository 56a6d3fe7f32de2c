"""Who needs MFA by a policy: people alone, or access keys too.

An access key's request has no MFA key in it, so what a condition says of an absent key decides. It is a
guess for the `profile:` of a config that a person reads before it counts: what a policy does, Rego decides.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from mfagate.policy.guards import is_guard, mfa_clauses

if TYPE_CHECKING:
    from collections.abc import Iterable

_IDENTITY = frozenset({"iam", "sts"})


class Asks(Enum):
    """What a policy seems to ask for."""

    NOTHING = "nothing"
    PEOPLE = "a Deny that an absent MFA key escapes"
    KEYS = "a Deny that takes an absent MFA key for none"
    GRANTS = "Allows that need an MFA key"

    @property
    def by_denying(self) -> bool:
        """Whether it is a guard: one that denies by how the caller signed in."""
        return self in {Asks.PEOPLE, Asks.KEYS}

    @property
    def of_keys(self) -> bool:
        """Whether access keys are asked too."""
        return self in {Asks.KEYS, Asks.GRANTS}


def asked_by(statements: Iterable[dict[str, Any]]) -> Asks:
    """Return what the statements of a policy seem to ask for."""
    listed = list(statements)
    guards = [one for one in listed if is_guard(one)]
    if guards:
        at_work = [one for one in guards if _is_of_services(one)]  # `iam:*` alone is held in any profile
        return Asks.KEYS if at_work and all(map(_holds_of_absent, at_work)) else Asks.PEOPLE
    allows = [one for one in listed if one.get("Effect") == "Allow"]
    needs = all(any(mfa_clauses(one)) and not _holds_of_absent(one) for one in allows)
    return Asks.GRANTS if allows and needs else Asks.NOTHING


def _is_of_services(statement: dict[str, Any]) -> bool:
    if "NotAction" in statement:
        return "*" not in _listed(statement["NotAction"])
    services = {str(one).partition(":")[0].lower() for one in _listed(statement.get("Action"))}
    return bool(services - _IDENTITY)


def _holds_of_absent(statement: dict[str, Any]) -> bool:
    return all(_matches_absent(operator, value) for operator, value in mfa_clauses(statement))


def _matches_absent(operator: str, value: object) -> bool:
    if operator == "null":
        return "true" in {str(one).lower() for one in _listed(value)}
    return operator.endswith("ifexists") or "not" in operator


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
