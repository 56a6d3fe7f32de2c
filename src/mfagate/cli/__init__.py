"""The command line: one module a command, and here what they have in common."""

from __future__ import annotations

import argparse
import difflib
import errno
import os
import re
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from mfagate import __version__
from mfagate.cli import bundle, check, completion, engines, explain, init, recommend, simulate, validate
from mfagate.exceptions import EngineError, MfagateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_DESCRIPTION = """\
Prove that AWS IAM policies require MFA where they should, and nowhere else. The rules are Rego, Open
Policy Agent decides (an embedded interpreter where there is none), scenarios are YAML.
"""

_EPILOG = """\
exit codes: 0 everything required holds; 1 findings; 2 usage, config or scenario error, unreadable
file, nothing to check; 3 the engine failed. What each command's are, its --help says.

files:
  mfagate.yaml          the config: the nearest one from the working directory upward
                        (docs/reference/config.md)

environment:
  MFAGATE_OPA           the opa program of the engine `binary` (default: the one on PATH)
  MFAGATE_OPA_IMAGE     the image of the engine `docker`
  DOCKER_HOST           the Docker daemon of this machine
  OPA_URL, OPA_TOKEN    the OPA that runs already, for the engine `http`, and what it asks for
  MFAGATE_TODAY         the day that waivers are held to, YYYY-MM-DD (default: today in UTC)
  MFAGATE_DEBUG         1 shows where an internal error comes from
  NO_COLOR, FORCE_COLOR no colours; colours although stdout is no terminal
  AWS_*                 as the AWS SDK reads them, for a live account (aws:)

examples:
  mfagate init
  mfagate check
  mfagate check policies/guard.json --profile strict
"""
_OPTION = re.compile(r"--[a-z][a-z-]+")


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like every other error, and whose texts stand as written.

    An option has to be written out: a misspelt one is never taken for another. `commands` are those below it.
    """

    commands: Mapping[str, argparse.ArgumentParser] = MappingProxyType({})

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - they are argparse's
        """Take what argparse takes."""
        plain = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
        super().__init__(**{**plain, **settings})

    def error(self, message: str) -> NoReturn:
        """Stop with exit code 2, and say where the usage is told."""
        self.exit(2, f"{self.prog}: {message}; {self._hint(message)}see {self.prog} --help\n")

    def _hint(self, message: str) -> str:
        """Return which option was meant, where one that nobody knows looks like it."""
        unknown = _OPTION.search(message) if message.startswith("unrecognized") else None
        if unknown is None:
            return ""
        known = _OPTION.findall(" ".join(one.format_help() for one in (self, *self.commands.values())))
        close = difflib.get_close_matches(unknown[0], known, n=1)
        return f"did you mean {close[0]}? " if close else ""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    own = _Parser(prog="mfagate", description=_DESCRIPTION, epilog=_EPILOG)
    top: argparse.ArgumentParser = own
    top.add_argument("--version", action="version", version=f"mfagate {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    own.commands = commands.choices
    for module in (check, validate, simulate, explain, init, recommend, bundle, engines):
        module.add_parser(commands)
    completion.add_parser(commands, parser)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code. Errors are one line on stderr."""
    args = parser().parse_args(arguments)
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


def _close_stdout() -> None:
    """Let what is still to be written go nowhere: Python would complain once more when it closes stdout."""
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
            raise UsageError("there is no space left for what is written to stdout, or to a file") from error
        if os.environ.get("MFAGATE_DEBUG"):
            raise
        kind = type(error).__name__
        raise EngineError(
            f"internal error: {kind}: {error}; this is a fault of mfagate: please report it "
            f"(MFAGATE_DEBUG=1 shows where)"
        ) from error
    return code
