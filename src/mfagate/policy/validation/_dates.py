"""Dates as IAM parses them when a policy is saved.

Sources: "IAM JSON policy elements: Condition operators" (IAM User Guide): a W3C profile of ISO
8601, or epoch seconds. The recorded answers in moto's tests agree with the grammar of Joda-Time's
`ISODateTimeFormat.dateOptionalTimeParser` (its published javadoc): years of up to nine digits with
a sign, ordinal and week dates, fractions of up to nine digits, offsets of two-digit hours.
"""

from __future__ import annotations

import re

_YEAR = r"(?P<year>[+-]?\d{1,9})"
_DATE = rf"{_YEAR}(?:-(?P<month>\d{{1,2}})(?:-(?P<day>\d{{1,2}}))?)?"
_ORDINAL = rf"{_YEAR}-(?P<ordinal>\d{{3}})"
_WEEK = rf"{_YEAR}-[Ww](?P<week>\d{{1,2}})(?:-(?P<weekday>\d))?"
_FRACTION = r"(?:[.,]\d{1,9})?"
_CLOCK = rf"(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{1,2}})(?::(?P<second>\d{{1,2}}))?)?{_FRACTION}"
_OFFSET = r"(?:[Zz]|[+-](?P<oh>\d{2})(?::?(?P<om>\d{2}))?)"
_TIME = rf"(?:[Tt](?:{_CLOCK})?(?:{_OFFSET})?)?"
_FORMS = tuple(re.compile(form + _TIME, re.ASCII) for form in (_DATE, _ORDINAL, _WEEK))

_EPOCH = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_LONG = 2**63
_YEARS = (-292275054, 292278993)
_BOUNDS = {
    "month": (1, 12),
    "week": (1, 53),
    "weekday": (1, 7),
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 59),
    "oh": (0, 23),
    "om": (0, 59),
    "year": _YEARS,
}


def is_epoch(text: str) -> bool:
    """Tell whether this is a whole number of seconds that fits 64 bits."""
    return bool(_EPOCH.fullmatch(text)) and -_LONG <= int(text) < _LONG


def is_date(text: str) -> bool:
    """Tell whether IAM can read this as a point in time."""
    if is_epoch(text):
        return True
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _in_bounds({name: value for name, value in match.groupdict().items() if value})
    return False


def _in_bounds(fields: dict[str, str]) -> bool:
    numbers = {name: int(value) for name, value in fields.items()}
    for name, number in numbers.items():
        low, high = _BOUNDS.get(name, (1, 366))
        if not low <= number <= high:
            return False
    return _day_exists(numbers)


def _day_exists(numbers: dict[str, int]) -> bool:
    from calendar import isleap, monthrange  # noqa: PLC0415 - takes 5 ms, and few policies have a date

    year = numbers["year"] % 400 + 2000  # the calendar repeats every 400 years
    if "day" in numbers:
        return numbers["day"] <= monthrange(year, numbers["month"])[1]
    return numbers.get("ordinal", 1) <= (366 if isleap(year) else 365)
