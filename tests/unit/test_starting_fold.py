"""Subjects of a folder as one entry: only where its pattern means the same files, and the same names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mfagate.config import load_config
from mfagate.scaffold import files_for, propose, survey

ALLOW: dict[str, Any] = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
GUARD: dict[str, Any] = {
    "Effect": "Deny",
    "Action": "*",
    "Resource": "*",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
}
TRUST: dict[str, Any] = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::314159265358:root"},
    "Action": "sts:AssumeRole",
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(**statements: dict[str, Any]) -> tuple[str, dict[str, list[str]]]:
    """Write policies, `a__b` is a/b.json, and the config for them; return its text and its subjects."""
    for name, statement in statements.items():
        path = Path(f"{name.replace('__', '/')}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"Version": "2012-10-17", "Statement": [statement]}), encoding="utf-8")
    found = survey(Path.cwd())
    text = files_for(Path.cwd(), propose(found.documents), None, [])[0].text
    Path("mfagate.yaml").write_text(text, encoding="utf-8")
    config = load_config(Path("mfagate.yaml"))
    return text, {one.name: sorted(one.files) for one in config.subjects}


def test_what_goes_with_a_guard_is_one_entry() -> None:
    """The subjects are those that single entries would make, and a file that comes later is one too."""
    text, subjects = written(p__guard=GUARD, p__dev=ALLOW, p__ops=ALLOW)

    assert text.count("each: ") == 1
    assert "    together_with: [p/guard.json]\n    assume: nothing\n" in text
    expected = {
        "guard": ["p/guard.json"],
        "dev": ["p/dev.json", "p/guard.json"],
        "ops": ["p/guard.json", "p/ops.json"],
    }
    assert subjects == expected
    Path("p/new.json").write_text(Path("p/dev.json").read_text(encoding="utf-8"), encoding="utf-8")
    assert len(load_config(Path("mfagate.yaml")).subjects) == len(expected) + 1


def test_roles_and_names_with_their_folder_are_one_entry_each() -> None:
    """The kind is said, and a name that its folder tells apart keeps it."""
    text, subjects = written(a__x=TRUST, a__y=TRUST, b__x=ALLOW, b__y=ALLOW)

    assert "kind: trust\n" in text
    assert subjects == {
        "x": ["a/x.json"],
        "y": ["a/y.json"],
        "b/x": ["b/x.json"],
        "b/y": ["b/y.json"],
    }
    assert (text.count('name: "{stem}"'), text.count('name: "{parent}/{stem}"')) == (1, 1)


@pytest.mark.parametrize(
    ("statements", "other"),
    [
        ({"dev": ALLOW, "ops": ALLOW}, None),
        ({"p__dev": ALLOW}, None),
        ({"p__dev": ALLOW, "p__role": TRUST}, None),
        ({"p__dev": ALLOW, "p__ops": ALLOW}, "p/package.json"),
        ({"p__dev": ALLOW, "p__strict": ALLOW}, None),
        ({"p[1]__dev": ALLOW, "p[1]__ops": ALLOW}, None),
    ],
    ids=["at-the-top", "one", "two-kinds", "another-file", "another-name", "signs"],
)
def test_what_a_pattern_does_not_mean_stays_single(
    statements: dict[str, dict[str, Any]], other: str | None
) -> None:
    """A pattern would match something else, or name it otherwise."""
    if other:
        Path(other).parent.mkdir(parents=True)
        Path(other).write_text("{}", encoding="utf-8")
    text, subjects = written(**statements)

    assert "each: " not in text
    assert {file for listed in subjects.values() for file in listed} == {
        f"{name.replace('__', '/')}.json" for name in statements
    }
