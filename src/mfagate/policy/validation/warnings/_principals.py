"""Principals that are accepted, but seldom right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.parsing import shown
from mfagate.policy.validation._elements import texts
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation._principals import is_unique_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Policy

_SERVICE_DOMAINS = (
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".amazonaws.eu",
    ".aws.internal",
    ".c2s.ic.gov",
    ".sc2s.sgov.gov",
)


def faults(policy: Policy) -> Iterator[Fault]:
    """Warn of unique ids and of services outside AWS's domains."""
    for statement in policy.statements:
        for element in ("Principal", "NotPrincipal"):
            value: Any = statement.body.get(element)
            if not isinstance(value, dict):
                continue
            for path, text in texts((*statement.path, element, "AWS"), value.get("AWS")):
                yield from _unique_id(path, text)
            for path, text in texts((*statement.path, element, "Service"), value.get("Service")):
                yield from _service(path, text)


def _unique_id(path: tuple[str | int, ...], text: str) -> Iterator[Fault]:
    if is_unique_id(text):
        what = "role" if text.startswith("AROA") else "user"
        message = f'"{shown(text)}" is the unique id of a {what}, as IAM shows a deleted one; write the ARN'
        yield Fault(path, f"invalid-{what}-reference", message)


def _service(path: tuple[str | int, ...], text: str) -> Iterator[Fault]:
    if "." in text and not text.endswith(_SERVICE_DOMAINS):
        message = f'"{shown(text)}" is not in a domain of AWS services such as amazonaws.com'
        yield Fault(path, "invalid-service-principal-format", message)
