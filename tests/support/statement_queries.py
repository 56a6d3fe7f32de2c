"""Short ways to ask what the properties are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.decisions import answers
from support.fact_tables import REQUEST, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.engines import Engine


def statements_that_match(
    engine: Engine,
    statements: Sequence[Mapping[str, Any]],
    requests: Sequence[Mapping[str, Any]],
    assumptions: Mapping[str, str] | None = None,
) -> list[set[int]]:
    """Return for each request which of the statements apply to it.

    Each is an Allow of its own document; an answer names every statement that allows.
    """
    documents = [
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", **one}],
        }
        for one in statements
    ]
    policies = {**dict.fromkeys(TYPES), "identity": [_without_two(one) for one in documents]}
    found = answers(engine, policies, [{**REQUEST, **one} for one in requests], assumptions)
    return [{int(by["policy"][len("identity[") : -1]) for by in answer["by"]} for answer in found]


def _without_two(document: dict[str, Any]) -> dict[str, Any]:
    (statement,) = document["Statement"]
    for name in ("Action", "Resource"):
        if f"Not{name}" in statement:
            del statement[name]
    return document


def conditions_that_hold(
    engine: Engine, conditions: Sequence[Mapping[str, Any]], contexts: Sequence[Mapping[str, Any]]
) -> list[set[int]]:
    """Return for each context which of the conditions hold."""
    return statements_that_match(
        engine, [{"Condition": one} for one in conditions], [{"context": one} for one in contexts]
    )
