"""`context` of the config, through `mfagate check`: what is always so of the callers counts everywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import CHECKOUT, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Run

CHECK = ("check", "--engine", "embedded", "--format", "json")
OFFICE = {
    "Version": "2012-10-17",
    "Statement": {
        "Sid": "OfficeOnly",
        "Effect": "Deny",
        "Action": "*",
        "Resource": "*",
        "Condition": {
            "NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"},
            "Bool": {"aws:ViaAWSService": "false"},
        },
    },
}
TEAM = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::data/${aws:PrincipalTag/team}/*",
            "Condition": {"StringEquals": {"aws:PrincipalTag/team": ["red", "blue"]}},
        },
        {
            "Effect": "Deny",
            "Action": "*",
            "Resource": "*",
            "Condition": {
                "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
                "StringNotEquals": {"aws:PrincipalTag/team": "red"},
            },
        },
    ],
}
CONFIG = 'version: 1\naccount: "111122223333"\nsubjects:\n  - name: one\n    files: [{files}]\n'


@pytest.fixture
def checked(bare: Path, run: Callable[..., Run]) -> Callable[..., dict[str, Any]]:
    """Give a function that checks one subject and returns its report."""

    def check(config: str, **documents: object) -> dict[str, Any]:
        files = {f"{name}.json": json.dumps(document) for name, document in documents.items()}
        write(bare, {"mfagate.yaml": config, **files})
        report: dict[str, Any] = json.loads(run(*CHECK).out)
        found: dict[str, Any] = report["subjects"][0]
        return found

    return check


def guard() -> Any:  # noqa: ANN401 - a policy
    """Return the recommended policy of console-only."""
    return json.loads((CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8"))


def test_deny_outside_the_office_blocks_nothing_of_callers_in_it(
    checked: Callable[..., dict[str, Any]],
) -> None:
    """Enrollment is possible, no shipped scenario fails, and the witnesses have the address."""
    config = CONFIG.format(files="guard.json, office.json") + '    context: {"aws:SourceIp": 192.0.2.10}\n'
    found = checked(config, guard=guard(), office=OFFICE)

    assert (found["enrolment"], found["findings"], found["proof"]["complete"]) == ("possible", [], True)
    context = found["witnesses"]["api-key"]["identity"]["allowed"]["context"]
    assert (context["aws:SourceIp"], context["aws:username"]) == ("192.0.2.10", "alice")


def test_scenario_stands_over_the_context_of_the_config(bare: Path, run: Callable[..., Run]) -> None:
    """A case from another address is denied, one that says nothing is in the office."""
    scenario = """\
  - id: {id}
    title: From {id}
    credential: api-key
    request: {{action: "s3:GetObject", resource: "arn:aws:s3:::reports/q3.csv"}}
    {context}
    expect: {{default: {expect}}}
"""
    elsewhere = 'context: {"aws:SourceIp": 203.0.113.10}'
    scenarios = [
        scenario.format(id="office", context="", expect="allow"),
        scenario.format(id="home", context=elsewhere, expect="{decision: deny, by: OfficeOnly}"),
    ]
    config = CONFIG.format(files="guard.json, office.json").replace(
        "subjects:", 'scenarios: [s.yaml]\ncontext: {"aws:SourceIp": 192.0.2.10}\nsubjects:'
    )
    files = {"guard.json": json.dumps(guard()), "office.json": json.dumps(OFFICE)}
    text = "version: 1\nscenarios:\n" + "".join(scenarios)
    write(bare, {"mfagate.yaml": config, "s.yaml": text, **files})
    summary = json.loads(run(*CHECK).out)["summary"]

    assert (summary["passed"], summary["failed"]) == (2, 0)


@pytest.mark.parametrize(
    ("context", "state"),
    [
        ("", "partial"),
        ('    context: {"aws:PrincipalTag/team": red}\n', "open"),
        ('    context: {"aws:PrincipalTag/team": blue}\n', "blocked"),
        ('    context: {"aws:PrincipalTag/team": green}\n', "blocked"),
        ('    context: {"aws:PrincipalTag/team": [red, blue]}\n', "partial"),
    ],
)
def test_key_that_is_stated_is_not_varied(
    checked: Callable[..., dict[str, Any]], context: str, state: str
) -> None:
    """The cell is that of the callers who have this value; of several values each is tried."""
    found = checked(CONFIG.format(files="team.json") + "    assume: nothing\n" + context, team=TEAM)

    assert found["posture"]["api-key"]["services"] == state


def details(**kinds: str) -> str:
    """Return account details of users with one guard, each tagged with a kind."""
    users = [
        {
            "UserName": name,
            "Arn": f"arn:aws:iam::111122223333:user/{name}",
            "UserPolicyList": [{"PolicyName": "robots", "PolicyDocument": ROBOTS}],
            "Tags": [{"Key": "kind", "Value": kind}],
        }
        for name, kind in kinds.items()
    ]
    return json.dumps({"UserDetailList": users})


ROBOTS = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "*", "Resource": "*"},
        {
            "Effect": "Deny",
            "Action": "*",
            "Resource": "*",
            "Condition": {
                "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
                "StringNotEquals": {"aws:PrincipalTag/kind": "robot", "aws:PrincipalTag/team": "ops"},
            },
        },
    ],
}


def test_tags_of_users_in_account_details_are_their_context(bare: Path, run: Callable[..., Run]) -> None:
    """A tag that the list lacks is absent, so the proof is about this user alone; a witness has them."""
    write(bare, {"mfagate.yaml": "version: 1\nprofile: strict\ninputs: [d.json]\n"})
    write(bare, {"d.json": details(mia="person", ci="robot")})
    mia, ci = json.loads(run(*CHECK).out)["subjects"]

    assert mia["posture"]["api-key"] == {"services": "blocked", "identity": "blocked"}
    assert ci["posture"]["api-key"] == {"services": "open", "identity": "open"}
    assert (mia["proof"]["complete"], ci["proof"]["complete"]) == (True, True)
    evidence = next(one for one in ci["findings"] if one["rule"] == "api-key-allowed")["evidence"]
    assert evidence["context"] == {"aws:PrincipalTag/kind": "robot"}


def test_witness_is_asked_again_as_it_stands(bare: Path, run: Callable[..., Run]) -> None:
    """`mfagate simulate` decides the requests of both sides as the cell says."""
    write(
        bare,
        {"mfagate.yaml": CONFIG.format(files="guard.json, office.json"), "office.json": json.dumps(OFFICE)},
    )
    write(bare, {"guard.json": json.dumps(guard())})
    grant = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
    (subject,) = json.loads(run(*CHECK).out)["subjects"]
    asked = [
        {"id": side, "policies": {"identity": [guard(), OFFICE, grant]}, "request": cell[side]}
        for row in subject["witnesses"].values()
        for cell in row.values()
        for side in ("allowed", "denied")
    ]
    write(bare, {"cases.ndjson": "".join(f"{json.dumps(one)}\n" for one in asked)})
    answers = map(json.loads, run("simulate", "cases.ndjson", "--engine", "embedded").out.splitlines())

    found = {(one["id"], one["decision"]) for one in answers}
    assert len(asked) > 4
    assert found == {("allowed", "Allowed"), ("denied", "ExplicitlyDenied")}
