"""Condition operators and the values that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from support.fact_tables import Json

KEY = "example:Key"
ORDERS = ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")

WORDS = st.text("abAB.*?[]+\\é", max_size=4)
NUMBERS = st.one_of(
    st.integers(-20, 20).map(str),
    st.decimals(-20, 20, places=2).map(str),
    st.sampled_from(["3600", "3600.0", "0"]),
)
DATES = st.one_of(
    st.datetimes()
    .filter(lambda moment: 1971 <= moment.year <= 2100)
    .map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ")),
    st.dates().filter(lambda day: 1971 <= day.year <= 2100).map(lambda day: day.strftime("%Y-%m-%d")),
    st.integers(100_000_000, 2_000_000_000).map(str),
    st.sampled_from(["2026-01-01T00:00:00Z", "2026-01-01", "1767225600", "2026-01-01T01:00:00+01:00"]),
)
ADDRESSES = st.sampled_from(
    ["203.0.113.0", "203.0.113.255", "203.0.114.1", "198.51.100.7", "2001:db8::1", "2001:db9::1"]
)
RANGES = st.sampled_from(
    ["203.0.113.0/24", "203.0.113.255", "198.51.0.0/16", "0.0.0.0/0", "::/0", "2001:db8::/32"]
)
_PARTS = st.text("ab/", max_size=2)
ARNS = st.builds(
    lambda *parts: ":".join(("arn", *parts)),
    st.just("aws"),
    _PARTS,
    _PARTS,
    _PARTS,
    st.text("ab/:", max_size=3),
)
_PATTERNS = st.text("ab/*?", max_size=3)
ARN_PATTERNS = st.builds(
    lambda *parts: ":".join(("arn", *parts)),
    st.sampled_from(["aws", "*"]),
    _PATTERNS,
    _PATTERNS,
    _PATTERNS,
    st.text("ab/:*?", max_size=4),
)
BOOLEANS = st.sampled_from(["true", "false"])
BYTES = st.sampled_from(["QUJD", "b3RoZXI=", "QmluYXJ5VmFsdWVJbkJhc2U2NA=="])


@dataclass(frozen=True)
class Kind:
    """Operators that take the same kind of values."""

    positive: tuple[str, ...]
    negated: dict[str, str]  # by the positive one
    given: SearchStrategy[str]
    values: SearchStrategy[str]


KINDS = (
    Kind(
        ("StringEquals", "StringEqualsIgnoreCase", "StringLike"),
        {
            "StringEquals": "StringNotEquals",
            "StringEqualsIgnoreCase": "StringNotEqualsIgnoreCase",
            "StringLike": "StringNotLike",
        },
        WORDS,
        WORDS,
    ),
    Kind(
        tuple(f"Numeric{order}" for order in ORDERS if order != "NotEquals"),
        {"NumericEquals": "NumericNotEquals"},
        NUMBERS,
        NUMBERS,
    ),
    Kind(
        tuple(f"Date{order}" for order in ORDERS if order != "NotEquals"),
        {"DateEquals": "DateNotEquals"},
        DATES,
        DATES,
    ),
    Kind(("IpAddress",), {"IpAddress": "NotIpAddress"}, ADDRESSES, RANGES),
    Kind(
        ("ArnEquals", "ArnLike"),
        {"ArnEquals": "ArnNotEquals", "ArnLike": "ArnNotLike"},
        ARNS,
        ARN_PATTERNS,
    ),
    Kind(("Bool",), {}, BOOLEANS, BOOLEANS),
    Kind(("BinaryEquals",), {}, BYTES, BYTES),
)


@st.composite
def clauses(draw: st.DrawFn) -> tuple[str, list[str], Any]:
    """Draw an operator, policy values for it, and what the request has (None: no such key)."""
    kind = draw(st.sampled_from(KINDS))
    operator = draw(st.sampled_from((*kind.positive, *kind.negated.values())))
    values = draw(st.lists(kind.values, min_size=1, max_size=3))
    given = draw(st.one_of(st.none(), kind.given, st.lists(kind.given, max_size=3), st.just("odd one")))
    return operator, values, given


@st.composite
def opposites(draw: st.DrawFn) -> tuple[str, str, list[str], list[str]]:
    """Draw an operator, its negation, policy values and single request values, all well formed."""
    kind = draw(st.sampled_from([kind for kind in KINDS if kind.negated]))
    positive = draw(st.sampled_from(sorted(kind.negated)))
    values = draw(st.lists(kind.values, min_size=1, max_size=3))
    return (
        positive,
        kind.negated[positive],
        values,
        draw(st.lists(kind.given, min_size=1, max_size=5)),
    )


def context(given: Json) -> dict[str, Any]:
    """Return the context in which the key has what is given, or is absent."""
    return {} if given is None else {KEY: given}
