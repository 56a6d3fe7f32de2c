"""Dates as IAM reads them when a policy is saved.

Sources: moto's recorded answers of CreatePolicy; "Date and Time Formats" (W3C note), to which "IAM
JSON policy elements: Condition operators" (IAM User Guide) refers; the javadoc of Joda-Time's
ISODateTimeFormat.dateOptionalTimeParser, whose grammar the recorded answers follow.
"""

from __future__ import annotations

import pytest

from mfagate.policy.validation._dates import is_date, is_epoch

DATES = [
    "1997",
    "1997-07",
    "1997-07-16",
    "1997-07-16T19:20+01:00",
    "1997-07-16T19:20:30+01:00",
    "1997-07-16T19:20:30.45+01:00",
    "1997-07-16T19:20:30.123456789Z",
    "1997-07-16T19:20:30,45Z",
    "2019-07-01T13:20:15z",
    "2016-12-13t2:00:00.593194+23",
    "2016-12-13T2",
    "2016-12-13TZ",
    "01T",
    "2024-02-29",
    "2000-02-29",
    "2024-366",
    "2025-W01",
    "2025-W52-7",
    "-0044-03-15",
    "+2026-01-01",
    "0",
    "1700000000",
    "-292275054",
    "292278993-12-31",
    "9223372036854775807",
    "-9223372036854775808",
]

NO_DATES = [
    "",
    "sdfdsf",
    "tomorrow",
    "true",
    "1.5",
    "1e3",
    " 2026-01-01",
    "2026-01-01 ",
    "2026-01-01 12:00:00Z",
    "2026-01-01Z",
    "2026/01/01",
    "01.02.2026",
    "2026-13",
    "2026-00-01",
    "2026-01-32",
    "2026-02-29",
    "1900-02-29",
    "2026-02-30",
    "2025-366",
    "2025-W54",
    "2025-W01-8",
    "2026-01-01T24:00",
    "2026-01-01T12:60",
    "2026-01-01T12:00:60Z",
    "2026-01-01T12:00:00+24:00",
    "2026-01-01T12:00:00+1",
    "2026-01-01T12:00:00.1234567890Z",
    "2026-01-01T12:00:00.",
    "2026-*",
    "${aws:CurrentTime}",
    "9223372036854775808",
    "292278994-01-01",
    "\uff12\uff10\uff12\uff16",
]


@pytest.mark.parametrize("text", DATES)
def test_it_is_a_date(text: str) -> None:
    """A W3C date, one of its ISO 8601 kin, or a 64-bit number of seconds is a date."""
    assert is_date(text)


@pytest.mark.parametrize("text", NO_DATES)
def test_it_is_no_date(text: str) -> None:
    """A day or hour that does not exist, a word or a number beyond 64 bits is none."""
    assert not is_date(text)


@pytest.mark.parametrize(("text", "epoch"), [("1700000000", True), ("-5", True), ("1997-07", False)])
def test_only_whole_numbers_are_seconds(text: str, epoch: bool) -> None:  # noqa: FBT001
    """Only a whole number is read as seconds since 1970."""
    assert is_epoch(text) is epoch
