"""Waivers by Sid and the baseline, where several statements decide: none of them gets in unnoticed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import Run, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFIG = """\
version: 1
profile: strict
scenarios: ["shipped:console"]
subjects:
  - name: dev
    files: [dev.json]
"""
WAIVER = """\
waivers:
  - {rule: api-key-allowed, subject: dev, sid: SID, reason: r, owner: o, expires: 2999-12-31}
"""
ONE = {"Sid": "One", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}
TWO = {"Sid": "Two", "Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*"}
RULE = "api-key-allowed"

Findings = list[dict[str, Any]]


@pytest.fixture
def found(bare: Path, run: Callable[..., Run]) -> Callable[..., Findings]:
    """Give a function that judges statements under a config's tail, and returns what was found of all."""

    def judged(*statements: dict[str, Any], config: str = "", options: tuple[str, ...] = ()) -> Findings:
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements}, indent=1)
        write(bare, {"mfagate.yaml": CONFIG + config, "dev.json": policy})
        report = json.loads(run("check", "--engine", "embedded", "--format", "json", *options).out)
        found: Findings = [*report["subjects"][0]["findings"], *report.get("findings", [])]
        return found

    return judged


def counted(findings: Findings) -> list[str]:
    """Return the rules that count: of access keys, and of what a waiver or the baseline says of those."""
    return [
        one["rule"]
        for one in findings
        if one["waived"] is None and RULE in {one["rule"], one["evidence"].get("rule")}
    ]


@pytest.mark.parametrize(
    ("sid", "statements", "counts"),
    [
        ("One", [ONE], []),
        ("One", [ONE, TWO], [RULE, "waiver-unused"]),
        ("One", [TWO, ONE], [RULE, "waiver-unused"]),
        ("[One, Two]", [ONE, TWO], []),
        ("[Two, One, Three]", [TWO, ONE], []),
        ("[Two]", [ONE, TWO], [RULE, "waiver-unused"]),
        ("One", [ONE, {**TWO, "Effect": "Deny"}], []),
    ],
)
def test_a_sid_covers_what_rests_on_it_alone(
    found: Callable[..., Findings], sid: str, statements: list[dict[str, Any]], counts: list[str]
) -> None:
    """Another statement that lets something through is not accepted with it, until it is named too."""
    assert counted(found(*statements, config=WAIVER.replace("SID", sid))) == counts


def test_the_statement_that_is_not_named_is_reported(found: Callable[..., Findings]) -> None:
    """Where it stands, and what to write."""
    nameless = {key: value for key, value in TWO.items() if key != "Sid"}
    messages = [
        one["message"]
        for other in (TWO, nameless)
        for one in found(ONE, other, config=WAIVER.replace("SID", "One"))
        if one["rule"] == "waiver-unused"
    ]

    waiver = "the waiver of api-key-allowed of dev with the Sid One"
    start = f"{waiver} matches no finding: the finding also depends on"
    end = "(dev.json:10); list every Sid (sid: [A, B]), or delete sid"
    assert messages == [f"{start} the Sid Two {end}", f"{start} a statement without a Sid {end}"]


def test_a_baseline_dies_with_any_statement_that_decided(found: Callable[..., Findings]) -> None:
    """The finding is at the first; the second changes, the number of actions does not."""
    found(ONE, TWO, options=("--write-baseline", "b.json"))
    tail = "baseline: b.json\n"
    other = {**TWO, "Action": "ec2:StopInstances"}

    assert counted(found(ONE, TWO, config=tail)) == []
    assert counted(found(ONE, {**TWO, "Effect": "Deny"}, TWO, config=tail)) == [RULE, "baseline-outdated"]
    assert counted(found(ONE, other, config=tail)) == [RULE, "baseline-outdated"]


def test_a_baseline_stays_when_statements_move_or_others_change(found: Callable[..., Findings]) -> None:
    """Their order, and a statement that decided nothing of it, are no part of what was recorded."""
    with_mfa = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
    bystander = {"Sid": "No", "Effect": "Allow", "Action": "rds:*", "Resource": "*", "Condition": with_mfa}
    found(ONE, bystander, options=("--write-baseline", "b.json"))
    tail = "baseline: b.json\n"

    assert counted(found(ONE, {**bystander, "Action": "sqs:*"}, config=tail)) == []
    assert counted(found({**bystander, "Sid": "Yes"}, ONE, config=tail)) == []
    assert counted(found({**ONE, "Action": ["s3:*"]}, bystander, config=tail)) == [RULE, "baseline-outdated"]


def test_a_baseline_ends_when_a_deny_holds_less(found: Callable[..., Findings]) -> None:
    """A Deny that held in a part decides nothing that went through; if it holds less, more goes through."""
    deny = {"Sid": "Part", "Effect": "Deny", "Action": "s3:*", "NotResource": ["arn:aws:s3:::public/*"]}
    found(ONE, deny, options=("--write-baseline", "b.json"))
    tail = "baseline: b.json\n"

    assert counted(found(deny, ONE, config=tail)) == []
    wider = {**deny, "NotResource": ["arn:aws:s3:::public/*", "arn:aws:s3:::payroll/*"]}
    assert counted(found(ONE, wider, config=tail)) == [RULE, "baseline-outdated"]
