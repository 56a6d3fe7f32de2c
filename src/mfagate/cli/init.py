"""`mfagate init`: look at a repository, and write a first config for it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.config import FILE_NAME, find_config
from mfagate.exceptions import NothingToCheckError, UsageError
from mfagate.hints import closest
from mfagate.starting import (
    EXTRAS,
    TOX_FILE,
    files_for,
    own_requirement,
    propose,
    survey,
    top_of,
    tox_elsewhere,
    write_new,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from mfagate.starting import Found, NewFile, Survey

_DESCRIPTION = """\
Look for policies in a repository and write mfagate.yaml, which names them as subjects, and what runs
`mfagate check` before a merge. Nothing that is there is overwritten: where a file exists, what would have
been written is printed instead.
"""

_EPILOG = """\
exit codes: 0 written, or printed where something was there; 2 no policy was found, or a file cannot be
written

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
        help=f"what to write beside mfagate.yaml, with commas between: {', '.join(EXTRAS)}, or {_NONE} "
        "(default: tox, and what the repository already uses of the others)",
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
        raise UsageError(f"{args.folder}: no such folder; name the folder of the repository")
    extras = None if args.extras is None else _extras(args.extras)
    found = survey(root)
    if not found.documents and not found.containers:
        raise NothingToCheckError(_nothing(args.folder, found))
    files = files_for(root, propose(found.documents, found.containers), found.account, extras)
    _print(_told(found))
    if args.dry_run:
        _print(line for new in files for line in _shown(new))
        _print(iter(["", "nothing was written: this was a dry run"]))
        return 0
    written = {new.path: _write(root, new) for new in files}
    _print(_misplaced(root, files))
    _print(_below(root, written))
    _print(_next(args.folder, found, written))
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


def _nothing(folder: str, found: Survey) -> str:
    where = "here" if folder == "." else f"in {folder}"
    message = (
        f"no policy was found {where}: none of the *.json, *.yaml and *.yml files has a Statement with an "
        f"Effect at its top, or is a template, a plan or the details of an account with policies in it"
    )
    if found.cut_off:
        message += "; there are more files than are looked at: name a folder"
    return f"{message}; write a policy, or write subjects into mfagate.yaml yourself"


def _told(found: Survey) -> Iterator[str]:
    """Say what was found, and how it was taken."""
    files = [one.file for one in found.documents] + [one.file for one in found.containers]
    width = max(len(file) for file in files)
    number = len(found.documents)
    yield f"found {number} policy document{'' if number == 1 else 's'}"
    for one in found.documents:
        yield f"  {one.file:<{width}}  {_taken(one)}"
    for held in found.containers:
        subjects = f"{held.subjects} subject{'' if held.subjects == 1 else 's'}"
        yield f"  {held.file:<{width}}  {held.what}, {subjects}"
    for name in found.unnamed:
        yield f"  {name}: left out: a config cannot name it; rename it"
    if found.cut_off:
        yield "  there are more files than are looked at: run mfagate init on a folder further down"
    yield ""


def _taken(one: Found) -> str:
    if one.is_broken:
        return f"{one.kind}, cannot be read: mfagate check says why"
    return f"{one.kind}, denies by how the caller signed in" if one.is_guard else one.kind


def _write(root: Path, new: NewFile) -> bool:
    """Write a file, or print it where something is in the way; return whether it was written."""
    why = _configured(root, new.path) or write_new(root, new)
    _print(_left(new, why) if why else iter([f"wrote {new.path}"]))
    return why is None


def _left(new: NewFile, why: str) -> Iterator[str]:
    what = "this goes into it" if new.part else "this is what would have been written"
    yield f"left  {new.path}: {why}; {what}:"
    yield textwrap.indent(new.part or new.text, "    ", lambda _line: True).rstrip()


def _misplaced(root: Path, files: list[NewFile]) -> Iterator[str]:
    """Say which files are read only at the top of a repository, where this is not it."""
    top = top_of(root)
    named = [new.path for new in files if new.path.startswith(".")]
    if top is not None and top != root.resolve() and named:
        below = root.resolve().relative_to(top).as_posix()
        yield (
            f"{', '.join(named)}: read only at the top of a repository; "
            f"move it to {top}, and let it run in {below}"
        )


def _below(root: Path, written: dict[str, bool]) -> Iterator[str]:
    """Say that a folder above has a config too, where one was written here."""
    above = find_config(root.resolve().parent) if written[FILE_NAME] else None
    if above is not None:
        yield f"{above} is a config too: in this folder the new one takes its place"


def _configured(root: Path, name: str) -> str | None:
    """Say what a new file would be refused beside, or take the place of; None where there is nothing."""
    if name == FILE_NAME:
        found = find_config(root.resolve())
        is_there = found is not None and found.parent == root.resolve() and found.name != FILE_NAME
        return f"{found.name} has the config already" if found is not None and is_there else None
    other = tox_elsewhere(root) if name == TOX_FILE else None
    return f"{other} configures tox, and tox would read this one in its place" if other else None


def _shown(new: NewFile) -> Iterator[str]:
    yield f"--- {new.path}"
    yield new.text


def _next(folder: str, found: Survey, written: dict[str, bool]) -> Iterator[str]:
    """Say what to run now, and what each thing is for; `written` tells of each file whether it was."""
    yield ""
    if not any(asks.by_denying for asks in found.asks):
        yield "none of these policies denies by how the caller signed in; mfagate recommend prints one"
    there = "" if folder == "." else f"cd {folder} && "
    yield f"next: {there}mfagate check"
    yield f"  then mend {FILE_NAME}: it guesses what is attached to whom"
    if TOX_FILE in written:
        command = "tox" if written[TOX_FILE] else "tox -e mfagate"
        get = "" if shutil.which("tox") else " (pip install tox)"
        yield f"  {command}{get} is for CI, before a merge: the same check, by the mfagate in {TOX_FILE}"
    if own_requirement().is_local and len(written) > 1:
        yield "  this mfagate came from a folder of this machine: comments say what to name for CI instead"
