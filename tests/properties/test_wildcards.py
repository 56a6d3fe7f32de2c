"""Wildcards match as a second implementation says, that knows nothing of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.statement_queries import conditions_that_hold, statements_that_match

from . import matching
from .strategies import ARN_PATTERNS, ARNS, KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from mfagate.engines import Engine

ACTIONS = st.text("abAB1", min_size=1, max_size=6).map("x:{}".format)
ACTION_PATTERNS = st.text("abAB1*?.[]+", max_size=6).map("x:{}".format)
TAILS = st.text("abA/:.*?[]{}+(\\é", min_size=1, max_size=7)
TAIL_PATTERNS = st.text("abA/:.*?*?[]{}+(\\é", max_size=7)


@given(st.lists(ACTION_PATTERNS, min_size=1, max_size=6), st.lists(ACTIONS, min_size=1, max_size=6))
def test_action_patterns(engine: Engine, patterns: list[str], names: list[str]) -> None:
    """An Action matches without regard to case, and NotAction is its opposite."""
    statements = [{field: pattern} for field in ("Action", "NotAction") for pattern in patterns]
    found = statements_that_match(engine, statements, [{"action": name} for name in names])
    for name, holding in zip(names, found, strict=True):
        expected = [matching.action(pattern, name) for pattern in patterns]
        assert [place in holding for place in range(len(statements))] == [
            *expected,
            *(not one for one in expected),
        ]


@given(st.lists(TAIL_PATTERNS, min_size=1, max_size=6), st.lists(TAILS, min_size=1, max_size=6))
def test_resource_tails(engine: Engine, patterns: list[str], tails: list[str]) -> None:
    """The resource part of an ARN matches with regard to case, and NotResource is its opposite."""
    start = "arn:aws:s3:::"
    statements = [{field: start + pattern} for field in ("Resource", "NotResource") for pattern in patterns]
    found = statements_that_match(engine, statements, [{"resource": start + tail} for tail in tails])
    for tail, holding in zip(tails, found, strict=True):
        expected = [matching.wildcard(pattern, tail) for pattern in patterns]
        assert [place in holding for place in range(len(statements))] == [
            *expected,
            *(not one for one in expected),
        ]


@given(st.lists(TAIL_PATTERNS, min_size=1, max_size=6), st.lists(TAILS, min_size=1, max_size=6))
def test_string_like(engine: Engine, patterns: list[str], texts: list[str]) -> None:
    """StringLike matches the whole value with regard to case."""
    found = conditions_that_hold(
        engine, [{"StringLike": {KEY: one}} for one in patterns], [{KEY: one} for one in texts]
    )
    for text, holding in zip(texts, found, strict=True):
        assert holding == {
            place for place, pattern in enumerate(patterns) if matching.wildcard(pattern, text)
        }


@given(st.lists(ARN_PATTERNS, min_size=1, max_size=6), st.lists(ARNS, min_size=1, max_size=6))
def test_arn_like(engine: Engine, patterns: list[str], arns: list[str]) -> None:
    """ArnLike matches part by part."""
    found = conditions_that_hold(
        engine, [{"ArnLike": {KEY: one}} for one in patterns], [{KEY: one} for one in arns]
    )
    for arn, holding in zip(arns, found, strict=True):
        assert holding == {place for place, pattern in enumerate(patterns) if matching.arn_like(pattern, arn)}


@pytest.mark.parametrize(
    ("reading", "expected"), [("last-in-segment", matching.resource), ("never", matching.arn_like)]
)
@given(
    patterns=st.lists(ARN_PATTERNS, min_size=1, max_size=6),
    arns=st.lists(ARNS, min_size=1, max_size=6),
)
def test_resource_segments(
    engine: Engine,
    patterns: list[str],
    arns: list[str],
    reading: str,
    expected: Callable[[str, str], bool],
) -> None:
    """The segments of a Resource match under each reading of the star that ends one."""
    found = statements_that_match(
        engine,
        [{"Resource": one} for one in patterns],
        [{"resource": one} for one in arns],
        {"colon-crossing": reading},
    )
    for arn, holding in zip(arns, found, strict=True):
        assert holding == {place for place, pattern in enumerate(patterns) if expected(pattern, arn)}


def test_the_second_implementation() -> None:
    """The independent matcher itself is right about what can be seen at a glance."""
    assert matching.wildcard("a*b*c", "aXbYc")
    assert not matching.wildcard("a*b*c", "acb")
    assert matching.wildcard("*aab", "aaab")
    assert not matching.wildcard("a?", "a")
    assert matching.wildcard("", "")
    assert matching.wildcard("*", "")
    assert not matching.wildcard("[ab]", "a")
    assert matching.resource("arn:aws:s:*:t", "arn:aws:s:r:a:t")
    assert not matching.arn_like("arn:aws:s:*:t", "arn:aws:s:r:a:t")
