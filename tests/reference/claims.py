"""What `mfagate check` claims of subjects: their policies, and the cells of a complete proof."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from mfagate.cli import main
from reference.counterexamples import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ALLOW_ALL: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
}
ACCOUNT = "111122223333"
_SCENARIO: dict[str, Any] = {
    "version": 1,
    "scenarios": [
        {
            "id": "any",
            "title": "A scenario, since there must be one",
            "credential": "api-key",
            "request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::a/b"},
            "expect": {"default": "deny"},
        }
    ],
}


def claims(config: Path) -> list[Claim]:
    """Return what `check` claims of the subjects of a config whose proof is complete.

    Raises:
        RuntimeError: `check` could not judge them.

    """
    out = config.parent / "report.json"
    code = main(["check", "-c", str(config), "--engine", "embedded", "--format", "json", "-o", str(out)])
    if code not in (0, 1):
        raise RuntimeError(f"check ended with {code}")
    report = json.loads(out.read_text(encoding="utf-8"))
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    named = {subject["name"]: subject for subject in settings["subjects"]}
    return [
        Claim(one["name"], _policies(config.parent, named[one["name"]], one), one["account"], one["posture"])
        for one in report["subjects"]
        if one["judged"] and one["proof"]["complete"]
    ]


def _policies(folder: Path, subject: Mapping[str, Any], report: Mapping[str, Any]) -> dict[str, Any]:
    """Return the policies of a subject as a case of `simulate` has them."""
    identity = [_read(folder / name) for name in subject.get("files", [])]
    if report["assume"] == "allow-all":
        identity.append(ALLOW_ALL)
    return {
        "identity": identity,
        "resource": None,
        "boundary": [_read(folder / name) for name in subject.get("boundary", [])] or None,
        "session": None,
        "scp": [[_read(folder / name) for name in level] for level in subject.get("scp", [])] or None,
        "rcp": None,
    }


def _read(path: Path) -> Any:  # noqa: ANN401
    return json.loads(path.read_text(encoding="utf-8"))


def write_config(folder: Path, subjects: Mapping[int, Mapping[str, Any]]) -> Path:
    """Write policy sets as files with a config that names them, and return its path."""
    listed = [_written(folder, f"s{index}", policies) for index, policies in subjects.items()]
    (folder / "scenarios.yaml").write_text(json.dumps(_SCENARIO), encoding="utf-8")
    config = {
        "version": 1,
        "account": ACCOUNT,
        "profile": "strict",
        "scenarios": ["./scenarios.yaml"],
        "subjects": listed,
    }
    path = folder / "mfagate.yaml"
    path.write_text(json.dumps(config), encoding="utf-8")
    return path


def _written(folder: Path, name: str, policies: Mapping[str, Any]) -> dict[str, Any]:
    subject: dict[str, Any] = {"name": name, "assume": "nothing"}
    subject["files"] = _files(folder, f"{name}-identity", policies["identity"])
    if policies.get("boundary"):
        subject["boundary"] = _files(folder, f"{name}-boundary", policies["boundary"])
    if policies.get("scp"):
        levels = enumerate(policies["scp"])
        subject["scp"] = [_files(folder, f"{name}-scp{index}", level) for index, level in levels]
    return subject


def _files(folder: Path, name: str, documents: Sequence[Mapping[str, Any]]) -> list[str]:
    files = []
    for index, document in enumerate(documents):
        files.append(f"{name}-{index}.json")
        (folder / files[-1]).write_text(json.dumps(document), encoding="utf-8")
    return files
