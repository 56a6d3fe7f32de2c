"""Condition values that are read when a policy is saved.

Sources: moto's recorded answers of CreatePolicy (dates); "IAM JSON policy elements: Condition
operators" (IAM User Guide). S3 refuses a bucket policy with a malformed address range.
"""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING

from mfagate.parsing import scalar_text, shown
from mfagate.policy.validation._dates import is_date
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation.aws_wording import aws_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Clause, Policy, Statement


def faults(policy: Policy) -> Iterator[Fault]:
    """Refuse dates that are none, and S3's malformed address ranges."""
    for statement in policy.statements:
        for clause in statement.clauses:
            base = clause.operator.base if clause.operator else ""
            if base.startswith("Date"):
                yield from _dates(clause, policy)
            elif base.endswith("IpAddress") and policy.kind == "resource" and _is_s3(statement):
                yield from _ranges(clause)


def is_range(text: str) -> bool:
    """Tell whether this is an IPv4 or IPv6 address, with or without a prefix length."""
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _dates(clause: Clause, policy: Policy) -> Iterator[Fault]:
    for path, value in clause.values:
        if value is None or isinstance(value, (dict, list)):
            continue
        text = scalar_text(value)
        if not is_date(text):
            detail = f'"{shown(text)}" is not a date; write "2026-01-31T00:00:00Z" or seconds since 1970'
            yield Fault(path, "date", aws_message(policy.kind, "legacy", detail))


def _ranges(clause: Clause) -> Iterator[Fault]:
    for path, value in clause.values:
        if isinstance(value, str) and not is_range(value):
            detail = f'"{shown(value)}" is not an address range; write one such as 203.0.113.0/24'
            yield Fault(path, "ip-range", aws_message("resource", "syntax", detail))


def _is_s3(statement: Statement) -> bool:
    return any(text.value.lower().startswith("s3:") for text in statement.texts("Action", "NotAction"))
