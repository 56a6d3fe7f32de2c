"""Size and characters of a document as it is saved.

Sources: "IAM and AWS STS quotas" (IAM User Guide): white space does not count, and only TAB, LF, CR
and U+0020-U+00FF are accepted; "Quotas for AWS Organizations": all characters count (10,240 for an
SCP since 2026-05-15, 5,120 for an RCP).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from mfagate.policy.validation._model import Fault
from mfagate.policy.validation.aws_wording import aws_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Policy
    from mfagate.policy.validation._model import Kind

_SPACE = re.compile(r"\s+")
_FOREIGN = re.compile("[^\t\n\r\u0020-\u00ff]")
_IAM_KINDS = ("identity", "boundary", "session", "trust")


class Quota(NamedTuple):
    """How long a document may be; `advice` is what to do about it."""

    limit: int
    advice: str


QUOTAS: dict[Kind, Quota] = {
    "identity": Quota(6_144, "split it into several policies"),
    "boundary": Quota(6_144, "shorten it; there is one boundary only"),
    "session": Quota(2_048, "shorten it"),
    "trust": Quota(2_048, "shorten it, or have the quota raised (to 4,096 at most)"),
    "scp": Quota(10_240, "split it into several policies"),
    "rcp": Quota(5_120, "split it into several policies"),
}


def saved(policy: Policy) -> str:
    """Give the text that counts: what would be saved, without white space around its parts."""
    text = policy.text if policy.text is not None else _compact(policy)
    return _SPACE.sub("", text)


def _compact(policy: Policy) -> str:
    return json.dumps(policy.value, ensure_ascii=False, separators=(",", ":"))


def faults(policy: Policy) -> Iterator[Fault]:
    """Refuse a document that is too long for its kind, or has characters that IAM refuses."""
    quota = QUOTAS.get(policy.kind) if policy.kind else None
    if quota and len(saved(policy)) > quota.limit:
        size = f"The document has {len(saved(policy)):,} characters without white space"
        detail = f"{size}, {quota.limit:,} are accepted; {quota.advice}"
        cause = "" if policy.kind == "session" else "size"
        yield Fault((), "size", aws_message(policy.kind, cause, detail, name=str(quota.limit)))
    if policy.kind in _IAM_KINDS:
        yield from _characters(policy)


def _characters(policy: Policy) -> Iterator[Fault]:
    text = policy.text if policy.text is not None else _compact(policy)
    foreign = _FOREIGN.search(text)
    if foreign:
        offset = foreign.start() if policy.text is not None else None
        character = f"U+{ord(foreign.group()):04X}"
        detail = f"{character} is outside TAB, LF, CR and U+0020-U+00FF; replace it"
        message = aws_message(policy.kind, "characters", detail)
        yield Fault((), "characters", message, offset=offset)
