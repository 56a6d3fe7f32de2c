"""Where the keys of `[tool.mfagate]` stand: a look at the lines of the text, since TOML's reader tells none.

A key is found where it begins a line, dotted or not; what is nested inside its value is shown at the key. No
key begins a line inside a string or a list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Path

TABLE = ("tool", "mfagate")
_HIDDEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*", re.DOTALL
)
_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_NAMES = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_NAMES})[ \t]*\]\]?")
_PAIR = re.compile(rf"[ \t]*({_NAMES})[ \t]*=[ \t]*")
_PART = re.compile(_NAME)


def places(text: str) -> tuple[dict[Path, int], dict[Path, int]]:
    """Return where keys and their values start, by their path in the table."""
    keys: dict[Path, int] = {}
    values: dict[Path, int] = {}
    inside: Path | None = None
    for at, line in _lines(text):
        header = _HEADER.match(line)
        if header:
            inside = _table(header[2], header[1] == "[[", values)
            named = (inside or (), at + header.start(2), at + header.start(2)) if inside is not None else None
        else:
            pair = _PAIR.match(line)
            named = _pair(pair, at, inside) if pair else None
        if named is not None:
            _note(*named, keys, values)
    return keys, values


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line that no string and no list goes through from before, with its offset."""
    hidden = _HIDDEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    shown = _HIDDEN.sub(_without_breaks, text)
    at = depth = 0
    for line, bare in zip(shown.split("\n"), hidden.split("\n"), strict=False):
        if depth == 0:
            yield at, line
        depth = max(depth + len(re.findall(r"[\[{]", bare)) - len(re.findall(r"[\]}]", bare)), 0)
        at += len(line) + 1


def _without_breaks(found: re.Match[str]) -> str:
    """Blank out a comment and a string of several lines; one of a single line may be a key."""
    is_kept = found[0][0] != "#" and not found[0].startswith(('"""', "'''"))
    return found[0] if is_kept else re.sub(r"[^\n]", " ", found[0])


def _table(names: str, is_new: bool, known: dict[Path, int]) -> Path | None:  # noqa: FBT001
    """Return the path of a header, with the numbers of entries of lists; None for another table's."""
    path = _parts(names)
    if path[: len(TABLE)] != TABLE:
        return None
    found: Path = ()
    for place, name in enumerate(path[len(TABLE) :], len(TABLE)):
        found = (*found, name)
        count = 0
        while (*found, count) in known:
            count += 1
        if place == len(path) - 1 and is_new:
            found = (*found, count)
        elif count:
            found = (*found, count - 1)
    return found


def _pair(pair: re.Match[str], at: int, inside: Path | None) -> tuple[Path, int, int] | None:
    if inside is None:
        return None
    return (*inside, *_parts(pair[1])), at + pair.start(1), at + pair.end()


def _note(path: Path, key: int, value: int, keys: dict[Path, int], values: dict[Path, int]) -> None:
    """Note the place of a path, and of what leads there where nothing else tells it."""
    for length in range(1, len(path)):
        keys.setdefault(path[:length], key)
        values.setdefault(path[:length], key)
    keys.setdefault(path, key)
    values.setdefault(path, value)


def _parts(names: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(names))
