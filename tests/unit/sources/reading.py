"""Where the fixtures of inputs are, and short ways to read one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.sources.defaults import Defaults
from mfagate.subjects.files import documents_of_file, subjects_of_file

if TYPE_CHECKING:
    from mfagate.parsing import Json
    from mfagate.policy.documents import Document
    from mfagate.subjects.model import Subject

FIXTURES = Path(__file__).parents[2] / "fixtures" / "inputs"
GUARD = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "DenyWithoutMFA",
            "Effect": "Deny",
            "NotAction": ["iam:GetUser"],
            "Resource": "*",
            "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
        }
    ],
}


def allow(action: Json = "s3:*", resource: Json = "*", **more: Json) -> dict[str, Any]:
    """Return a policy of one Allow."""
    statement = {"Effect": "Allow", "Action": action, "Resource": resource, **more}
    return {"Version": "2012-10-17", "Statement": [statement]}


def trust(principal: Json = "arn:aws:iam::111122223333:root") -> dict[str, Any]:
    """Return a trust policy."""
    statement = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def fixture(name: str) -> Json:
    """Return the value of a JSON fixture."""
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def written(folder: Path, content: Json, name: str = "input.json") -> Path:
    """Write a file: a text as it is, anything else as JSON."""
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content, indent=2)
    path.write_text(text, encoding="utf-8")
    return path


def subjects(path: Path, **settings: Json) -> dict[str, Subject]:
    """Return the subjects of a file by what they are called in it."""
    found = subjects_of_file(path, path.name, Defaults(**settings))
    named = {subject.name.removeprefix(path.name).removeprefix(":"): subject for subject in found}
    assert len(named) == len(found)
    return named


def documents(path: Path, **settings: Json) -> dict[str, Document]:
    """Return the documents of a file by name."""
    return {one.name: one for one in documents_of_file(path, path.name, Defaults(**settings)).documents}


def at(text: str, needle: str, nth: int = 0) -> tuple[int, int]:
    """Return the line and column where the nth occurrence of a text starts."""
    offset = -1
    for _ in range(nth + 1):
        offset = text.index(needle, offset + 1)
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1
