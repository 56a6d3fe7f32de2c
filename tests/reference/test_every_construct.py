"""Every operator and element, in every layer: a claim of the proof stands, or the proof is not complete.

The operators come from the data of the rules, so that a new one is tried as soon as it is there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.suite.shipped import shipped_suite
from reference.claims import ACCOUNT, ALLOW_ALL, claims
from reference.counterexamples import sampled
from reference.known_contradictions import GUARD
from reference.simulator import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

TABLE: dict[str, dict[str, Any]] = shipped_suite()[1]["iam"]["operators"]["table"]
SETS = ("", "ForAllValues:", "ForAnyValue:")
TRIES = 120
KEYS: dict[str, tuple[str, str]] = {
    "string": ("aws:PrincipalTag/team", "al*ha"),
    "numeric": ("s3:max-keys", "10"),
    "date": ("aws:CurrentTime", "2026-06-01T00:00:00Z"),
    "bool": ("aws:SecureTransport", "true"),
    "binary": ("x:digest", "QQ=="),
    "ip": ("aws:SourceIp", "10.0.0.0/8"),
    "arn": ("aws:PrincipalArn", f"arn:aws:iam::{ACCOUNT}:*/ops*"),
    "null": ("aws:PrincipalTag/team", "true"),
}
"""A key that an operator of each family reads, and a value for it."""
VARIABLE = {"string": "${aws:PrincipalTag/group}", "arn": f"arn:aws:iam::{ACCOUNT}:user/${{aws:username}}"}


def _names() -> Iterator[tuple[str, str]]:
    for name, entry in TABLE.items():
        for prefix in SETS if entry["sets"] else SETS[:1]:
            yield prefix + name, entry["family"]
        if entry["if_exists"]:
            yield f"{name}IfExists", entry["family"]


def _conditions() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, family in _names():
        key, value = KEYS[family]
        if ":" in name and family == "string":
            key = "aws:TagKeys"
        yield name, {name: {key: value}}
        if family in VARIABLE:
            yield f"{name} with a variable", {name: {key: VARIABLE[family]}}


PATTERNS = {
    "Action": ["s3:Get*", "s3:*Object", "*:Get*", "s3:?etObject", "iam:CreateUser"],
    "Resource": [
        "arn:aws:s3:::data/al*ha/*",
        "arn:aws:s3:::data/?lpha",
        "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
        "arn:aws:s3:::data/a:b/*",
        "arn:aws:iam::*:user/${aws:username}",
        "arn:aws:iam::11112222333?:role/*",
        "arn:aws:logs:*:*:log-group:f:*",
        "arn:aws:ec2:us-*:*:instance/*",
        "arn:aws:s3",
    ],
}


def _elements() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, patterns in PATTERNS.items():
        for pattern in patterns:
            for element in (name, f"Not{name}"):
                other = {"Action": "*"} if name == "Resource" else {"Resource": "*"}
                yield f"{element} {pattern}", {element: pattern, **other}


NARROWING: dict[str, dict[str, Any]] = {
    **{name: {"Condition": condition} for name, condition in _conditions()},
    **dict(_elements()),
}
"""What a statement has beside `Allow s3:* and iam:* on *`, or beside the guard."""


def _document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _allowing(part: dict[str, Any]) -> dict[str, Any]:
    elements = {"Resource": "*"} if "Condition" in part else {}
    actions = {} if {"Action", "NotAction"} & part.keys() else {"Action": ["s3:*", "iam:*"]}
    return _document({"Effect": "Allow", **actions, **elements, **part})


def _denying(part: dict[str, Any]) -> dict[str, Any]:
    guard: dict[str, Any] = {operator: dict(keys) for operator, keys in GUARD.items()}
    for operator, keys in part.get("Condition", {}).items():
        guard.setdefault(operator, {}).update(keys)
    elements = {"Action": "*", "Resource": "*"} if "Condition" in part else {}
    return _document({"Effect": "Deny", **elements, **part, "Condition": guard})


def _layers(part: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the policies with a statement that is narrow in each layer, by the layer's name."""
    return {
        "Allow": {"identity": [_allowing(part)]},
        "Deny": {"identity": [ALLOW_ALL, _denying(part)]},
        "boundary": {"identity": [ALLOW_ALL], "boundary": [_allowing(part)]},
        "SCP": {"identity": [ALLOW_ALL], "scp": [[ALLOW_ALL, _denying(part)]]},
    }


LAYERS = list(_layers({"Condition": {}}))
EMPTY: dict[str, Any] = {
    "identity": [],
    "resource": None,
    "boundary": None,
    "session": None,
    "scp": None,
    "rcp": None,
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Give an engine with the rules."""
    with opened() as engine:
        yield engine


def _pairs() -> list[tuple[str, str]]:
    """Return each part with one of the layers, in turn; a long run has all."""
    if "MFAGATE_REFERENCE_CASES" in os.environ:
        return [(name, layer) for name in NARROWING for layer in LAYERS]
    return [(name, LAYERS[index % len(LAYERS)]) for index, name in enumerate(NARROWING)]


@pytest.mark.parametrize(("name", "layer"), _pairs())
def test_a_part_of_a_statement_is_covered_or_the_proof_is_not_complete(
    engine: Engine, name: str, layer: str
) -> None:
    """No sampled request contradicts a cell of a complete proof."""
    subject = {f"{name} in {layer}": {**EMPTY, **_layers(NARROWING[name])[layer]}}
    found = [one for claim in claims(engine, subject) for one in sampled(claim, 1, TRIES)]
    assert [(one.row, one.column, one.state, one.request["context"]) for one in found] == []
