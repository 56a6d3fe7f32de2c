"""`mfagate validate`: what it prints and which exit code it gives."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

import pytest

from mfagate.cli import validate
from mfagate.exceptions import NothingToCheckError, UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

GOOD = '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}'
BAD = GOOD.replace('"Deny"', '"deny"')
DOUBTFUL = GOOD.replace('"Resource": "*"', '"Resource": "*", "Sid": ""')


def run(*arguments: object) -> int:
    """Run the command as the command line does."""
    parser = argparse.ArgumentParser()
    validate.add_parser(parser.add_subparsers())
    args = parser.parse_args(["validate", *map(str, arguments)])
    code: int = args.run(args)
    return code


def write(folder: Path, **files: str) -> Path:
    """Write files of these names and texts."""
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def test_a_valid_file_gives_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Valid files give a line that sums up, and 0."""
    assert run(write(tmp_path, a=GOOD, b=GOOD)) == 0
    assert capsys.readouterr().out == "2 documents, all valid: 0 errors, 0 warnings\n"


def test_a_warning_does_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is printed as one, and the exit code stays 0."""
    path = write(tmp_path, a=DOUBTFUL) / "a.json"
    assert run(path) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{path.as_posix()}:1:98: warning: $.Statement.Sid: "
        "The Sid is empty; name what the statement is for, or delete it",
        "1 document, all valid: 0 errors, 1 warning",
    ]


def test_an_invalid_file_gives_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An invalid file gives its errors with place and path, and 1."""
    path = write(tmp_path, a=GOOD, b=BAD) / "b.json"
    assert run(tmp_path) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{path.as_posix()}:1:51: error: $.Statement.Effect: "
        'The policy failed legacy parsing: Effect "deny" must be "Deny"',
        "2 documents, 1 invalid: 1 error, 0 warnings",
    ]


def test_a_malformed_file_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no JSON gives 1, not 2."""
    path = write(tmp_path, a=GOOD[:-1] + ",}") / "a.json"
    assert run(path) == 1
    assert capsys.readouterr().out.startswith(
        f"{path.as_posix()}:1:{len(GOOD)}: error: $: Syntax errors in policy. There is a comma before"
    )


def test_json_is_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON has the members of the contract, and no others."""
    write(tmp_path, a=GOOD, b=BAD, c=DOUBTFUL)
    assert run(tmp_path, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "documents": [
            {
                "file": (tmp_path / "a.json").as_posix(),
                "kind": "identity",
                "valid": True,
                "errors": [],
                "warnings": [],
            },
            {
                "file": (tmp_path / "b.json").as_posix(),
                "kind": "identity",
                "valid": False,
                "errors": [
                    {
                        "line": 1,
                        "column": 51,
                        "path": "$.Statement.Effect",
                        "message": 'The policy failed legacy parsing: Effect "deny" must be "Deny"',
                    }
                ],
                "warnings": [],
            },
            {
                "file": (tmp_path / "c.json").as_posix(),
                "kind": "identity",
                "valid": True,
                "errors": [],
                "warnings": [
                    {
                        "line": 1,
                        "column": 98,
                        "path": "$.Statement.Sid",
                        "message": "The Sid is empty; name what the statement is for, or delete it",
                    }
                ],
            },
        ],
    }


def test_the_kind_can_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--kind` replaces the guess for every file."""
    assert run(write(tmp_path, a=GOOD), "--kind", "trust", "--format", "json") == 1
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["kind"] == "trust"
    assert [error["message"].partition(":")[0] for error in document["errors"]] == [
        "Missing required field Principal",
        'AssumeRole policy may only specify STS AssumeRole actions. "*" is not one; write "sts',
        "Has prohibited field Resource",
    ]


def test_an_unknown_kind_is_a_usage_error(tmp_path: Path) -> None:
    """A kind that does not exist is refused by the command line."""
    with pytest.raises(SystemExit) as stopped:
        run(tmp_path, "--kind", "group")
    assert stopped.value.code == 2


def test_nothing_to_check_is_never_a_pass(tmp_path: Path) -> None:
    """A folder without policy files gives 2, beside a good one too."""
    good, empty = tmp_path / "good", tmp_path / "empty"
    good.mkdir()
    empty.mkdir()
    write(good, a=GOOD)
    with pytest.raises(NothingToCheckError, match="empty: no policy file in this folder") as raised:
        run(good, empty)
    assert raised.value.exit_code == 2


def test_a_missing_file_gives_2(tmp_path: Path) -> None:
    """A path that does not exist gives 2."""
    with pytest.raises(UnreadableFileError, match=r"no\.json: cannot be read: No such file") as raised:
        run(tmp_path / "no.json")
    assert raised.value.exit_code == 2
