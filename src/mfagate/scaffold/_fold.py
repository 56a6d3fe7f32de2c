"""Subjects that differ only in their file, as one entry with `each`: a new file there is judged too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mfagate.scaffold._proposal import Entry

_KINDS = {"files": "", "trust": "trust", "resource": "resource"}
_FOLDER = re.compile(r"[A-Za-z0-9._/-]+")


@dataclass(frozen=True)
class Each:
    """One subject for every file that a pattern matches, but for those that all of them have."""

    name: str
    pattern: str
    together_with: tuple[str, ...]
    kind: str
    assume: str | None


def folded(entries: Iterable[Entry], matches: Callable[[str], set[str]]) -> Iterator[Entry | Each]:
    """Give the entries, and one for those of a folder that holds nothing else that its pattern matches."""
    alike: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        path = PurePosixPath(entry.files[0])
        key = (entry.layer, path.parent, path.suffix, entry.files[1:], entry.assume, entry.profile)
        alike.setdefault(key, []).append(entry)
    for group in alike.values():
        one = _each(group, matches)
        yield from group if one is None else [one]


def _each(group: list[Entry], matches: Callable[[str], set[str]]) -> Each | None:
    first, path = group[0], PurePosixPath(group[0].files[0])
    name = _name(group)
    folder = path.parent.as_posix()
    if len(group) < 2 or first.layer not in _KINDS or first.profile or name is None:
        return None
    if folder == "." or not _FOLDER.fullmatch(folder):  # other files come and go at the top of a repository
        return None
    pattern = f"{folder}/*{path.suffix}"
    wanted = {entry.files[0] for entry in group}
    if matches(pattern) - {*first.files[1:]} != wanted:
        return None
    return Each(name, pattern, first.files[1:], _KINDS[first.layer], first.assume)


def _name(group: list[Entry]) -> str | None:
    """Return the name that stands for those of all; None where one has another."""
    paths = {entry.name: PurePosixPath(entry.files[0]) for entry in group}
    if all(name == path.stem for name, path in paths.items()):
        return "{stem}"
    return "{parent}/{stem}" if all(n == f"{p.parent.name}/{p.stem}" for n, p in paths.items()) else None
