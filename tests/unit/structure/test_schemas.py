"""The JSON Schemas by themselves: an editor or another tool reads them as they are."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from mfagate.policy.validation import KINDS, Kind
from mfagate.policy.validation._operators import OPERATORS, QUALIFIERS, names, operator
from mfagate.policy.validation._schema import violations

FOLDER = files("mfagate").joinpath("schemas")
NAMES = ["policy.json", *(f"policy-{kind}.json" for kind in KINDS)]
ALL_KINDS: list[Kind | None] = [None, *KINDS]


def schema(name: str) -> dict[str, Any]:
    """Read a schema as it is shipped."""
    loaded: dict[str, Any] = json.loads(FOLDER.joinpath(name).read_text(encoding="utf-8"))
    return loaded


REGISTRY: Any = Registry().with_resources(
    [(schema(name)["$id"], Resource.from_contents(schema(name))) for name in NAMES]
)

SAMPLES: list[Any] = [
    None,
    [],
    {},
    {"Version": "2012-10-17", "Statement": []},
    {"Version": "2008-10-17", "Statement": {"Effect": "allow"}},
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}},
    {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "NotAction": [], "Principal": "x"}]},
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"X": [1]}}, "x"]},
    {
        "Version": "2012-10-17",
        "Id": 1,
        "Statement": [
            {
                "Sid": "a b",
                "Effect": "Deny",
                "Principal": "*",
                "NotPrincipal": {"AWS": []},
                "Action": [1],
                "NotAction": "*",
                "Resource": None,
                "Condition": {"Bool": {"a": None}, "Bol": {"a": "b"}, "Null": "x", "Nul": {}},
                "More": 1,
            }
        ],
    },
]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_schema_of_2020_12(name: str) -> None:
    """Each file is a valid JSON Schema with its name in its $id."""
    read = schema(name)
    Draft202012Validator.check_schema(read)
    assert read["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert read["$id"].endswith(f"/{name}")


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_putting_references_in_place_changes_nothing(kind: Kind | None, sample: object) -> None:
    """The schemas as shipped and as compiled find the same violations."""
    name = f"policy-{kind}.json" if kind else "policy.json"
    validator = Draft202012Validator(schema(name), registry=REGISTRY)
    as_shipped = {
        (tuple(error.absolute_path), str(error.validator), json.dumps(error.validator_value))
        for error in validator.iter_errors(sample)
        if "$ref" not in json.dumps(error.validator_value)
    }
    compiled = {(found.path, found.keyword, json.dumps(found.expected)) for found in violations(sample, kind)}
    assert {key[:2] for key in as_shipped} <= {key[:2] for key in compiled}
    assert bool(compiled) == (not validator.is_valid(sample))


def test_the_schema_knows_the_operators() -> None:
    """The pattern of the operators in the schema takes the names that the code knows, no others."""
    (pattern,) = schema("policy.json")["$defs"]["condition"]["patternProperties"]
    matches = re.compile(pattern).search
    assert pattern == f"^({'|'.join(QUALIFIERS)})?({'|'.join(OPERATORS)})(IfExists)?(?!\\n)$"
    assert all(matches(name) and operator(name) for name in names())
    for name in ("bool", "Bool\n", "xBool", "BoolIfExist", "ForAnyValue::Bool", "ForAllValues:"):
        assert not matches(name)
        assert operator(name) is None
