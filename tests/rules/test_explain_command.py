"""`mfagate explain`."""

from __future__ import annotations

import json

import pytest

from mfagate.cli import main
from mfagate.suite.explanations import explained_rules


def test_it_explains_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """Title, severity, why, remedy and sources."""
    assert main(["explain", "deny-bool-false"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("deny-bool-false (error)\n")
    assert "A Deny does not stop access keys" in out
    assert "\nwhy      aws:MultiFactorAuthPresent is absent" in out
    assert "\nfix      Replace Bool with BoolIfExists in the Deny." in out
    assert "\nsources  AWS global condition context keys\n         Secure API access with MFA\n" in out
    assert max(map(len, out.splitlines())) <= 100


def test_it_takes_the_name_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Underscores and capitals do not matter."""
    assert main(["explain", "Deny_Bool_False"]) == 0
    assert capsys.readouterr().out.startswith("deny-bool-false (error)\n")


@pytest.mark.parametrize("rule", ["structure", "scenario"])
def test_it_explains_what_no_rule_of_rego_reports(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings of structure and of scenarios have these names."""
    assert main(["explain", rule]) == 0
    assert capsys.readouterr().out.startswith(f"{rule} (error)\n")


def test_it_lists_all_rules(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a rule: one line a rule, sorted."""
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(explained_rules())
    assert all(line.split()[1] in {"error", "warning", "note"} for line in lines)


def test_it_gives_json(capsys: pytest.CaptureFixture[str]) -> None:
    """One rule as an object, all of them as an array."""
    assert main(["explain", "own-device-name", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["severity"] == "note"
    assert main(["explain", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(explained_rules())


def test_an_unknown_rule_is_a_usage_error_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    """The closest rule, or where to find all."""
    assert main(["explain", "deny-bool-flase"]) == 2
    assert capsys.readouterr().err == (
        "mfagate: there is no rule deny-bool-flase; did you mean deny-bool-false?\n"
    )
    assert main(["explain", "zzz"]) == 2
    assert "`mfagate explain` lists all of them" in capsys.readouterr().err
