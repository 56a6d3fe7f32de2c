"""`surely_keeps` against jsonschema: what it lets through must have no error."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mfagate.parsing import parse_yaml
from mfagate.parsing.json_schema import shipped_schema, surely_keeps
from mfagate.policy.validation import KINDS, Kind
from mfagate.policy.validation._schema import _schema

ROOT = Path(__file__).parents[2]
STATEMENT = {
    "Sid": "Guard",
    "Effect": "Deny",
    "NotAction": ["iam:*", "sts:*"],
    "Resource": "*",
    "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": ["false", False, 1]}, "Bol": {}},
}
POLICIES: list[Any] = [
    {"Version": "2012-10-17", "Id": "a", "Statement": [STATEMENT, {**STATEMENT, "Principal": {"AWS": "*"}}]},
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}},
    {"Statement": {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": "sts:AssumeRole"}},
    {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": ["*"]}},
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Principal": "*", "Action": ["s3:*"], "Resource": "*"}],
    },
]
SMALL_FILES: list[tuple[str, Any]] = [
    (
        "config",
        {
            "version": 1,
            "locked": ["engine", "profile"],
            "profiles": {"a": {"extends": "strict", "rows": {"api-key": {"services": "blocked"}}}},
            "exempt": {"add": ["iam:ListUsers"]},
            "waiver_max_days": 30,
            "subjects": [{"name": "a", "files": ["a.json"], "scp": [["b.json"]]}],
        },
    ),
    (
        "waiver",
        {
            "version": 1,
            "waivers": [
                {"rule": "a", "sid": ["b"], "reason": "c", "owner": "d", "expires": "2026-01-01"},
                {"rule": "a", "sid": "b", "file": "c", "reason": "d", "owner": "e", "expires": "2026-01-01"},
            ],
        },
    ),
    (
        "baseline",
        {
            "version": 1,
            "findings": [
                {
                    "fingerprint": "0" * 32,
                    "rule": "a",
                    "subject": "b",
                    "file": "c",
                    "sid": None,
                    "message": "",
                }
            ],
        },
    ),
]
FILES: list[tuple[str, Any]] = [
    *SMALL_FILES,
    ("config", parse_yaml((ROOT / "mfagate.yaml").read_bytes(), "mfagate.yaml").value),
    *(
        ("scenario", parse_yaml(path.read_bytes(), path.name).value)
        for path in sorted((ROOT / "scenarios").rglob("*.yaml"))
    ),
]
SCHEMAS: list[tuple[Any, Any]] = [
    *((_schema(kind), value) for kind in (None, *KINDS) for value in POLICIES),
    *((shipped_schema(name), value) for name, value in FILES),
]
CASES = [(Draft202012Validator(schema), value) for schema, value in SCHEMAS]
OTHERS: list[Any] = [None, True, False, 0, 1, -1, 1.0, 0.5, "", "a", "*", "2012-10-17", "a\n", [], {}, ["a"]]
OTHERS += [["a", "a"], [1], [[]], {"a": "b"}, {"a": {}}, {"": None}, "x" * 3000, [STATEMENT], STATEMENT]
OTHERS += [["engine", "engine"], {"no name": {"extends": "strict"}}]
WHERE = st.lists(st.integers(0, 30), max_size=7)


def mutated(value: Any, way: list[int], change: str, other: Any) -> Any:  # noqa: ANN401 - whatever JSON says
    """Return a copy with one change at the place that `way` leads to."""
    whole = {"": copy.deepcopy(value)}
    holder: Any = whole
    key: Any = ""
    for step in way:
        inner = holder[key]
        if not isinstance(inner, (dict, list)) or not inner:
            break
        holder, key = (
            inner,
            (list(inner)[step % len(inner)] if isinstance(inner, dict) else step % len(inner)),
        )
    if change == "replace" or key == "":
        holder[key] = other
    elif change == "delete":
        del holder[key]
    elif isinstance(holder, dict):
        holder[str(other)[:8]] = holder[key]
    else:
        holder.append(other)
    return whole.get("")


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(CASES),
    st.lists(
        st.tuples(WHERE, st.sampled_from(["replace", "delete", "add"]), st.sampled_from(OTHERS)),
        min_size=1,
        max_size=2,
    ),
)
def test_what_is_accepted_has_no_error(
    case: tuple[Draft202012Validator, Any], changes: list[tuple[list[int], str, Any]]
) -> None:
    """A value with a few changes: jsonschema finds an error in exactly those that are not let through."""
    validator, value = case
    for change in changes:
        value = mutated(value, *change)

    assert surely_keeps(value, validator.schema) == validator.is_valid(value)


def ways(value: Any) -> list[list[int]]:  # noqa: ANN401 - whatever JSON says
    """Return the way to each part of a value, the value itself included."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [[], *([index, *rest] for index, one in enumerate(inner) for rest in ways(one))]


@pytest.mark.parametrize(("name", "value"), SMALL_FILES, ids=[name for name, _ in SMALL_FILES])
def test_a_file_with_one_part_replaced(name: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON says
    """Each part becomes each other value: what is let through is what jsonschema finds no error in."""
    validator = Draft202012Validator(shipped_schema(name))
    values = [mutated(value, way, "replace", other) for way in ways(value) for other in OTHERS]

    wrong = [one for one in values if surely_keeps(one, validator.schema) != validator.is_valid(one)]

    assert wrong == []


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_a_valid_policy_of_each_kind_is_accepted(kind: Kind | None) -> None:
    """At least one of the samples keeps the schema of each kind."""
    assert any(surely_keeps(value, _schema(kind)) for value in POLICIES)


@pytest.mark.parametrize(("name", "value"), FILES, ids=lambda part: part if isinstance(part, str) else "")
def test_a_valid_file_is_accepted(name: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON says
    """Each sample of a file keeps its schema."""
    assert surely_keeps(value, shipped_schema(name))


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        ("a", {"format": "date"}),
        ("a", {"not": {"format": "date"}}),
        ("a", {"if": {"format": "date"}, "then": False}),
        ({"a"}, {"type": "string"}),
        ({"a"}, {"not": {"type": "string"}}),
        ((), {}),
        ({1: "a"}, {"patternProperties": {"a": {}}}),
        ({1: "a"}, {"additionalProperties": False}),
        ([[1], [1]], {"uniqueItems": True}),
        ("a", {"$ref": "other.json"}),
        ("a", {"$ref": "#/$defs/a~1b", "$defs": {"a/b": True}}),
        ("a", {"enum": ["b", []]}),
    ],
)
def test_what_is_not_known_is_left_to_jsonschema(value: Any, schema: Any) -> None:  # noqa: ANN401 - any
    """Neither a keyword, nor a value, nor a reference that is not known is let through, whatever it is in."""
    assert surely_keeps(value, schema) is False
