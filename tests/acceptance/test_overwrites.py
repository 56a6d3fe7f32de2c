"""What a run reads is never overwritten by what it writes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.commands import CONFIG, MFAGATE, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable

JUDGED = "is a policy that is judged and is not overwritten; name another file"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "json:policies/naive.json"), f"policies/naive.json {JUDGED}"),
        (("--format", "text", "--format", "html:./policies/../policies/naive.json"), JUDGED),
        (("policies/naive.json", "-o", "policies/naive.json"), JUDGED),
        (("-o", "mfagate.yaml"), "mfagate.yaml is the config and is not overwritten; name another file"),
        (("--write-baseline", "mfagate.yaml"), "mfagate.yaml is the config and is not overwritten"),
        (("--write-baseline", "policies/naive.json"), JUDGED),
        (("-o", "b.json"), "b.json is the baseline and is not overwritten; name another file"),
        (("--write-baseline", "c.json", "-o", "c.json"), "c.json is the baseline and is not overwritten"),
        (("--baseline", "d.json", "-o", "d.json"), "d.json is the baseline and is not overwritten"),
    ],
)
def test_neither_policies_nor_the_config_nor_the_baseline_are_overwritten(
    project: Path, run: Callable[..., Run], arguments: tuple[str, ...], message: str
) -> None:
    """One slip in a file name ends the run before anything is judged or written."""
    baseline = '{"version": 1, "findings": []}'
    write(project, {"mfagate.yaml": f"{CONFIG}baseline: b.json\n", "b.json": baseline, "d.json": baseline})
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}

    ended = run("check", "--engine", "embedded", *arguments)

    assert (ended.code, ended.out) == (2, "")
    assert message in ended.message
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_an_older_report_is_overwritten(project: Path, run: Callable[..., Run]) -> None:
    """What a run does not read is its own to replace."""
    write(project, {"out.json": "old"})

    assert run("check", "--engine", "embedded", "--format", "json:out.json").code == 1
    assert (project / "out.json").read_text(encoding="utf-8").startswith("{")


def test_a_full_disk_is_one_line_and_2(project: Path) -> None:
    """A full disk is not reported as a bug of mfagate, and is reported once."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*MFAGATE, "recommend"], cwd=project, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    *notes, last = done.stderr.decode().splitlines()
    assert (done.returncode, last) == (
        2,
        "mfagate: no space left on the device that stdout or a report is written to",
    )
    assert not any("Error" in line for line in notes)
