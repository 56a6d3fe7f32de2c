"""Who may stand in Principal and NotPrincipal.

Sources: "AWS JSON policy elements: Principal", "AWS JSON policy elements: NotPrincipal" (IAM User
Guide); "RCP syntax" (AWS Organizations User Guide); the answers of CreateRole that people report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mfagate.parsing import shown
from mfagate.policy.validation._arn import PARTITIONS, has_wildcard
from mfagate.policy.validation._elements import texts
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation.aws_wording import aws_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mfagate.policy.validation._elements import Policy, Statement
    from mfagate.policy.validation._model import Kind

_PARTITION = "|".join(re.escape(partition) for partition in PARTITIONS)
_ACCOUNT = re.compile(r"\d{12}", re.ASCII)
_ARN = re.compile(
    rf"arn:(?:{_PARTITION}):"
    r"(?:iam::(?:\d{12}|cloudfront):(?:root|(?:user|role)/.+)"
    r"|sts::\d{12}:(?:assumed-role/[^/]+/.+|federated-user/.+|self))",
    re.ASCII,
)
_PROVIDER = re.compile(rf"arn:(?:{_PARTITION}):iam::\d{{12}}:(?:saml|oidc)-provider/.+", re.ASCII)
_UNIQUE_ID = re.compile(r"A(?:IDA|ROA)[A-Z0-9]{12,}", re.ASCII)
_DOMAIN = re.compile(r"(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9-]+(?:/\S*)?", re.ASCII)
_CANONICAL = re.compile(r"[0-9a-f]{64}", re.ASCII)
FULL_ACCESS = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
"""The one statement of RCPFullAWSAccess, which every organization has and nobody writes."""


def faults(policy: Policy) -> Iterator[Fault]:
    """Refuse principals that cannot be, and statements that may not name them so."""
    for statement in policy.statements:
        if policy.kind == "rcp":
            yield from _rcp(statement)
        elif policy.kind in ("resource", "trust", None):
            yield from _allowing(statement, policy.kind)
            for element in ("Principal", "NotPrincipal"):
                yield from _names(statement, element, policy.kind)


def is_unique_id(text: str) -> bool:
    """Tell whether this is the unique id of a user or role (AIDA…, AROA…)."""
    return bool(_UNIQUE_ID.fullmatch(text))


def _rcp(statement: Statement) -> Iterator[Fault]:
    body = {name: value for name, value in statement.body.items() if name != "Sid"}
    if statement.effect == "Allow" and body != FULL_ACCESS:
        detail = 'An RCP only denies; "Allow" is only for RCPFullAWSAccess'
        yield Fault((*statement.path, "Effect"), "rcp-allow", aws_message("rcp", "rcp", detail))


def _allowing(statement: Statement, kind: Kind | None) -> Iterator[Fault]:
    if statement.effect == "Allow" and "NotPrincipal" in statement.body and kind != "trust":
        detail = '"NotPrincipal" works with "Deny" only; list the allowed principals in "Principal"'
        path = (*statement.path, "NotPrincipal")
        yield Fault(path, "not-principal", aws_message(kind, "not-principal", detail), on_key=True)


def _names(statement: Statement, element: str, kind: Kind | None) -> Iterator[Fault]:
    value: Any = statement.body.get(element)
    if not isinstance(value, dict):
        return
    for name, judge in _JUDGES.items():
        if name == "CanonicalUser" and kind == "trust":
            continue
        for path, text in texts((*statement.path, element, name), value.get(name)):
            reason = judge(text)
            if reason:
                cause = "federated" if name == "Federated" else "principal"
                detail = f'{name} "{shown(text)}" {reason}'
                yield Fault(path, "principal-name", aws_message(kind, cause, detail))


def _aws(text: str) -> str:
    if text == "*" or _ACCOUNT.fullmatch(text) or is_unique_id(text):
        return ""
    if has_wildcard(text):
        return 'has a wildcard; name each principal, or use "*" with a Condition on aws:PrincipalArn'
    if ":group/" in text:
        return "is a group; a group cannot be a principal; name its users"
    return "" if _ARN.fullmatch(text) else "is neither an account of 12 digits nor the ARN of a principal"


def _service(text: str) -> str:
    if has_wildcard(text):
        return "has a wildcard; name each service"
    return "" if _DOMAIN.fullmatch(text) else 'is not a service; write it as "ec2.amazonaws.com"'


def _federated(text: str) -> str:
    known = _PROVIDER.fullmatch(text) or (_DOMAIN.fullmatch(text) and ":" not in text)
    return "" if known else "is not a provider; write a domain, or the ARN of a SAML or OIDC provider"


def _canonical(text: str) -> str:
    return "" if _CANONICAL.fullmatch(text) else "is not a canonical user id of 64 hex digits"


_JUDGES: dict[str, Callable[[str], str]] = {
    "AWS": _aws,
    "Service": _service,
    "Federated": _federated,
    "CanonicalUser": _canonical,
}
