"""`mfagate init`: look at a repository, and write a first config for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.cli import _init_text as init_text
from mfagate.exceptions import NothingToCheckError, UsageError
from mfagate.parsing.suggestions import closest, closest_path
from mfagate.scaffold import EXTRAS, TOX_FILE, files_for, propose, survey, tox_elsewhere, write_new

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from mfagate.scaffold import NewFile

_DESCRIPTION = """\
Look for policies in a repository and write mfagate.yaml, which names them as subjects, and what runs
`mfagate check` before a merge. No file is overwritten: if one exists, the text for it is printed instead.
"""

_EPILOG = """\
exit codes: 0 written, or printed because a file exists; 2 no policy was found, or a file cannot be written

examples:
  mfagate init
  mfagate init iam --with tox,pre-commit --dry-run
"""

_NONE = "none"


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `init` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser(
        "init", help="write a first config for a repository", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="DIR", help="the repository (default: here)"
    )
    parser.add_argument(
        "--with",
        dest="extras",
        metavar="NAMES",
        help=f"files to write besides mfagate.yaml, separated by commas: {', '.join(EXTRAS)}, or {_NONE} "
        "(default: tox, and those of the others that the repository uses)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be written, and write nothing"
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Look, write, say what was written and what to run next; return 0.

    Raises:
        UsageError: there is no such folder, an unknown name after `--with`, or a file cannot be written.
        NothingToCheckError: no policy document was found.

    """
    root = Path(args.folder)
    if not root.is_dir():
        beside = None if root.exists() else closest_path(root)
        hint = f"did you mean {beside}?" if beside else "name the folder of the repository"
        raise UsageError(f"{args.folder}: no such folder; {hint}")
    extras = None if args.extras is None else _extras(args.extras)
    found = survey(root)
    if not found.documents and not found.containers:
        raise NothingToCheckError(init_text.nothing_found(args.folder, found))
    files = files_for(root, propose(found.documents, found.containers), found.account, extras)
    _print(init_text.summary(found))
    if args.dry_run:
        _print(line for new in files for line in init_text.shown(new))
        _print(iter(["", "nothing was written: this was a dry run"]))
        return 0
    written = {new.path: _write(root, new) for new in files}
    _print(init_text.misplaced(root, files))
    _print(init_text.below_another(root, written))
    _print(init_text.next_steps(args.folder, found, written))
    return 0


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _extras(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in {*EXTRAS, _NONE}:
            raise UsageError(f"--with {name}: unknown; {closest(name, [*EXTRAS, _NONE])}")
    return [name for name in names if name != _NONE]


def _write(root: Path, new: NewFile) -> bool:
    """Write a file, or print it where something is in the way; return whether it was written."""
    why = _configured(root, new.path) or write_new(root, new)
    _print(init_text.left(new, why) if why else iter([f"wrote {new.path}"]))
    return why is None


def _configured(root: Path, name: str) -> str | None:
    """Say which file a new one would replace; None where there is none."""
    other = tox_elsewhere(root) if name == TOX_FILE else None
    return f"{other} configures tox, and tox would read this file instead" if other else None
