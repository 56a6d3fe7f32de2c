"""The command line: a module for each command; here is what they share."""

from __future__ import annotations

import argparse
import errno
import gc
import importlib
import os
import re
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from mfagate import __version__
from mfagate.exceptions import EngineError, MfagateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_DESCRIPTION = """\
Prove that AWS IAM policies require MFA where they should, and nowhere else. The rules are written in
Rego and evaluated by Open Policy Agent, or by a built-in interpreter. Scenarios are YAML files.
"""

_EPILOG = """\
exit codes: 0 passed; 1 findings; 2 usage, config or scenario error, unreadable file, or nothing to check;
3 the engine failed. `mfagate COMMAND --help` has those of each command.

files:
  mfagate.yaml          the config, searched for from the working directory upward
                        (docs/reference/config.md)

environment:
  MFAGATE_OPA           path of the opa program for the engine `binary` (default: opa on PATH)
  MFAGATE_OPA_IMAGE     image for the engine `docker`
  DOCKER_HOST           address of the Docker daemon
  OPA_URL, OPA_TOKEN    address and bearer token of a running OPA, for the engine `http`
  MFAGATE_CACHE         folder of the verdicts of earlier runs, or off (default: ~/.cache/mfagate)
  MFAGATE_TODAY         the date that waivers are compared with, YYYY-MM-DD (default: today in UTC)
  MFAGATE_DEBUG         1 prints the traceback of an internal error
  NO_COLOR, FORCE_COLOR no colors; colors even if stdout is not a terminal
  AWS_*                 credentials and region for a live account (aws:), as the AWS SDK reads them

examples:
  mfagate init
  mfagate check
  mfagate check policies/guard.json --profile strict
"""
COMMANDS = (
    "check",
    "validate",
    "simulate",
    "explain",
    "init",
    "recommend",
    "bundle",
    "engines",
    "completion",
)
"""The commands, each of the module that has its name, in the order of `--help`."""

_OPTION = re.compile(r"--[a-z][a-z-]+")


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like every other error, and whose help texts keep their lines.

    Options cannot be abbreviated, so a misspelled one is never another. `commands` are its subcommands.
    """

    commands: Mapping[str, argparse.ArgumentParser] = MappingProxyType({})

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - they are argparse's
        """Set our defaults for the arguments of argparse."""
        plain = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
        super().__init__(**{**plain, **settings})

    def error(self, message: str) -> NoReturn:
        """Stop with exit code 2 and one line, which names the help."""
        self.exit(2, f"{self.prog}: {message}; {self._hint(message)}see {self.prog} --help\n")

    def unknown_command(self, name: str) -> NoReturn:
        """Stop with exit code 2 and one line, which has the closest command or all of them."""
        from mfagate.parsing.suggestions import closest  # noqa: PLC0415 - only an error needs it

        self.exit(2, f"{self.prog}: there is no command {name}; {closest(name, COMMANDS)}\n")

    def _hint(self, message: str) -> str:
        """Return a suggestion for an unknown option, if there is one."""
        unknown = _OPTION.search(message) if message.startswith("unrecognized") else None
        if unknown is None:
            return ""
        from mfagate.parsing.suggestions import closest_match  # noqa: PLC0415 - only an error needs it

        every = parser().commands.values()
        known = _OPTION.findall(" ".join(one.format_help() for one in (self, *every)))
        match = closest_match(unknown[0], known)
        return f"did you mean {match}? " if match else ""


def parser(names: Sequence[str] = COMMANDS) -> _Parser:
    """Return the parser of the whole command line, or of some commands: the others are not imported."""
    top = _Parser(prog="mfagate", description=_DESCRIPTION, epilog=_EPILOG)
    top.add_argument("--version", action="version", version=f"mfagate {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    top.commands = commands.choices
    for name in names:
        importlib.import_module(f"mfagate.cli.{name}").add_parser(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code. Errors are one line on stderr."""
    gc.set_threshold(50_000)  # a run keeps nearly all that it makes, so collecting garbage often is wasted
    given = sys.argv[1:] if arguments is None else list(arguments)
    top = parser(_needed(given))
    if given and not given[0].startswith("-") and given[0] not in COMMANDS:
        top.unknown_command(given[0])
    args = top.parse_args(given)
    try:
        return _run(args.run, args)
    except MfagateError as error:
        sys.stderr.write(f"mfagate: {' '.join(str(error).splitlines())}\n")
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("mfagate: interrupted\n")
        return 130
    except BrokenPipeError:
        _close_stdout()
        return 141


def _needed(given: Sequence[str]) -> Sequence[str]:
    """Return the commands that a command line needs: the one it names, none for the version, else all."""
    first = given[0] if given else ""
    if first == "--version":
        return ()
    return (first,) if first in COMMANDS else COMMANDS


def _close_stdout() -> None:
    """Discard what is still buffered: Python would report another error when it closes stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    try:
        code = run(args)
        sys.stdout.flush()
    except (MfagateError, BrokenPipeError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _close_stdout()
            raise UsageError("no space left on the device that stdout or a report is written to") from error
        if os.environ.get("MFAGATE_DEBUG"):
            raise
        kind = type(error).__name__
        raise EngineError(
            f"internal error: {kind}: {error}; this is a bug in mfagate, please report it "
            f"(MFAGATE_DEBUG=1 prints the traceback)"
        ) from error
    return code
