"""What looks like a policy where none is read: it is said, so that nobody takes it for judged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mfagate.inputs.containers import items, members
from mfagate.inputs.holdings import Holder, plain
from mfagate.inputs.terraform._people import HOLDERS
from mfagate.inputs.terraform._places import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.inputs.holdings import Severity
    from mfagate.inputs.terraform._blocks import Block
    from mfagate.inputs.terraform._documents import Documents
    from mfagate.positions import Json, Path

_READ = {*HOLDERS, *PLACES}
_PROVIDERS = ("aws_", "awscc_")
_MAX_DEPTH = 6
_POLICY_REMEDY = "Check the policy by itself, as a file of its own, if people get access by it."
_TEMPLATE_REMEDY = "Check the template by itself, as a file of its own."


def unread(block: Block, documents: Documents) -> None:
    """Tell of the policies and templates in a resource of a type that is not read here."""
    if block.type in _READ or not block.type.startswith(_PROVIDERS):
        return
    for path, text in _texts(block.values, (), 0):
        if '"Statement"' in text and _is_policy(text):
            what, remedy = "a policy", _POLICY_REMEDY
        elif "AWS::IAM::" in text:
            what, remedy = "a template with policies", _TEMPLATE_REMEDY
        else:
            continue
        message = f"{path[0]} of {plain(block.address, '?')} is {what}, which is not read where it stands"
        name = documents.holding.free(plain(block.address, "?"))
        holder = documents.holding.hold(Holder(name, "role"))
        severity: Severity = "error" if block.type.startswith("awscc_iam_") else "warning"
        holder.unknowns.append(documents.unknown(severity, message, remedy, (*block.path, *path)))


def _texts(value: Json, path: Path, depth: int) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif depth < _MAX_DEPTH:
        inner = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, item in inner:
            yield from _texts(item, (*path, key), depth + 1)


def _is_policy(text: str) -> bool:
    try:
        statements = items(members(json.loads(text)).get("Statement"))
    except (ValueError, RecursionError):
        return False
    return any("Effect" in members(one) for one in statements)
