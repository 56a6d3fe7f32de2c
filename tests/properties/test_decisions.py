"""What holds for decisions whatever the policies; these are made as for the differential run."""

from __future__ import annotations

import copy
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.decisions import answers
from support.generated_cases import Group, groups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mfagate.engines import Engine
    from support.fact_tables import Json

SEEDS = st.integers(0, 2**32)
EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def _group(seed: int) -> Group:
    return next(groups(12, seed))


def _answers(engine: Engine, group: Group, policies: dict[str, Any] | None = None) -> list[Any]:
    return answers(engine, policies or group.policies, group.requests, group.assumptions)


def _decisions(engine: Engine, group: Group, policies: dict[str, Any] | None = None) -> list[str]:
    return [one.get("decision", "error") for one in _answers(engine, group, policies)]


@given(seed=SEEDS)
@pytest.mark.parametrize("kind", ["identity", "resource", "boundary", "session", "scp", "rcp"])
def test_an_allow_never_lifts_a_deny(engine: Engine, kind: str, seed: int) -> None:
    """What is explicitly denied stays so, by the same statements, when an Allow is added."""
    group = _group(seed)
    widened = copy.deepcopy(group.policies)
    for document in _documents(widened, kind):
        statements = (
            document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
        )
        principal = {"Principal": "*"} if kind in {"resource", "rcp"} else {}
        document["Statement"] = [*statements, {**EVERYTHING, **principal}]
    before, after = _answers(engine, group), _answers(engine, group, widened)
    for one, other in zip(before, after, strict=True):
        if one.get("decision") == "ExplicitlyDenied":
            assert other["decision"] == "ExplicitlyDenied"
            assert other["by"] == one["by"]


@given(seed=SEEDS)
def test_a_deny_never_allows(engine: Engine, seed: int) -> None:
    """What is not allowed does not become so by a Deny that is added."""
    group = _group(seed)
    narrowed = copy.deepcopy(group.policies)
    deny = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}],
    }
    narrowed["identity"] = [*narrowed["identity"], deny]
    for one, other in zip(_decisions(engine, group), _decisions(engine, group, narrowed), strict=True):
        assert other != "Allowed" or one == "Allowed"


@given(seed=SEEDS)
@pytest.mark.parametrize("kind", ["boundary", "session", "scp", "rcp"])
def test_what_limits_only_narrows(engine: Engine, kind: str, seed: int) -> None:
    """Whatever is allowed under a boundary, session policy, SCP or RCP is allowed without it."""
    group = _group(seed)
    limited = _decisions(engine, group)
    free = _decisions(engine, group, {**group.policies, kind: None})
    for request, one, other in zip(group.requests, limited, free, strict=True):
        if kind == "session" and ":federated-user/" in request.get("principal", ""):
            continue  # without a session policy a federated user has nothing
        assert one != "Allowed" or other == "Allowed"


@given(seed=SEEDS, random=st.randoms(use_true_random=False))
def test_the_order_of_statements_and_values_does_not_matter(
    engine: Engine, seed: int, random: Random
) -> None:
    """Statements of a document, values of an element and names of a map may be in any order."""
    group = _group(seed)
    shuffled = {kind: _shuffled_layer(value, random) for kind, value in group.policies.items()}
    for one, other in zip(_answers(engine, group), _answers(engine, group, shuffled), strict=True):
        assert _without_order(one) == _without_order(other)


@given(seed=SEEDS)
def test_an_answer_does_not_depend_on_its_neighbours(engine: Engine, seed: int) -> None:
    """A request is decided alone as it is in company."""
    group = _group(seed)
    together = _answers(engine, group)
    alone = [
        answer
        for request in group.requests
        for answer in answers(engine, group.policies, [request], group.assumptions)
    ]
    assert together == alone


@given(seed=SEEDS)
def test_explaining_changes_no_answer(engine: Engine, seed: int) -> None:
    """With `explain` an answer is the same, and what nearly applied failed somewhere."""
    group = _group(seed)
    plain = _answers(engine, group)
    explained = answers(engine, group.policies, group.requests, group.assumptions, explain=True)
    for one, other in zip(plain, explained, strict=True):
        assert {name: value for name, value in other.items() if name != "near"} == one
        by = [(part["policy"], part["statement"]) for part in one.get("by", [])]
        for near in other.get("near", []):
            assert near["failed"]
            assert all(failed["element"] and failed["why"] for failed in near["failed"])
            assert (near["policy"], near["statement"]) not in by


@given(seed=SEEDS)
def test_two_documents_are_one(engine: Engine, seed: int) -> None:
    """Identity documents of one Version decide as one document with all their statements."""
    group = _group(seed)
    identity = [one for one in group.policies["identity"] if one.get("Version") == "2012-10-17"]
    statements = [
        statement
        for one in identity
        for statement in (one["Statement"] if isinstance(one["Statement"], list) else [one["Statement"]])
    ]
    merged = [{"Version": "2012-10-17", "Statement": statements}] if statements else []
    apart = _decisions(engine, group, {**group.policies, "identity": identity})
    assert apart == _decisions(engine, group, {**group.policies, "identity": merged})


def _documents(policies: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    layer = policies[kind] or []
    for one in [layer] if isinstance(layer, dict) else layer:
        yield from one if isinstance(one, list) else [one]


def _shuffled_layer(layer: Json, random: Random) -> Json:
    """Return a layer with its documents in their places and all within them out of order."""
    if isinstance(layer, list):
        return [_shuffled_layer(one, random) for one in layer]
    return _shuffled(layer, random)


def _shuffled(value: Json, random: Random) -> Json:
    if isinstance(value, list):
        return [_shuffled(one, random) for one in random.sample(value, len(value))]
    if isinstance(value, dict):
        return {name: _shuffled(value[name], random) for name in random.sample(list(value), len(value))}
    return value


def _without_order(answer: Json) -> Json:
    """Return what an answer says but for the places of the statements."""
    if "error" in answer:
        return "error"
    by = Counter((one["policy"], one["sid"], one["effect"]) for one in answer["by"])
    return answer["decision"], by, answer["denied_by"]
