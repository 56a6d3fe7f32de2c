"""`--help` of each command: complete, and true."""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mfagate.cli import parser
from support.commands import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.commands import Run


def commands() -> dict[str, ArgumentParser]:
    """Return the parsers of the commands by name."""
    (found,) = (one for one in parser()._actions if isinstance(one, _SubParsersAction))
    return dict(found.choices)


COMMANDS = sorted(commands())


def help_of(run: Callable[..., Run], *command: str) -> str:
    """Return what --help prints."""
    done = run(*command, "--help")
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize(
    "command", [[], *([one] for one in COMMANDS)], ids=lambda one: " ".join(one) or "top"
)
def test_help_says_what_it_is_how_it_ends_and_how_it_is_used(
    run: Callable[..., Run], command: list[str]
) -> None:
    """Each has a description, its exit codes and examples, and no line that a terminal would fold badly."""
    text = help_of(run, *command)

    description = text.split("\n\n")[1]
    assert description[:1].isupper()
    assert "exit codes: 0 " in text
    assert "\nexamples:\n  mfagate" in text
    assert max(map(len, text.splitlines())) <= 110


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    """No option is left without a text."""
    actions = commands()[command]._actions
    assert not [one.dest for one in actions if not one.help]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_is_a_command_line(command: str) -> None:
    """What an example shows, the command line takes, and it is of the command that it stands at."""
    epilog = commands()[command].epilog or ""
    examples = re.findall(r"^  mfagate (.+)$", epilog, re.MULTILINE)

    assert examples
    for one in examples:
        arguments = shlex.split(one)
        assert arguments[0] == command
        assert parser().parse_args(arguments).run


def test_help_names_every_environment_variable(run: Callable[..., Run]) -> None:
    """Every variable that the source reads is named by `mfagate --help`."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(CHECKOUT, "src").rglob("*.py"))
    read = set(re.findall(r'"((?:MFAGATE|OPA)_[A-Z_]+|DOCKER_HOST|NO_COLOR|FORCE_COLOR)"', source))

    assert {"MFAGATE_OPA", "MFAGATE_TODAY", "OPA_URL", "NO_COLOR"} <= read
    text = help_of(run)
    assert not [name for name in read if not re.search(rf"\b{name}\b", text)]
