"""`mfagate completion`: scripts that shells take, and what they complete."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.availability import needs
from support.commands import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Run

COMPLETE = """\
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
function="$(complete -p mfagate | sed -E 's/.* -F ([^ ]+).*/\\1/')"
"$function" mfagate "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def script(tmp_path: Path, run: Callable[..., Run]) -> Path:
    """Give the script for bash."""
    done = run("completion", "bash")
    assert (done.code, done.err) == (0, "")
    path = tmp_path / "mfagate.bash"
    path.write_text(done.out, encoding="utf-8")
    return path


@needs("bash", "shtab")
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["mfagate", "che"], ["check"]),
        (["mfagate", "s"], ["simulate"]),
        (["mfagate", "check", "--fail"], ["--fail-on"]),
        (["mfagate", "completion", "z"], ["zsh"]),
        (["mfagate", "recommend", "--kind", "tr"], ["trust"]),
        (["mfagate", "nope"], [""]),
    ],
)
def test_bash_completes_with_it(script: Path, words: list[str], completed: list[str]) -> None:
    """Commands, options and choices are completed, and what does not exist is not."""
    done = subprocess.run(
        ["bash", "--norc", "-c", COMPLETE, "bash", str(script), *words],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )

    assert (done.stdout.splitlines(), done.stderr) == (completed, "")


@needs("shtab")
@pytest.mark.parametrize(
    ("shell", "start"), [("zsh", "#compdef mfagate\n"), ("fish", "# AUTOMATICALLY GENERATED")]
)
def test_other_shells_get_theirs(run: Callable[..., Run], shell: str, start: str) -> None:
    """Each shell has a script of its own, which knows the commands."""
    done = run("completion", shell)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(start)
    assert "simulate" in done.out


def test_without_shtab_the_extra_is_named(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing, and how to get it, is one line."""
    monkeypatch.setitem(sys.modules, "shtab", None)

    done = run("completion", "bash")

    assert (done.code, done.out) == (2, "")
    assert done.message == ("mfagate: completion needs shtab: pip install 'mfagate[completion]'")


def test_an_unknown_shell_is_a_usage_error(run: Callable[..., Run]) -> None:
    """The shells that there are are named."""
    done = run("completion", "csh")

    assert (done.code, done.out) == (2, "")
    assert "invalid choice: 'csh'" in done.message
