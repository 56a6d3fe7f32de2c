"""Statement ids must be unique where IAM or Organizations keeps the policy.

Source: "IAM JSON policy elements: Sid" (IAM User Guide); the empty Sid may repeat (moto's recorded
answers, "Bucket policy examples" of the S3 User Guide).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.parsing import json_path, shown
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation.aws_wording import aws_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Path
    from mfagate.policy.validation._elements import Policy


class Repeat(NamedTuple):
    """A Sid that an earlier statement has already; `first` is the path of that one, written."""

    path: Path
    sid: str
    first: str


def repeats(policy: Policy) -> Iterator[Repeat]:
    """Give every Sid that is not the first of its name."""
    seen: dict[str, str] = {}
    for statement in policy.statements:
        sid: Any = statement.body.get("Sid")
        if not isinstance(sid, str) or not sid:
            continue
        if sid in seen:
            yield Repeat((*statement.path, "Sid"), sid, seen[sid])
        else:
            seen[sid] = json_path(statement.path)


def faults(policy: Policy) -> Iterator[Fault]:
    """Refuse a repeated Sid, except in other services' resource policies."""
    if policy.kind == "resource":
        return
    for path, sid, first in repeats(policy):
        detail = f'"{shown(sid)}" is the Sid of {first} too; rename one'
        yield Fault(path, "sid-unique", aws_message(policy.kind, "sid-unique", detail))
