"""What each condition operator says of one policy value and one request value.

Source: "IAM JSON policy elements: Condition operators".
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from reference.patterns import (
    Pattern,
    full_match,
    like,
    rest_source,
    segment_source,
    split,
    text_of,
)

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?")

Comparison = Callable[[Pattern, str], bool]


def number(text: str) -> Decimal | None:
    """Read a number; None if it is none."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def date(text: str) -> Decimal | None:
    """Read a date as seconds since 1970: ISO 8601 (UTC without a zone) or the seconds themselves."""
    match = _DATE.fullmatch(text)
    if not match:
        return number(text)
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        moment = datetime(
            int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0),
            tzinfo=timezone.utc,
        )  # fmt: skip
    except ValueError:
        return None
    since = moment - datetime(1970, 1, 1, tzinfo=timezone.utc) - _offset(zone)
    return Decimal(since.days * 86400 + since.seconds) + Decimal("0" + (fraction or ".0"))


def _offset(zone: str | None) -> timedelta:
    if not zone or zone == "Z":
        return timedelta()
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    return -offset if zone[0] == "-" else offset


def _string_equals(wanted: Pattern, value: str) -> bool:
    return text_of(wanted) == value


def _string_equals_ignore_case(wanted: Pattern, value: str) -> bool:
    return text_of(wanted).casefold() == value.casefold()


def _bool(wanted: Pattern, value: str) -> bool:
    return value.lower() in ("true", "false") and text_of(wanted).lower() == value.lower()


def _bytes(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return None


def _binary(wanted: Pattern, value: str) -> bool:
    found = _bytes(value)
    return found is not None and found == _bytes(text_of(wanted))


def _address(wanted: Pattern, value: str) -> bool:
    try:
        network = ipaddress.ip_network(text_of(wanted), strict=False)
        within = ipaddress.ip_network(value, strict=False)
    except ValueError:
        return False
    if network.version != within.version:
        return False
    first, last = int(within.network_address), int(within.broadcast_address)
    return int(network.network_address) <= first and last <= int(network.broadcast_address)


def _arn(wanted: Pattern, value: str) -> bool:
    parts, values = split(wanted), value.split(":", 5)
    if len(parts) != 6 or len(values) != 6 or values[0] != "arn":
        return False
    sources = [*(segment_source(part, crossing=False) for part in parts[:5]), rest_source(parts[5])]
    return all(full_match(source, text) for source, text in zip(sources, values, strict=True))


def _compared(read: Callable[[str], Decimal | None], test: Callable[[Decimal, Decimal], bool]) -> Comparison:
    def compare(wanted: Pattern, value: str) -> bool:
        left, right = read(value), read(text_of(wanted))
        return left is not None and right is not None and test(left, right)

    return compare


_ORDER: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "Equals": lambda left, right: left == right,
    "LessThan": lambda left, right: left < right,
    "LessThanEquals": lambda left, right: left <= right,
    "GreaterThan": lambda left, right: left > right,
    "GreaterThanEquals": lambda left, right: left >= right,
}

POSITIVE: dict[str, Comparison] = {
    "StringEquals": _string_equals,
    "StringEqualsIgnoreCase": _string_equals_ignore_case,
    "StringLike": like,
    "Bool": _bool,
    "BinaryEquals": _binary,
    "IpAddress": _address,
    "ArnEquals": _arn,
    "ArnLike": _arn,
    **{f"Numeric{name}": _compared(number, test) for name, test in _ORDER.items()},
    **{f"Date{name}": _compared(date, test) for name, test in _ORDER.items()},
}
"""Operators that match if one policy value does."""

NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
}
"""Operators that match if no policy value does, with the operator each negates."""

WITH_VARIABLES = ("String", "Arn")
"""The families of operators whose values may have variables."""


def comparable(operator: str, value: str) -> bool:
    """Tell whether a request value can be compared at all: what is no number or date never matches."""
    if operator.startswith("Numeric"):
        return number(value) is not None
    if operator.startswith("Date"):
        return date(value) is not None
    return True
