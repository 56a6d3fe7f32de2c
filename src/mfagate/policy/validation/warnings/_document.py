"""The document as a whole: Version, Id, Sids, size, and elements without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.parsing import shown
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation._sids import repeats
from mfagate.policy.validation._size import QUOTAS, saved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Policy, Statement

_S3_LIMIT = 20_480


def faults(policy: Policy) -> Iterator[Fault]:
    """Warn of what concerns the document or its statements as a whole."""
    if not isinstance(policy.value, dict):
        return
    yield from _version(policy)
    yield from _elements(policy)
    yield from _size(policy)
    for statement in policy.statements:
        yield from _statement(statement)
    if policy.kind == "resource":
        for path, sid, first in repeats(policy):
            message = f'"{shown(sid)}" is the Sid of {first} too; some services reject that'
            yield Fault(path, "unique-sids-recommended", message)


def _version(policy: Policy) -> Iterator[Fault]:
    if policy.kind in ("trust", "resource", "session") and "Version" not in policy.value:
        message = (
            'There is no "Version"; the language of 2008-10-17 applies, in which policy variables '
            'are plain text; write "Version": "2012-10-17"'
        )
        yield Fault((), "missing-version", message)


def _elements(policy: Policy) -> Iterator[Fault]:
    if "Id" in policy.value and policy.kind not in ("resource", "trust", None):
        message = '"Id" belongs in resource-based policies only; delete it'
        yield Fault(("Id",), "id-in-identity-policy", message, on_key=True)
    if "Conditions" in policy.value:
        message = '"Conditions" next to "Statement" has no effect; put "Condition" in a statement'
        yield Fault(("Conditions",), "conditions-without-effect", message, on_key=True)


def _size(policy: Policy) -> Iterator[Fault]:
    text = policy.text or ""
    limit = QUOTAS[policy.kind].limit if policy.kind in ("scp", "rcp") else 0
    if limit and len(saved(policy)) <= limit < len(text):
        message = (
            f"The document has {len(text):,} characters with its white space, more than {limit:,}; "
            "the console strips white space, API and CLI do not"
        )
        yield Fault((), "policy-size-with-white-space", message)
    if policy.kind == "resource" and len(saved(policy).encode("utf-8", "replace")) > _S3_LIMIT:
        message = f"The document has more than {_S3_LIMIT:,} bytes, S3's limit; other limits are lower"
        yield Fault((), "policy-size-exceeds-resource-policy-quota", message)


def _statement(statement: Statement) -> Iterator[Fault]:
    if statement.body.get("Sid") == "":
        message = "The Sid is empty; name what the statement is for, or delete it"
        yield Fault((*statement.path, "Sid"), "empty-sid-value", message)
    condition: Any = statement.body.get("Condition")
    if condition == {}:
        message = "The condition is empty and has no effect; delete it or write conditions"
        yield Fault((*statement.path, "Condition"), "empty-object-condition", message)
