"""Policies of which a proof once said that MFA is required, although a request goes through without it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.cli import main
from mfagate.parsing import parse_yaml
from support.commands import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

_FILE = CHECKOUT / "tests/fixtures/false_passes.yaml"
FALSE_PASSES: list[dict[str, Any]] = parse_yaml(_FILE.read_bytes(), _FILE.name).value
ENROLLMENT = [
    "iam:CreateVirtualMFADevice",
    "iam:EnableMFADevice",
    "iam:GetUser",
    "iam:ListMFADevices",
    "iam:ListVirtualMFADevices",
    "iam:ResyncMFADevice",
    "sts:GetSessionToken",
]
_FIELDS = {"identity": "files", "resource": "resource", "trust": "trust"}


def subject(one: dict[str, Any]) -> dict[str, Any]:
    """Return the subject of a policy as a config has it."""
    file = f"{one['id']}.json"
    context = {"context": one["context"]} if "context" in one else {}
    found = {"name": one["id"], "profile": one["profile"], **context}
    if one["kind"] == "identity":
        return {**found, "files": [file], "assume": "nothing"}
    return {**found, _FIELDS[one["kind"]]: file}


def statement(written: dict[str, Any]) -> dict[str, Any]:
    """Return a statement with the actions of enrollment written out."""
    return {key: ENROLLMENT if value == "ENROLLMENT" else value for key, value in written.items()}


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Check all of them at once, and return the rules of the errors of each."""
    folder: Path = tmp_path_factory.mktemp("policies")
    for one in FALSE_PASSES:
        document = {"Version": "2012-10-17", "Statement": [statement(each) for each in one["statements"]]}
        (folder / f"{one['id']}.json").write_text(json.dumps(document), encoding="utf-8")
    config = {"version": 1, "account": "111122223333", "subjects": [subject(one) for one in FALSE_PASSES]}
    (folder / "mfagate.yaml").write_text(json.dumps(config), encoding="utf-8")
    written = folder / "report.json"
    config_file, target = str(folder / "mfagate.yaml"), f"json:{written}"
    main(["check", "--engine", "embedded", "--config", config_file, "--format", target])
    report = json.loads(written.read_text(encoding="utf-8"))
    return {
        one["name"]: {finding["rule"] for finding in one["findings"] if finding["severity"] == "error"}
        for one in report["subjects"]
    }


@pytest.mark.slow
@pytest.mark.parametrize("one", FALSE_PASSES, ids=lambda one: str(one["id"]))
def test_a_policy_that_lets_a_request_through_is_reported(
    errors: dict[str, set[str]], one: dict[str, Any]
) -> None:
    """The errors are those of the cells that it opens, or that the proof does not cover it."""
    assert errors[one["id"]] == set(one["rules"])
