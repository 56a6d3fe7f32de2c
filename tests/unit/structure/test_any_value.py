"""No value, however odd, makes the checks fail; every problem has a place in the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfagate.policy.documents import Document, parse_document
from mfagate.policy.validation import KINDS, Kind, refusals, warnings

if TYPE_CHECKING:
    from mfagate.parsing import Json

pytestmark = pytest.mark.slow

WORDS = st.sampled_from(
    [
        "Version", "2012-10-17", "Statement", "Sid", "Effect", "Allow", "Deny", "Action", "AWS",
        "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition",
        "Service", "Federated", "CanonicalUser", "*", "s3:*", "arn:aws:s3:::b", "arn:aws:iam::1:x",
        "Bool", "Null", "DateLessThan", "ForAnyValue:StringLike", "IpAddress", "aws:SourceIp",
        "aws:MultiFactorAuthPresent", "10.0.0.0/8", "true", "${aws:username}", "$${", "${", "",
    ]
)  # fmt: skip
TEXTS = WORDS | st.text(max_size=8)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=6)


VALUES = st.recursive(SCALARS, _deeper, max_leaves=30)
CONDITIONS = st.dictionaries(WORDS, st.dictionaries(TEXTS, VALUES, max_size=3) | VALUES, max_size=3)
STATEMENTS = st.fixed_dictionaries(
    {},
    optional={
        "Sid": VALUES,
        "Effect": st.sampled_from(["Allow", "Deny"]) | VALUES,
        "Action": st.lists(TEXTS, max_size=3) | VALUES,
        "NotAction": VALUES,
        "Resource": st.lists(TEXTS, max_size=3) | VALUES,
        "NotResource": VALUES,
        "Principal": st.dictionaries(WORDS, st.lists(TEXTS) | VALUES, max_size=3) | VALUES,
        "NotPrincipal": VALUES,
        "Condition": CONDITIONS | VALUES,
    },
)
POLICIES = (
    st.fixed_dictionaries(
        {"Statement": st.lists(STATEMENTS, max_size=3) | STATEMENTS},
        optional={"Version": st.sampled_from(["2012-10-17", "2008-10-17"]) | VALUES, "Id": VALUES},
    )
    | VALUES
)
ANY_KIND: st.SearchStrategy[Kind | None] = st.sampled_from([None, *KINDS])


@given(value=POLICIES, kind=ANY_KIND)
def test_every_value_is_judged(value: Json, kind: Kind | None) -> None:
    """The checks judge any value of any kind, in messages of one line."""
    for fault in [*refusals(value, kind), *warnings(value, kind)]:
        assert fault.message.isprintable()
        assert fault.code


@given(value=POLICIES, kind=ANY_KIND, indent=st.sampled_from([None, 2]))
def test_every_problem_has_a_place(value: Json, kind: Kind | None, indent: int | None) -> None:
    """Every problem stands in a line and column of the text, and no problem is told twice."""
    text = json.dumps(value, indent=indent)
    document = parse_document(text, "policy.json", kind)
    lines = text.split("\n")
    for problem in (*document.errors, *document.warnings):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1])
    assert _distinct(document)


def _distinct(document: Document) -> bool:
    problems = [*document.errors, *document.warnings]
    return len(problems) == len({(item.path, item.message) for item in problems})
