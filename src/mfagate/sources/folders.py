"""The files that are meant: those that are named, and of a folder those that may hold policies."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.exceptions import NothingToCheckError, UnreadableFileError
from mfagate.parsing import ParseError, unmarked
from mfagate.parsing.files import cannot_read, name_of, read_file
from mfagate.parsing.suggestions import TERRAFORM
from mfagate.policy.contents import statements_in
from mfagate.sources.formats.account import is_account
from mfagate.sources.formats.api_replies import reply_place
from mfagate.sources.formats.cloudformation import is_template
from mfagate.sources.recognition import MAX_CONTAINER_BYTES, read_container

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.sources.formats.containers import Container

SUFFIXES = (".json", ".tfstate", ".yaml", ".yml", ".template")
"""The endings of files that may hold policies, in small letters."""

_ALWAYS = (".json", ".tfstate")
_LISTS = rb"(?:User|Group|Role)DetailList"
_MENTIONED = re.compile(rb"Effect|Statement|AWS::|AWSTemplateFormatVersion|:iam::aws:policy/|" + _LISTS)
_MEANT = re.compile(rb"Effect|AWS::|AWSTemplateFormatVersion|:iam::aws:policy/|" + _LISTS)
_FIRST = re.compile(rb"^([ \t]*)[^\s#%-]", re.MULTILINE)
_KEYS = (
    rb"(?:[{?][ \t]*)?[\"']?(?:AWSTemplateFormatVersion|Resources|Statement|"
    + _LISTS
    + rb")[\"']?[ \t]*(?::|\r?$)"
)
_IN_STATEMENT = {"Action", "Effect", "NotAction", "Principal"}


def find_policies(paths: Iterable[Path]) -> list[Path]:
    """Give the files that are meant: files as they are named, folders by what may hold policies, sorted.

    That is every `*.json` and `*.tfstate`, and of the other endings those that look like something that is
    read.

    Raises:
        NothingToCheckError: a folder has no such file.
        UnreadableFileError: a path does not exist.

    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            raise cannot_read(path, error) from error
        found.update(dict.fromkeys(_inside(path) if is_folder else [path]))
    return list(found)


def may_hold_policies(data: bytes) -> bool:
    """Tell whether a file may be a policy, or have policies, or attach some of AWS's: by its words alone."""
    return _MENTIONED.search(data) is not None


def _inside(folder: Path) -> list[Path]:
    """Give the files of a folder and its folders that may hold policies, sorted, without hidden ones."""

    def fail(error: OSError) -> None:
        raise cannot_read(folder, error) from error

    files: list[Path] = []
    is_terraform = False
    for where, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        is_terraform = is_terraform or any(name.endswith(".tf") for name in names)
        files += [path for path in _candidates(where, names) if _is_meant(path)]
    if not files:
        raise NothingToCheckError(
            f"{name_of(folder)}: there is no *.json file in this folder, and no policy or template in YAML; "
            + (
                f"its *.tf files are {TERRAFORM}"
                if is_terraform
                else "name the folder or file that holds the policies"
            )
        )
    return sorted(files)


def _candidates(where: str, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        if name.lower().endswith(SUFFIXES) and not name.startswith("."):
            yield Path(where, name)


def _is_meant(path: Path) -> bool:
    """Tell whether a file of a folder is to be read.

    Most YAML files are none of ours. One that has our keys at its top is read, so that its faults are told;
    one that only mentions our words is if it turns out to be something that we read.
    """
    if path.name.lower().endswith(_ALWAYS):
        return True
    try:
        data = read_file(path, path.name, MAX_CONTAINER_BYTES)
    except UnreadableFileError:
        return True  # so that it is told
    plain = unmarked(data)
    if not may_hold_policies(plain):
        return False
    return _looks_so(plain) or _turns_out_so(data, path.name)


def _looks_so(plain: bytes) -> bool:
    """Tell whether a key of ours is at the top, which may be indented, quoted or in flow style."""
    first = _FIRST.search(plain)
    if first is None or _MEANT.search(plain) is None:
        return False
    return re.search(rb"^" + first.group(1) + _KEYS, plain, re.MULTILINE) is not None


def _turns_out_so(data: bytes, name: str) -> bool:
    try:
        container = read_container(data, name)
    except ParseError:
        return False
    if container is None:
        return False
    value = container.value
    if is_account(value) or is_template(value) or _is_reply(container):
        return True
    return any(not _IN_STATEMENT.isdisjoint(one) for one in statements_in(value))


def _is_reply(container: Container) -> bool:
    place = reply_place(container.value)
    held = container.get(place[0]) if place is not None else None
    return isinstance(held, dict) or (isinstance(held, str) and "Statement" in held)
