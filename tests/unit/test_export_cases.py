"""The export of scenario cases for `opa test`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mfagate.cli.export_cases import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

POLICY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'


def test_cases_of_every_subject_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each query has the name of its subject and the input of the rules."""
    (tmp_path / "a.json").write_text(POLICY, encoding="utf-8")
    config = "version: 1\nsubjects: [{name: a, files: [a.json]}]\n"
    (tmp_path / "mfagate.yaml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert main(["cases.json"]) == 0
    written = json.loads((tmp_path / "cases.json").read_text(encoding="utf-8"))
    assert {one["name"] for one in written["mfagate_cases"]} == {"a"}


def test_what_cannot_be_exported_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No config, and a subject that cannot be judged: exit code 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert main(["cases.json"]) == 2
    assert capsys.readouterr().err.endswith("no mfagate.yaml with subjects; there is nothing to export\n")

    (tmp_path / "a.json").write_text("[", encoding="utf-8")
    config = "version: 1\nsubjects: [{name: a, files: [a.json]}]\n"
    (tmp_path / "mfagate.yaml").write_text(config, encoding="utf-8")
    assert main(["cases.json"]) == 2
    assert capsys.readouterr().err.startswith("mfagate: the subject a cannot be judged: a.json:1:2: ")
    assert not (tmp_path / "cases.json").exists()
