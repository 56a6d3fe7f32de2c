"""Who calls, and whether a Principal or NotPrincipal element means them.

Sources: "AWS JSON policy elements: Principal", "AWS JSON policy elements: NotPrincipal".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from reference.context import as_list

if TYPE_CHECKING:
    from collections.abc import Mapping

_ARN = re.compile(r"arn:([^:]+):(iam|sts)::(\d{12}):(?:(root)|([a-z-]+)/(.+))")
_KINDS = {
    ("iam", "user"): "user",
    ("iam", "role"): "role",
    ("sts", "assumed-role"): "session",
    ("sts", "federated-user"): "federated",
    ("iam", "saml-provider"): "provider",
    ("iam", "oidc-provider"): "provider",
}
WITH_POLICIES = ("user", "role", "session", "federated")
"""The kinds of caller that identity policies, boundaries and session policies are attached to."""


@dataclass(frozen=True)
class Caller:
    """A principal that makes a request."""

    kind: str
    arn: str
    account: str = ""
    partition: str = ""
    name: str = ""

    @classmethod
    def of(cls, principal: str) -> Caller:
        """Read the principal of a case: an ARN, a service or `anonymous`.

        Raises:
            ValueError: it is none of these.

        """
        if principal == "anonymous":
            return cls("anonymous", principal)
        match = _ARN.fullmatch(principal)
        if not match:
            if principal.startswith("arn:"):
                raise ValueError(f"no principal: {principal}")
            return cls("service", principal)
        partition, service, account, root, word, name = match.groups()
        kind = "root" if root else _KINDS[service, word]
        return cls(kind, principal, account, partition, name or "")

    @property
    def role_name(self) -> str:
        """Return the name of a session's role."""
        return self.name.split("/")[0]

    def is_root_arn(self, value: str) -> bool:
        """Tell whether a value means the caller's account."""
        if not self.account or self.kind == "provider":
            return False
        return value in (self.account, f"arn:{self.partition}:iam::{self.account}:root")

    def is_role_of_session(self, value: str) -> bool:
        """Tell whether a value is the role of this session; the session's ARN does not have the path."""
        match = _ARN.fullmatch(value)
        return (
            self.kind == "session"
            and match is not None
            and (match[1], match[2], match[3], match[5]) == (self.partition, "iam", self.account, "role")
            and match[6].split("/")[-1] == self.role_name
        )

    def is_parent(self, value: str) -> bool:
        """Tell whether a value is the user whose name this federated session has."""
        return (
            self.kind == "federated" and value == f"arn:{self.partition}:iam::{self.account}:user/{self.name}"
        )


class Grant(IntEnum):
    """What an Allow of a resource policy still needs in the same account."""

    NONE = 0
    DELEGATED = 1
    """The account is named: identity, boundary and session policy must allow."""
    LIMITED = 2
    """The role or the parent user is named: boundary and session policy must allow."""
    FULL = 3
    """Nothing more."""


def entries(element: str | Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the (type, value) pairs of a Principal element."""
    if isinstance(element, str):
        return [("AWS", element)]
    return [(kind, value) for kind, values in element.items() for value in as_list(values)]


def grant(caller: Caller, element: str | Mapping[str, Any]) -> Grant:
    """Return how directly a Principal element names the caller."""
    return max((_entry_grant(caller, kind, value) for kind, value in entries(element)), default=Grant.NONE)


def _entry_grant(caller: Caller, kind: str, value: str) -> Grant:
    if kind == "AWS":
        return _aws_grant(caller, value)
    named = {"service": ("Service", "Federated"), "provider": ("Federated",)}.get(caller.kind, ())
    return Grant.FULL if kind in named and value == caller.arn else Grant.NONE


def _aws_grant(caller: Caller, value: str) -> Grant:
    if value == "*":
        return Grant.FULL
    if caller.is_root_arn(value):
        return Grant.FULL if caller.kind == "root" else Grant.DELEGATED
    if value == caller.arn:
        return Grant.LIMITED if caller.kind == "role" else Grant.FULL
    if caller.is_role_of_session(value) or caller.is_parent(value):
        return Grant.LIMITED
    return Grant.NONE


def exempted(caller: Caller, element: str | Mapping[str, Any], *, bounded: bool) -> bool:
    """Tell whether a NotPrincipal element exempts the caller.

    It must list the principal, a session's role, and the account; a boundary voids it.
    """
    listed = entries(element)
    if bounded:
        return False
    if caller.kind in ("service", "provider"):
        return any(_entry_grant(caller, kind, value) for kind, value in listed)
    values = [value for kind, value in listed if kind == "AWS"]
    if "*" in values:
        return True
    own = caller.arn in values or (caller.kind == "root" and caller.account in values)
    role = caller.kind != "session" or any(caller.is_role_of_session(value) for value in values)
    return own and role and any(caller.is_root_arn(value) for value in values)
