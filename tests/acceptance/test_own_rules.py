"""An organisation's own rules: they come out like ours, and what is wrong with one is the config's error."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from support.commands import CHECKOUT, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Run

EXAMPLE = CHECKOUT / "examples/own-rule"
HEAD = """\
package mfa.rules

# METADATA
# title: X
# custom:
#   id: x-rule
"""
SOMEBODY = "an own rule (in rules/deny_has_sid.rego, rules/x.rego)"
SHAPE = "; expected rule, message and at: {policy, statement, path} (docs/how-to/own-rules.md)"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the example, as the working directory."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    monkeypatch.chdir(folder)
    return folder


def own_findings(run: Callable[..., Run], *options: str) -> list[tuple[str, str, str, int, int, str]]:
    """Check the example and return what was found, without messages."""
    ended = run("check", "--engine", "embedded", "--format", "json", *options)
    assert (ended.code in {0, 1}, ended.err) == (True, "")
    return [
        (one["rule"], one["severity"], one["file"], one["line"], one["column"], one["remedy"])
        for one in json.loads(ended.out)["subjects"][0]["findings"]
    ]


@pytest.mark.usefixtures("example")
def test_an_own_finding_is_like_ours(run: Callable[..., Run]) -> None:
    """It has the place, the severity of its profile, and the remedy that its METADATA says."""
    remedy = "Give the statement a Sid that says what it denies."
    place = ("policies/developers.json", 10, 9, remedy)

    assert own_findings(run) == [("acme-deny-has-sid", "error", *place)]
    loose = [one for one in own_findings(run, "--profile", "console-only") if one[0].startswith("acme")]
    assert loose == [("acme-deny-has-sid", "warning", *place)]


def test_an_own_rule_exempts_what_it_should(example: Path, run: Callable[..., Run]) -> None:
    """With a Sid the example holds."""
    policy = example / "policies/developers.json"
    text = policy.read_text(encoding="utf-8").replace('"Effect": "Deny"', '"Sid": "N", "Effect": "Deny"')
    policy.write_text(text, encoding="utf-8")

    assert own_findings(run) == []
    assert run("check", "--engine", "embedded").code == 0


def test_an_own_rule_is_explained(example: Path, run: Callable[..., Run]) -> None:
    """Where the config is found, or named, the rule is known; elsewhere it is not."""
    there = run("explain", "acme-deny-has-sid")
    named = run("explain", "acme-deny-has-sid", "-c", str(example / "mfagate.yaml"))

    assert (there.code, there.out.splitlines()[:2]) == (
        0,
        ["acme-deny-has-sid (warning, error under strict)", "A Deny has no Sid"],
    )
    assert named.out == there.out
    (example / "mfagate.yaml").unlink()
    assert run("explain", "acme-deny-has-sid").message.startswith(
        "mfagate: there is no rule acme-deny-has-sid; "
    )


@pytest.mark.parametrize(
    ("module", "message"),
    [
        (
            HEAD + 'findings contains {"rule": "x-rule", "message": "m"}\n',
            f"rules/x.rego: the own rule x-rule returned a finding without at{SHAPE}",
        ),
        (
            HEAD + 'findings contains {"rule": "x-rule", "at": own_statements[0].where}\n',
            f"rules/x.rego: the own rule x-rule returned a finding without message{SHAPE}",
        ),
        (
            HEAD + 'findings contains {"rule": "x-rule", "message": "m", '
            '"at": {"policy": "identity[0]", "statement": 9}}\n',
            "rules/x.rego: the own rule x-rule returned a finding whose at.statement is not a statement of "
            f"identity[0]: 9{SHAPE}",
        ),
        (
            HEAD + 'findings contains {"rule": "x-rule", "message": "m", "evidence": 1, '
            '"at": own_statements[0].where}\n',
            f"rules/x.rego: the own rule x-rule returned a finding whose evidence is not an object{SHAPE}",
        ),
        (
            HEAD + 'findings contains {"rule": "x-rule", "message": "m", "remedy": 1, '
            '"at": own_statements[0].where}\n',
            f"rules/x.rego: the own rule x-rule returned a finding whose remedy is not a text{SHAPE}",
        ),
        (
            HEAD + 'findings contains {"rule": "y", "message": "m", "at": own_statements[0].where}\n',
            f"{SOMEBODY} returned a finding with the rule y, which is the id of no METADATA{SHAPE}",
        ),
        (
            HEAD + "findings contains 1\n",
            f"{SOMEBODY} returned a finding that is not an object: 1{SHAPE}",
        ),
        (
            HEAD + "findings contains found if {\n\tfound := \n}\n",
            "rules/x.rego:8:11: cannot be read as Rego: expecting `}` while parsing set",
        ),
        (
            HEAD + 'findings contains 1 if http.send({"url": "x"})\n',
            "rules/x.rego:7: http.send is not allowed in rules: it reaches the network "
            "(see docs/reference/engines.md)",
        ),
        (
            HEAD + "findings contains 1 if nosuch(1)\n",
            "rules/x.rego:7: nosuch is neither a function of these rules nor a built-in",
        ),
        (
            HEAD + "findings contains found if {\n\tfound := unsafe\n}\n",
            'embedded: rules/x.rego:8:14: var unsafe is unsafe (path ["mfa", "rules", "unsafe"], '
            "scopes [{}])",
        ),
        (
            "package mfa.rules\n\nfindings contains 1\n",
            "rules/x.rego:3: the rule has no METADATA with an id; write # METADATA with custom: {id: …} "
            "above it (docs/how-to/own-rules.md)",
        ),
        (
            "package mfa.posture\n\nrows := []\n",
            "rules/x.rego:1: an own rule cannot be in the package mfa.posture; expected package mfa.rules, "
            "or own.<name> for what several own rules share",
        ),
        (
            HEAD + "findings contains 1\n\nown_statements := []\n",
            "rules/x.rego:9: own_statements is a name of the shipped rules, which it would change; give it "
            "another name, or put it into a package own.<name>",
        ),
        *(
            (
                f"{HEAD}findings contains 1\n\n{name} := []\n",
                f"rules/x.rego:9: {name} is a name of the shipped rules, which it would change; give it "
                "another name, or put it into a package own.<name>",
            )
            for name in ("lib", "posture", "outside_rego")
        ),
        (
            "package mfa.rules.posture\n\nfindings contains 1\n",
            "rules/x.rego:1: an own rule cannot be in the package mfa.rules.posture; expected package "
            "mfa.rules, or own.<name> for what several own rules share",
        ),
        (
            HEAD + "findings contains 1 own_statements := []\n",
            "rules/x.rego:7: own_statements is a name of the shipped rules, which it would change; give it "
            "another name, or put it into a package own.<name>",
        ),
        (
            HEAD + "findings := {1}\n",
            "rules/x.rego:7: findings is a set; expected findings contains found if {…}",
        ),
        (
            "package mfa.rules\n\nimport data.mfa.subjct\n"
            + HEAD.partition("\n")[2]
            + "findings contains 1\n",
            "rules/x.rego:3: there is nothing at data.mfa.subjct, so the rule would never find anything; "
            "fix the import (docs/how-to/own-rules.md lists what there is)",
        ),
        (
            HEAD.replace("x-rule", "trust-without-mfa") + "findings contains 1\n",
            "rules/x.rego: the rule id trust-without-mfa is that of a shipped rule; choose another",
        ),
        (
            HEAD.replace("x-rule", "scenario") + "findings contains 1\n",
            "rules/x.rego: the rule id scenario is that of a shipped rule; choose another",
        ),
        (
            HEAD.replace("x-rule", "acme-deny-has-sid") + "findings contains 1\n",
            "rules/x.rego: the rule id acme-deny-has-sid is that of rules/deny_has_sid.rego; choose another",
        ),
        (
            HEAD.replace("x-rule", "X rule") + "findings contains 1\n",
            "rules/x.rego: X rule cannot be the id of a rule; expected words of small letters and digits "
            "with - between them, such as acme-rule-1",
        ),
        (
            HEAD + "#   severities: {strikt: note}\nfindings contains 1\n",
            "rules/x.rego: severities of x-rule: there is no profile strikt; did you mean strict?",
        ),
        (
            HEAD + "#   severity: [1]\nfindings contains 1\n",
            "rules/x.rego:3: severity [1] is unknown; expected one of error, warning, note",
        ),
        (
            HEAD.replace("title: X", "title: 5") + "findings contains 1\n",
            "rules/x.rego:3: METADATA: title is not text; put it in quotes",
        ),
    ],
)
def test_what_is_wrong_with_an_own_rule_is_one_line_and_2(
    example: Path, run: Callable[..., Run], module: str, message: str
) -> None:
    """Never a silent pass, and never a fault of the engine."""
    write(example, {"rules/x.rego": module})

    ended = run("check", "--engine", "embedded")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1] == f"mfagate: {message}"


@pytest.mark.parametrize("engine", ["docker", "binary", "http", "embedded", "auto"])
def test_second_head_on_a_line_cannot_shadow_a_shipped_name(
    example: Path, run: Callable[..., Run], engine: str
) -> None:
    """It is refused before any engine is started, so the same way for each."""
    write(example, {"rules/x.rego": HEAD + "findings contains 1 shortfalls(_) := []\n"})

    ended = run("check", "--engine", engine)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "mfagate: rules/x.rego:7: shortfalls is a name of the shipped rules, which it would change; give it "
        "another name, or put it into a package own.<name>\n"
    )


def test_tests_of_own_rules_are_not_loaded(example: Path, run: Callable[..., Run]) -> None:
    """A module whose name ends in _test.rego may be anything."""
    write(example, {"rules/x_test.rego": "this is no Rego"})

    assert [one[0] for one in own_findings(run)] == ["acme-deny-has-sid"]


def test_two_folders_of_one_name_are_two(example: Path, run: Callable[..., Run]) -> None:
    """A module of the same path in another folder is not lost."""
    other = HEAD + 'findings contains {"rule": "x-rule", "message": "m", "at": own_statements[0].where}\n'
    write(example, {"more/rules/deny_has_sid.rego": other})
    config = (example / "mfagate.yaml").read_text(encoding="utf-8")
    write(example, {"mfagate.yaml": config.replace("[rules]", "[rules, more/rules, rules]")})

    assert [one[0] for one in own_findings(run)] == ["acme-deny-has-sid", "x-rule"]


def test_own_rules_share_a_package_of_their_own(example: Path, run: Callable[..., Run]) -> None:
    """What several rules need may stand in a package own.<name>."""
    write(
        example,
        {
            "rules/lib.rego": "package own.acme\n\nname := 5\n\nfirst(list) := list[0].where\n",
            "rules/x.rego": HEAD.replace("\n\n", "\n\nimport data.own.acme\n\n", 1)
            + 'findings contains {"rule": "x-rule", "message": "m", "at": at} '
            "if at := acme.first(own_statements)\n",
        },
    )

    assert [one[0] for one in own_findings(run)] == ["acme-deny-has-sid", "x-rule"]
