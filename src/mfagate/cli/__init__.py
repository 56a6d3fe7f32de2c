"""The command line: one module a command, and here what they have in common."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from mfagate import __version__
from mfagate.cli import check, engines, explain, init, recommend, simulate, validate
from mfagate.exceptions import EngineError, MfagateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DESCRIPTION = """\
Prove that AWS IAM policies require MFA where they should, and nowhere else. The rules are Rego, Open
Policy Agent decides (an embedded interpreter where there is none), scenarios are YAML.
"""

_EPILOG = """\
exit codes: 0 everything required holds; 1 findings; 2 usage, config or scenario error, unreadable
file, nothing to check; 3 the engine failed
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        """Stop with exit code 2, and say where the usage is told."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = _Parser(prog="mfagate", description=_DESCRIPTION, epilog=_EPILOG)
    top.add_argument("--version", action="version", version=f"mfagate {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in (check, validate, simulate, explain, init, recommend, engines):
        module.add_parser(commands)
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
        # Whoever reads our output has gone; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    try:
        code = run(args)
        sys.stdout.flush()
    except (MfagateError, BrokenPipeError):
        raise
    except Exception as error:
        if os.environ.get("MFAGATE_DEBUG"):
            raise
        kind = type(error).__name__
        raise EngineError(
            f"internal error: {kind}: {error}; this is a fault of mfagate: please report it "
            f"(MFAGATE_DEBUG=1 shows where)"
        ) from error
    return code
