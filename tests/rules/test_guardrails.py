"""Guardrails, most of them of AWS, beside the recommended policies: they change no finding on MFA."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.cli import main
from mfagate.parsing import parse_yaml
from support.commands import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

_FILE = CHECKOUT / "tests/fixtures/guardrails.yaml"
GUARDRAILS: list[dict[str, Any]] = parse_yaml(_FILE.read_bytes(), _FILE.name).value
# Attached to every organization, account and unit that has RCPs.
_FULL_ACCESS = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


def document(statements: list[dict[str, Any]]) -> str:
    """Return a policy."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def subject(guardrail: dict[str, Any], profile: str) -> dict[str, Any]:
    """Return the subject that has a recommended policy and a guardrail, as a config has it."""
    layers: dict[str, dict[str, Any]] = {
        "identity": {"files": ["guard.json", "guardrail.json"]},
        "scp": {"files": ["guard.json"], "scp": [["guardrail.json"]]},
        "rcp": {"files": ["guard.json"], "rcp": [["full-access.json", "guardrail.json"]]},
    }
    context = {"context": guardrail["context"]} if "context" in guardrail else {}
    return {"name": "one", "profile": profile, **layers[guardrail["layer"]], **context}


def report(
    folder: Path, guardrail: dict[str, Any], profile: str, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    """Check the subject, and return its report."""
    guard = CHECKOUT / f"policies/recommended/{profile}.json"
    (folder / "guard.json").write_text(guard.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "guardrail.json").write_text(document(guardrail["statements"]), encoding="utf-8")
    (folder / "full-access.json").write_text(document([_FULL_ACCESS]), encoding="utf-8")
    config = {"version": 1, "account": "111122223333", "subjects": [subject(guardrail, profile)]}
    (folder / "mfagate.yaml").write_text(json.dumps(config), encoding="utf-8")
    main(["check", "--engine", "embedded", "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["subjects"][0]
    return found


@pytest.mark.parametrize("profile", ["console-only", "strict"])
@pytest.mark.parametrize("guardrail", GUARDRAILS, ids=lambda one: str(one["id"]))
def test_guardrail_changes_no_finding_on_mfa(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    guardrail: dict[str, Any],
    profile: str,
) -> None:
    """The recommended policy passes beside it: every cell, enrollment, scenario and the proof."""
    monkeypatch.chdir(tmp_path)
    found = report(tmp_path, guardrail, profile, capsys)

    assert [[one["rule"], one["message"]] for one in found["findings"]] == []
    assert (found["enrolment"], found["proof"]["complete"]) == ("possible", True)


def test_set_of_guardrails_has_one_of_each_layer() -> None:
    """At least 20, each with its source and an id of its own."""
    assert len({one["id"] for one in GUARDRAILS}) == len(GUARDRAILS) >= 20
    assert {one["layer"] for one in GUARDRAILS} == {"identity", "scp", "rcp"}
    assert all(one["source"] for one in GUARDRAILS)


def test_network_guardrail_without_context_says_that_context_can_state_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Enrollment is denied from any other address, and nobody said which one it is; no scenario fails."""
    monkeypatch.chdir(tmp_path)
    (guardrail,) = (one for one in GUARDRAILS if one["id"] == "source-ip")
    without = {key: value for key, value in guardrail.items() if key != "context"}
    found = report(tmp_path, without, "console-only", capsys)

    assert [one["rule"] for one in found["findings"]] == ["enrolment-impossible"]
    assert found["findings"][0]["message"].endswith("state aws:SourceIp under context in the config")
