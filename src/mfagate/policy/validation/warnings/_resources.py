"""Resources that are accepted, but cannot match what they seem to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.parsing import shown
from mfagate.policy.validation._arn import has_wildcard, split
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation._resources import could_be_regional

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Policy, Text

_PARTS = ("prefix", "partition", "service", "Region", "account")
_WHOLE = 6


def faults(policy: Policy) -> Iterator[Fault]:
    """Warn of ARNs that are short, or wrong in a part."""
    for statement in policy.statements:
        for resource in statement.texts("Resource", "NotResource"):
            if resource.value.startswith("arn:"):
                yield from _judge(resource)


def _judge(resource: Text) -> Iterator[Fault]:
    path, value = resource
    parts = split(value)
    if 2 < len(parts) < _WHOLE:
        message = (
            f'"{shown(value)}" has {len(parts)} of the six parts '
            "arn:partition:service:region:account:resource; write the others"
        )
        yield Fault(path, "missing-arn-field", message)
        return
    if len(parts) == _WHOLE:
        yield from _service(path, parts)
        yield from _s3(path, parts)
        yield from _early_variable(path, parts)


def _service(path: tuple[str | int, ...], parts: list[str]) -> Iterator[Fault]:
    if parts[2] != parts[2].lower():
        message = f'"{shown(parts[2])}" is the service of an ARN; write it in lower case'
        yield Fault(path, "invalid-arn-service-case", message)


def _s3(path: tuple[str | int, ...], parts: list[str]) -> Iterator[Fault]:
    if parts[2] != "s3":
        return
    if parts[3] and not has_wildcard(parts[3]) and parts[5].startswith(("*", "?")):
        message = "Bucket ARNs have no Region, so this matches no bucket; write arn:aws:s3:::…"
        yield Fault(path, "arn-region-not-allowed", message)
    elif parts[4] and not has_wildcard(parts[4]) and not could_be_regional(parts[5]):
        message = f'Bucket ARNs have no account; delete "{shown(parts[4])}"'
        yield Fault(path, "arn-account-not-allowed", message)


def _early_variable(path: tuple[str | int, ...], parts: list[str]) -> Iterator[Fault]:
    for name, part in zip(_PARTS, parts[:5], strict=True):
        if "${" in part:
            message = (
                f"A policy variable is in place of the {name}; variables are documented to work after "
                "the fifth colon only"
            )
            yield Fault(path, "variable-before-resource", message)
