"""Actions that are accepted but match nothing, or more than is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.parsing import shown
from mfagate.policy.validation._actions import assumes
from mfagate.policy.validation._arn import has_wildcard
from mfagate.policy.validation._model import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Policy, Text


def faults(policy: Policy) -> Iterator[Fault]:
    """Warn of wildcards for the service, and of names that no action has."""
    for statement in policy.statements:
        for action in statement.texts("Action", "NotAction"):
            if action.value.count(":") == 1:
                yield from _judge(action)
            if policy.kind == "trust" and not assumes(action.value):
                message = f'"{shown(action.value)}" does not assume a role; it has no effect here'
                yield Fault(action.path, "trust-action-without-effect", message)


def _judge(action: Text) -> Iterator[Fault]:
    path, value = action
    service, _, name = value.partition(":")
    if has_wildcard(service):
        message = f'"{shown(value)}" has a wildcard for the service; name the service'
        yield Fault(path, "wildcard-in-service-name", message)
    reason = _dead(name)
    if reason:
        yield Fault(path, "invalid-action", f'"{shown(value)}" {reason}; it matches nothing')


def _dead(name: str) -> str:
    """Say why no action can have this name."""
    if name == "":
        return "has no name after the colon"
    if "," in name:
        return "is one action, not a list"
    if any(char.isspace() for char in name):
        return "has white space in it"
    return ""
