"""`mfagate completion`: a script that completes mfagate's command line in a shell."""

from __future__ import annotations

import argparse
import sys

from mfagate.exceptions import UsageError

SHELLS = ("bash", "zsh", "fish")

_DESCRIPTION = """\
Print a shell script that completes commands, options and file names. Needs shtab:
`pip install 'mfagate[completion]'`.
"""

_EPILOG = """\
exit codes: 0 the script was printed; 2 shtab is not installed

examples:
  mfagate completion bash
  mfagate completion zsh
  mfagate completion fish

to install it:
  bash: eval "$(mfagate completion bash)"                                 in ~/.bashrc
  zsh:  mfagate completion zsh > "${fpath[1]}/_mfagate"                   once
  fish: mfagate completion fish > ~/.config/fish/completions/mfagate.fish   once
"""


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `completion` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser(
        "completion", help="print a completion script for a shell", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print the script, and return 0.

    Raises:
        UsageError: shtab is not installed.

    """
    try:
        import shtab  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError("completion needs shtab: pip install 'mfagate[completion]'") from error
    from mfagate.cli import parser as whole  # noqa: PLC0415 - which imports this module

    parser = whole()
    for one in _parsers(parser):
        _complete_files(one, shtab.FILE)
    sys.stdout.write(shtab.complete(parser, args.shell) + "\n")
    return 0


def _parsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """Return a parser and those of its commands."""
    parsers = [parser]
    for action in parser._actions:  # noqa: SLF001 - argparse has no other name for them
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            parsers += action.choices.values()
    return parsers


def _complete_files(parser: argparse.ArgumentParser, files: object) -> None:
    """Have the arguments that are files completed as such."""
    for action in parser._actions:  # noqa: SLF001
        if action.metavar in {"FILE", "PATH", "DIR", "CASES.ndjson"}:
            action.complete = files  # type: ignore[attr-defined]
