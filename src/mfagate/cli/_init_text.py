"""What `mfagate init` says: what was found, what was left, and what to run next."""

from __future__ import annotations

import shlex
import shutil
import textwrap
from typing import TYPE_CHECKING

from mfagate.config import FILE_NAME, find_config
from mfagate.parsing import shown as printable
from mfagate.parsing.suggestions import TERRAFORM
from mfagate.scaffold import TOX_FILE, own_requirement, top_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mfagate.scaffold import Found, NewFile, NotRead, Survey


def nothing_found(folder: str, found: Survey) -> str:
    """Say that there is no policy, and what was looked for."""
    where = "here" if folder == "." else f"in {folder}"
    message = (
        f"no policy found {where}: no JSON, YAML or *.template file has a Statement with an Effect "
        f"at its top level, or is a template, plan or file of account details with policies"
    )
    if found.not_read:
        names = [
            f"{one.name} ({one.form}{_remedy(one)})" if one.remedy else one.name for one in found.not_read
        ]
        message += f"; not read: {', '.join(names[:5])}{', …' * (len(names) > 5)}"
    if found.cut_off:
        message += "; there are more files than mfagate searches: name a folder"
    if found.is_terraform:
        return f"{message}; the *.tf files are {TERRAFORM}"
    return f"{message}; write a policy, or add subjects to mfagate.yaml yourself"


def summary(found: Survey) -> Iterator[str]:
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
        yield f"  {name}: left out: its name cannot be written in a config; rename it"
    for unread in found.not_read:
        yield f"  {printable(unread.name)}: not read: {unread.form}{_remedy(unread)}"
    if found.cut_off:
        yield "  there are more files than mfagate searches: run mfagate init on a subfolder"
    yield ""


def _remedy(one: NotRead) -> str:
    remedy = one.remedy.rstrip(".")
    return f"; {remedy[:1].lower()}{remedy[1:]}" if remedy else ""


def _taken(one: Found) -> str:
    if one.is_broken:
        return f"{one.kind}, cannot be read: mfagate check shows why"
    return f"{one.kind}, denies by sign-in method" if one.is_guard else one.kind


def left(new: NewFile, why: str) -> Iterator[str]:
    """Say why a file was not written, and show it, or the part of it that goes into the one that is there."""
    what = "add this to it" if new.part else "it would contain"
    yield f"left  {new.path}: {why}; {what}:"
    yield textwrap.indent(new.part or new.text, "    ", lambda _line: True).rstrip()


def misplaced(root: Path, files: list[NewFile]) -> Iterator[str]:
    """Say which files are read only at the top of a repository, where this is not it."""
    top = top_of(root)
    named = [new.path for new in files if new.path.startswith(".")]
    if top is not None and top != root.resolve() and named:
        where = root.resolve().relative_to(top).as_posix()
        yield (
            f"{', '.join(named)}: works only at the top of a repository; "
            f"move it to {top} and run mfagate in {where}"
        )


def below_another(root: Path, written: dict[str, bool]) -> Iterator[str]:
    """Say that a folder above has a config too, where one was written here."""
    above = find_config(root.resolve().parent) if written[FILE_NAME] else None
    if above is not None:
        yield f"{above} is another config; in this folder the new one replaces it"


def shown(new: NewFile) -> Iterator[str]:
    """Show a file that a dry run does not write."""
    yield f"--- {new.path}"
    yield new.text


def next_steps(folder: str, found: Survey, written: dict[str, bool]) -> Iterator[str]:
    """Say what to run now, and what each thing is for; `written` tells of each file whether it was."""
    yield ""
    if not any(one.by_denying for one in found.mfa_requirements):
        yield "none of these policies denies by sign-in method; mfagate recommend prints one that does"
    there = "" if folder == "." else f"cd {shlex.quote(folder)} && "
    yield f"next: {there}mfagate check"
    yield f"  then correct {FILE_NAME}: it only guesses which policies a user or role has"
    if TOX_FILE in written:
        command = "tox" if written[TOX_FILE] else "tox -e mfagate"
        get = "" if shutil.which("tox") else " (pip install tox)"
        yield f"  {command}{get} runs the same check in CI, with the mfagate that {TOX_FILE} installs"
    if own_requirement().is_local and len(written) > 1:
        yield "  this mfagate is installed from a local folder: comments in the files say what CI installs"
