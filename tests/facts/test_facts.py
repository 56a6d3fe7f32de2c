"""Every sentence of docs/explanation/how-aws-decides.md, asked of the rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.availability import COMPARED
from support.decisions import answers, opened
from support.fact_tables import FOLDER, Case, Json, all_cases, cases_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mfagate.engines import Engine

CASES = all_cases()


@pytest.fixture(scope="module", params=COMPARED)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give an engine that holds the rules."""
    with opened(request.param) as engine:
        yield engine


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}::{case.id}" for case in CASES])
def test_decides_as_the_facts_say(engine: Engine, case: Case) -> None:
    """The rules give the decision of the table, for its reason."""
    (answer,) = answers(engine, case.policies, [case.request], case.assumptions)
    assert _decided(answer) == _expected(case, answer), _reported(case, answer)
    assert not list(_contradictions(case, answer)), _reported(case, answer)


def _decided(answer: Json) -> dict[str, Any]:
    if "error" in answer:
        return {"decision": "error", "error_where": answer["error"]["where"]}
    return {
        "decision": answer["decision"],
        "by": sorted(f"{one['policy']}#{one['statement']}" for one in answer["by"]),
        "denied_by": list(answer["denied_by"]),
    }


def _expected(case: Case, answer: Json) -> dict[str, Any]:
    """Return what the case settles, and the answer's own word on what it does not."""
    settled: dict[str, Any] = {"decision": case.expect}
    if case.by is not None:
        settled["by"] = sorted(case.by)
    if case.denied_by is not None:
        settled["denied_by"] = list(case.denied_by)
    if case.error_where is not None:
        settled["error_where"] = case.error_where
    return {**_decided(answer), **settled}


def _contradictions(case: Case, answer: Json) -> Iterator[str]:
    """Give what an answer says that cannot be so, whatever the case."""
    if "error" in answer:
        if not answer["error"]["message"]:
            yield "an error says what is wrong"
        return
    effect = {"Allowed": "Allow", "ExplicitlyDenied": "Deny"}.get(answer["decision"])
    if not answer["reason"]:
        yield "every decision has a reason"
    if effect is None and answer["by"]:
        yield "nothing decides an implicit deny"
    if answer["decision"] == "ExplicitlyDenied" and not answer["by"]:
        yield "a statement decides an explicit deny"
    if (answer["decision"] == "ImplicitlyDenied") != bool(answer["denied_by"]):
        yield "an implicit deny, and nothing else, has policy types that failed"
    for one in answer["by"]:
        statement = _statement(case.policies, one["policy"], one["statement"])
        if one["effect"] != effect or statement["Effect"] != effect:
            yield f"{one['policy']}#{one['statement']} has another effect"
        if one["sid"] != statement.get("Sid"):
            yield f"{one['policy']}#{one['statement']} has another Sid"


def _statement(policies: dict[str, Any], label: str, index: int) -> dict[str, Any]:
    kind, *indices = label.replace("]", "").split("[")
    document = policies[kind]
    for one in indices:
        document = document[int(one)]
    statements = document["Statement"]
    found: dict[str, Any] = (statements if isinstance(statements, list) else [statements])[index]
    return found


def _reported(case: Case, answer: Json) -> str:
    return "\n".join(
        [
            f"{case.file}: {case.id}: {case.says}.",
            f"source: {case.source}",
            f"policies: {json.dumps({k: v for k, v in case.policies.items() if v is not None})}",
            f"request: {json.dumps(case.request)}",
            f"assumptions: {json.dumps(case.assumptions)}",
            f"answer: {json.dumps(answer)}",
        ]
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.name)
def test_each_table_holds_both_outcomes(path: Path) -> None:
    """A table whose cases all come out alike would show nothing."""
    assert len({case.expect for case in cases_of(path)}) > 1
