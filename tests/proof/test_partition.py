"""Whatever is asked, a class has it; and its representative decides as it does."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.engines import open_engine
from mfagate.suite.shipped import shipped_suite
from mfagate.suite.suite import load_suite
from support.availability import COMPARED

from .members import Space, column
from .subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

SUBJECTS = subjects()
DATA = shipped_suite()[1]["mfa"]
EXEMPT = {action.lower() for action in DATA["exempt"]["actions"]}
ROWS = ["console-without-mfa", "api-key", "role-session", "federated", "forwarded-from-api-key"]
FLAGS: list[dict[str, str]] = [
    {},
    {"aws:MultiFactorAuthPresent": "false"},
    {"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "5"},
]
MANY = 80


@pytest.fixture(scope="module", params=COMPARED)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give an engine that holds all the rules."""
    with open_engine(request.param) as engine:
        load_suite(engine)
        yield engine


@pytest.fixture(params=sorted(SUBJECTS))
def subject(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Give one subject after the other."""
    return SUBJECTS[request.param]


def _random(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - the same draws in every run


def _asked(engine: Engine, subject: dict[str, Any], path: str) -> Any:  # noqa: ANN401 - JSON
    return engine.query(f"mfa/{path}", {"subject": subject, "assumptions": {}})


def _context(subject: dict[str, Any], row: str) -> dict[str, Any]:
    entry = DATA["credentials"][row]
    context = entry["context"] | entry["variants"][entry["default"]]["context"]
    filled = {key: _filled(subject, value) for key, value in context.items()}
    return {key: value for key, value in filled.items() if not key.startswith("aws:MultiFactor")}


def _filled(subject: dict[str, Any], value: Any) -> Any:  # noqa: ANN401 - text or a list of texts
    if isinstance(value, list):
        return [_filled(subject, text) for text in value]
    return value.replace("{account}", subject["account"]).replace("{user}", subject["user"])


def _decisions(
    engine: Engine,
    subject: dict[str, Any],
    requests: list[tuple[str, str]],
    change: dict[str, Any] | None = None,
) -> list[tuple[str, ...]]:
    """Return what each request comes to for every row and state of the MFA flag."""
    contexts = {}
    for row in ROWS:
        for place, flag in enumerate(FLAGS):
            merged = _context(subject, row) | (change or {}) | flag
            contexts[f"{row} {place}"] = {key: value for key, value in merged.items() if value is not None}
    asked = [
        {
            "principal": _filled(subject, DATA["credentials"][name.split()[0]]["principal"]),
            "action": action,
            "resource": resource,
            "resource_account": subject["account"],
            "context": name,
        }
        for action, resource in requests
        for name in contexts
    ]
    answers = engine.query(
        "iam/answers",
        {
            "policies": _asked(engine, subject, "subject/set"),
            "requests": asked,
            "contexts": contexts,
            "assumptions": {"unstated-resource-policy": "agrees"},
        },
    )
    assert isinstance(answers, list)
    width = len(contexts)
    found = [answer["decision"] for answer in answers]
    return [tuple(found[start : start + width]) for start in range(0, len(found), width)]


def test_every_request_decides_as_a_class_of_its_column(engine: Engine, subject: dict[str, Any]) -> None:
    """Random requests come to nothing that no representative of their column comes to."""
    samples = _asked(engine, subject, "classes/samples")
    space, random = Space(DATA, subject), _random(subject["name"])
    requests = [space.request(random) for _ in range(MANY)]
    for name in ("services", "identity", "exempt"):
        stand_ins = [(sample["action"], sample["resource"]) for sample in samples[name]]
        seen = set(_decisions(engine, subject, stand_ins))
        mine = [request for request in requests if column(request[0], EXEMPT) == name]
        for request, decided in zip(mine, _decisions(engine, subject, mine), strict=True):
            assert decided in seen, f"{request} is in no class of {name}: {decided}"


def test_members_of_a_class_decide_alike(engine: Engine, subject: dict[str, Any]) -> None:
    """Requests with the same key, worked out by the decision's own match sets, have one decision."""
    space, random = Space(DATA, subject), _random(subject["name"] + "alike")
    requests = [space.request(random) for _ in range(MANY)]
    requests += [
        (sample["action"], sample["resource"])
        for name in ("services", "identity", "exempt")
        for sample in _asked(engine, subject, "classes/samples")[name]
    ]
    keys = _keys(engine, subject, requests)
    decisions = _decisions(engine, subject, requests)
    stand_ins = dict(zip(keys[MANY:], decisions[MANY:], strict=True))
    for request, key, decided in zip(requests, keys[:MANY], decisions[:MANY], strict=False):
        assert key in stand_ins, f"{request}: nothing stands for {key}"
        assert stand_ins[key] == decided, request


def _keys(engine: Engine, subject: dict[str, Any], requests: list[tuple[str, str]]) -> list[tuple[Any, ...]]:
    """Return by which statements each request is matched, for each row, and what else sets it apart."""
    contexts = {row: _context(subject, row) for row in ROWS}
    asked = [
        {
            "principal": _filled(subject, DATA["credentials"][row]["principal"]),
            "action": action,
            "resource": resource,
            "resource_account": subject["account"],
            "context": row,
        }
        for action, resource in requests
        for row in ROWS
    ]
    question = {
        "policies": _without_conditions(_asked(engine, subject, "subject/set")),
        "requests": asked,
        "contexts": contexts,
    }
    matching = engine.query("iam/match/decision_keys", question)
    assert isinstance(matching, (dict, list))
    found = [
        matching[str(index)] if isinstance(matching, dict) else matching[index] for index in range(len(asked))
    ]
    width = len(ROWS)
    return [
        (
            column(action, EXEMPT),
            found[place * width][-1].split("-of-")[0],
            *(tuple(found[place * width + row][0]) for row in range(width)),
        )
        for place, (action, _) in enumerate(requests)
    ]


def _without_conditions(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: _without_conditions(part) for key, part in value.items() if key != "Condition"}
    return [_without_conditions(part) for part in value] if isinstance(value, list) else value


def test_the_cells_hold_every_action_once(engine: Engine, subject: dict[str, Any]) -> None:
    """Every action of the catalogue is in one cell: by name where its service is named, else in the rest."""
    members = _asked(engine, subject, "classes/actions_by_ids")
    named: list[str] = []
    for place, names in members.items():
        service, group = place[2:].split('",')[0], int(place.split('",')[1].split(",")[0])
        named += [f"{service}:{name}" for name in names if group >= 0]
    assert len(named) == len(set(named))
    everything = Space(DATA, subject).asked_on
    assert set(named) <= set(everything)
    services = set(_asked(engine, subject, "classes/listed_services"))
    assert set(named) == {action for action in everything if action.split(":")[0] in services}
    cells = _asked(engine, subject, "classes/cells")
    rest = sum(cell["size"] for cell in cells if cell["service"] == "*")
    known = sum(cell["size"] for cell in _asked(engine, subject, "classes/known_cells"))
    assert (known, rest + known) == (len(named), DATA["actions"]["count"])


POOL: dict[str, list[Any]] = {
    "aws:SourceIp": [
        None,
        "10.1.2.3",
        "10.255.0.1",
        "198.51.100.77",
        "203.0.113.10",
        "8.8.8.8",
        "2001:db8::7",
    ],
    "aws:PrincipalTag/team": [None, "ops-1", "x-admin", "ops-admin", "ops-x-admin", "dev"],
    "aws:RequestedRegion": ["eu-west-1", "us-east-1", "us-west-2"],
    "s3:max-keys": [None, "1", "9.5", "10", "15", "20", "21"],
    "aws:CurrentTime": ["2026-05-31T23:59:59Z", "2026-06-01T00:00:00Z", "2030-01-01T00:00:00Z"],
    "aws:TagKeys": [None, [], ["keep"], ["owner"], ["keep", "owner"], ["other"], ["other", "keep"]],
}


def test_every_context_decides_as_one_that_is_tried(engine: Engine, subject: dict[str, Any]) -> None:
    """Random values of the keys that conditions name come to nothing that no context of a class comes to."""
    samples = _asked(engine, subject, "classes/samples")
    classes = [sample for name in ("services", "identity") for sample in samples[name]]
    stand_ins = [(sample["action"], sample["resource"]) for sample in classes]
    by_context = [_decisions(engine, subject, stand_ins, overlay) for overlay in samples["contexts"]]
    tried = [
        {by_context[place][index] for place in sample["contexts"]} for index, sample in enumerate(classes)
    ]
    random = _random(subject["name"])
    for _ in range(12):
        change = {key: random.choice(values) for key, values in POOL.items()}
        decisions = _decisions(engine, subject, stand_ins, change)
        wrong = [sample for index, sample in enumerate(classes) if decisions[index] not in tried[index]]
        assert wrong == [], change
