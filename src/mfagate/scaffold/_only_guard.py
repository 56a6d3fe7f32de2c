"""Whether a policy is a guard and nothing else: what can be judged beside the policies of others.

A guard that grants rights of its own belongs to some users, and the file does not say who else has its
Deny. It is a guess for a config that a person reads: what a policy does, the Rego decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mfagate.policy.guards import is_guard

if TYPE_CHECKING:
    from collections.abc import Iterable

_READS = re.compile(r"iam:(?:get|list)[a-z*?]*|sts:get(?:sessiontoken|calleridentity)")
_OWN_THINGS = re.compile(
    r"iam:(?:change|create|deactivate|delete|enable|finalize|get|list|request|reset|resync|update|upload)?"
    r"(?:(?:virtual)?mfa(?:devices?)?|smsmfaregistration|accesskeys?|accesskeylastused|loginprofile|password|"
    r"signingcertificates?|sshpublickeys?|servicespecificcredentials?)"
)
_DEVICES = re.compile(r"iam:(?:create|delete|list)?virtualmfa(?:devices?)?")
_OWN = re.compile(
    r"arn:[^:]*:iam::[^:]*:(?:user/(?:.*/)?\$\{aws:username\}|mfa/(?:.*/)?\$\{aws:username\}.*)",
    re.IGNORECASE,
)
_ANY_DEVICE = re.compile(r"arn:[^:]*:iam::[^:]*:mfa/.*")


def is_only_guard(statements: Iterable[dict[str, Any]]) -> bool:
    """Tell whether statements deny by MFA, and allow nothing but self-service.

    That is to read in IAM, and to manage the password, the keys and the MFA device of `${aws:username}`.
    Anything else, unknown forms too, is a grant.
    """
    listed = list(statements)
    rest = [one for one in listed if one.get("Effect") != "Deny"]
    return any(map(is_guard, listed)) and all(map(_is_self_service, rest))


def _is_self_service(statement: dict[str, Any]) -> bool:
    actions, resources = _texts(statement.get("Action")), _texts(statement.get("Resource"))
    if statement.get("Effect") != "Allow" or not actions or not resources:
        return False
    return all(_is_for_himself(action.lower(), resources) for action in actions)


def _is_for_himself(action: str, resources: list[str]) -> bool:
    if _READS.fullmatch(action):
        return True
    named = re.sub(r"[*?]", "", action)  # `iam:*AccessKey*`: of one's own user, whatever is done to the key
    if _OWN_THINGS.fullmatch(named) is None:
        return False
    is_of_device = _DEVICES.fullmatch(named) is not None
    return all(_OWN.fullmatch(one) or (is_of_device and _ANY_DEVICE.fullmatch(one)) for one in resources)


def _texts(value: object) -> list[str]:
    """Return the texts of an element; none where anything else stands in it."""
    listed = value if isinstance(value, list) else [value]
    texts = [one for one in listed if isinstance(one, str)]
    return texts if len(texts) == len(listed) else []
