"""Actions at save time: a vendor, one colon, and what a kind of policy admits.

Sources: "IAM JSON policy elements: Action" (IAM User Guide), moto's recorded answers of
CreatePolicy; "RCP syntax" (AWS Organizations User Guide); answers of CreateRole that people report.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from mfagate.parsing import shown
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation.aws_wording import aws_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Policy, Text
    from mfagate.policy.validation._model import Kind

ASSUMING = (
    "sts:assumerole",
    "sts:assumerolewithsaml",
    "sts:assumerolewithwebidentity",
    "sts:tagsession",
    "sts:setsourceidentity",
    "sts:setcontext",
)
"""The actions that a trust policy is about, in lower case."""

_VENDOR = re.compile(r"[A-Za-z0-9.*?-]+:")


def faults(policy: Policy) -> Iterator[Fault]:
    """Refuse actions that are no actions, or none of this kind of policy."""
    for statement in policy.statements:
        for action in statement.texts("Action", "NotAction"):
            malformed = _malformed(action, policy.kind)
            if malformed:
                yield malformed
            elif policy.kind == "trust":
                yield from _trust(action)
            elif policy.kind == "rcp" and statement.effect == "Deny":
                yield from _rcp(action)


def _malformed(action: Text, kind: Kind | None) -> Fault | None:
    path, value = action
    if value == "*":
        return None
    colons = value.count(":")
    if colons == 1 and _VENDOR.match(value):
        return None
    name = shown(value)
    if colons == 0:
        detail = f'"{name}" has no service; write "service:{name or "Action"}"'
        return Fault(path, "action", aws_message(kind, "no-vendor", detail))
    if colons > 1:
        detail = f'"{name}" has {colons}; write "service:Action"'
        return Fault(path, "action", aws_message(kind, "colons", detail))
    vendor = shown(value.partition(":")[0])
    detail = f'In "{name}" the part before the colon must be a service: letters, digits, "." and "-"'
    return Fault(path, "action", aws_message(kind, "vendor", detail, name=vendor))


def _trust(action: Text) -> Iterator[Fault]:
    if not action.value.lower().startswith("sts:"):
        detail = f'"{shown(action.value)}" is not one; write "sts:AssumeRole" or a related action'
        yield Fault(action.path, "trust-action", aws_message("trust", "trust-action", detail))


def assumes(action: str) -> bool:
    """Tell whether an action, or one that it matches, has a part in assuming a role."""
    pattern = action.lower().replace("[", "[[]")
    return any(fnmatchcase(known, pattern) for known in ASSUMING)


def _rcp(action: Text) -> Iterator[Fault]:
    vendor = action.value.partition(":")[0]
    if "*" in vendor or "?" in vendor:
        detail = f'An RCP names the service of each action; "{shown(action.value)}" names none'
        yield Fault(action.path, "rcp-action", aws_message("rcp", "rcp", detail))
