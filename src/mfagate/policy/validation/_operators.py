"""The condition operators and the parts of their names.

Source: "IAM JSON policy elements: Condition operators" (IAM User Guide). At save time the names are
exact, in case too.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

OPERATORS = (
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "Null",
)
QUALIFIERS = ("ForAllValues:", "ForAnyValue:")
SUFFIX = "IfExists"


class Operator(NamedTuple):
    """An operator's name taken apart: `ForAnyValue:` + `StringLike` + `IfExists`."""

    qualifier: str
    base: str
    if_exists: bool


def names() -> tuple[str, ...]:
    """Give every operator name that may be written."""
    return tuple(
        f"{qualifier}{base}{suffix}"
        for qualifier in ("", *QUALIFIERS)
        for base in OPERATORS
        for suffix in ("", SUFFIX)
    )


@cache
def _known() -> dict[str, Operator]:
    return {
        f"{qualifier}{base}{SUFFIX if if_exists else ''}": Operator(qualifier, base, if_exists)
        for qualifier in ("", *QUALIFIERS)
        for base in OPERATORS
        for if_exists in (False, True)
    }


def operator(name: str) -> Operator | None:
    """Take an operator's name apart; None when there is no such operator."""
    return _known().get(name)
