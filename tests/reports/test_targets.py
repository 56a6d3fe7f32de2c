"""Where reports go: what `--format` and `-o` may say, and files that are whole or as they were."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from mfagate.exceptions import UsageError
from mfagate.reports.outputs import Outputs, Target, chosen_targets, read_target

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ("json", "text")


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("json", Target("json")),
        ("json:out/report.json", Target("json", "out/report.json")),
        ("text:C:\\out.txt", Target("text", "C:\\out.txt")),
    ],
)
def test_a_format_may_name_its_file(given: str, target: Target) -> None:
    """What stands after the first colon is the file."""
    assert read_target(given, FORMS) == target


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("jsno", "there is no format 'jsno'; did you mean json?"),
        ("", "there is no format ''; expected one of json, text"),
        ("json:", "json: names no file; write json:FILE, or json for stdout"),
    ],
)
def test_a_wrong_format_is_refused(given: str, message: str) -> None:
    """A misspelled format is an error with the closest match."""
    with pytest.raises(UsageError) as reported:
        read_target(given, FORMS)
    assert str(reported.value) == message


def test_the_default_goes_to_stdout() -> None:
    """Without `--format` there is one report, on stdout or where `-o` says."""
    assert chosen_targets([], None, "text") == [Target("text")]
    assert chosen_targets([], "x", "text") == [Target("text", "x")]
    assert chosen_targets([Target("json")], "x", "text") == [Target("json", "x")]


SINGLE = "-o takes one format without a file; for several reports write --format FORMAT:FILE for each"


@pytest.mark.parametrize(
    ("formats", "output", "message"),
    [
        (
            [Target("json"), Target("text")],
            None,
            "json and text would both go to stdout; write one of them to another file: --format text:FILE",
        ),
        (
            [Target("json", "x"), Target("text", "./x")],
            None,
            "json and text would both go to ./x; write one of them to another file: --format text:FILE",
        ),
        ([Target("json"), Target("text", "y")], "x", SINGLE),
        ([Target("json", "y")], "x", SINGLE),
    ],
)
def test_two_reports_never_go_to_one_place(formats: list[Target], output: str | None, message: str) -> None:
    """Reports that would be mixed or overwritten are refused."""
    with pytest.raises(UsageError) as reported:
        chosen_targets(formats, output, "text")
    assert str(reported.value) == message


def names(folder: Path) -> list[str]:
    """Return the names of what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """The old report stays until the new one is complete, and nothing else is left in the folder."""
    file = tmp_path / "report.json"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    target = Target("json", str(file))

    outputs = Outputs([target])
    assert (file.read_text(encoding="utf-8"), names(tmp_path)) == ("old", ["report.json"])
    outputs.write(target, "new «ü»\n")

    assert file.read_bytes() == "new «ü»\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(tmp_path) == ["report.json"]


def test_a_report_that_cannot_be_completed_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is an error of one line; the old report stays, without any part of the new one."""

    def full(path: Path, content: bytes) -> None:
        with path.open("wb") as stream:
            stream.write(content[:3])
        raise OSError(28, "No space left on device")

    file = tmp_path / "report.json"
    file.write_text("old", encoding="utf-8")
    target = Target("json", str(file))
    outputs = Outputs([target])
    monkeypatch.setattr("pathlib.Path.write_bytes", full)

    with pytest.raises(UsageError, match=r"report.json: cannot be written: No space left on device$"):
        outputs.write(target, "new report")

    assert file.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["report.json"]


@pytest.mark.parametrize(
    ("file", "reason"),
    [("no/report", "No such file or directory"), (".", "Is a directory"), ("old/report", "Not a directory")],
)
def test_an_impossible_file_is_an_error_before_anything_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, reason: str
) -> None:
    """The try fails with the reason, and leaves nothing behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").touch()

    with pytest.raises(UsageError) as reported:
        Outputs([Target("json", "good"), Target("text", file)])

    assert str(reported.value) == f"{file}: cannot be written: {reason}"
    assert names(tmp_path) == ["old"]


def test_a_file_without_write_permission_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only file is not replaced behind its owner's back."""
    file = tmp_path / "report"
    file.touch()
    monkeypatch.setattr("mfagate.parsing.files.os.access", lambda *_: False)

    with pytest.raises(UsageError, match=r"report: cannot be written: Permission denied$"):
        Outputs([Target("text", str(file))])


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that a link leads to is replaced, not the link."""
    (tmp_path / "real").touch()
    link = tmp_path / "link"
    link.symlink_to("real")
    target = Target("text", str(link))

    Outputs([target]).write(target, "new")

    assert link.is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="there are no device files")  # noqa: PTH110
def test_a_device_is_written_to_and_not_replaced() -> None:
    """`-o /dev/null` throws the report away and leaves the device."""
    target = Target("text", "/dev/null")
    Outputs([target]).write(target, "gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116
