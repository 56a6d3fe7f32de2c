"""The table `[tool.mfagate]` of `pyproject.toml`.

The reader of TOML tells no positions of values, so the lines of keys are found by a plain look at the text:
a key that stands on a line of its own is found, what is nested inside a value is shown at its key.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError
from mfagate.positions import MAX_BYTES, Json, Lines, Located, Positions

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = ("tool", "mfagate")
_HEADER = re.compile(r"^[ \t]*(\[\[?)[ \t]*([^\]\n]+?)[ \t]*\]\]?", re.MULTILINE)
_PAIR = re.compile(r"""^[ \t]*([\w-]+|"[^"\n]+"|'[^'\n]+')[ \t]*=[ \t]*""", re.MULTILINE)
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def has_table(path: Path) -> bool:
    """Tell whether a `pyproject.toml` has a table `[tool.mfagate]`.

    Raises:
        ConfigError: it mentions the table, and cannot be read.

    """
    try:
        text = path.read_bytes()[: MAX_BYTES + 1]
    except OSError:
        return False
    if b"mfagate" not in text:
        return False
    return _table(text, path.name) is not None


def read_toml(path: Path, display: str) -> Located:
    """Return the table of a file, with the lines of its keys as far as they are told.

    Raises:
        ConfigError: it cannot be read, is no TOML, or has no such table.

    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{display}: cannot be read: {error.strerror}") from error
    table = _table(data, display)
    if table is None:
        raise ConfigError(f"{display}: there is no table [tool.mfagate]; write one, or name another config")
    _check_plain(table, display)
    text = data.decode("utf-8").replace("\r\n", "\n")
    keys, values = _places(text)
    return Located(table, Positions(Lines(text), values, keys))


def _table(data: bytes, display: str) -> dict[str, Any] | None:
    if len(data) > MAX_BYTES:
        raise ConfigError(f"{display}: is larger than {MAX_BYTES} bytes; name a smaller config")
    try:
        value: Any = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{display}: is not UTF-8, and so no TOML") from error
    except RecursionError as error:
        raise ConfigError(f"{display}: is nested too deep") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_said(str(error), display)) from error
    for name in _TABLE:
        value = value.get(name) if isinstance(value, dict) else None
    if value is not None and not isinstance(value, dict):
        raise ConfigError(f"{display}: tool.mfagate is no table; write [tool.mfagate]")
    return value


def _said(message: str, display: str) -> str:
    place = _PLACE.search(message)
    if place is None:
        return f"{display}: is no TOML: {message}"
    return f"{display}:{place[1]}:{place[2]}: is no TOML: {message[: place.start()]}"


def _check_plain(value: Json, display: str) -> None:
    """Refuse what only TOML has: dates and times."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _check_plain(one, display)
    if not isinstance(value, (dict, list, str, int, float)):
        raise ConfigError(f"{display}: [tool.mfagate]: {value} is a date or a time; put it in quotes")


def _places(text: str) -> tuple[dict[tuple[str | int, ...], int], dict[tuple[str | int, ...], int]]:
    """Return where keys and their values start, by their path in the table."""
    keys: dict[tuple[str | int, ...], int] = {}
    values: dict[tuple[str | int, ...], int] = {}
    headers = [*_HEADER.finditer(text)]
    ends = [*(one.start() for one in headers[1:]), len(text)]
    for header, end in zip(headers, ends, strict=True):
        path = tuple(part.strip("\"'") for part in _PART.findall(header[2]))
        if path[: len(_TABLE)] != _TABLE:
            continue
        inside = _numbered(path[len(_TABLE) :], values, is_new=header[1] == "[[")
        for place in range(1, len(inside) + 1):
            keys.setdefault(inside[:place], header.start(2))
            values.setdefault(inside[:place], header.start(2))
        values.setdefault(inside, header.start(2))
        for pair in _PAIR.finditer(text, header.end(), end):
            key = (*inside, pair[1].strip("\"'"))
            keys.setdefault(key, pair.start(1))
            values.setdefault(key, pair.end())
    return keys, values


def _numbered(
    path: tuple[str, ...], known: dict[tuple[str | int, ...], int], *, is_new: bool
) -> tuple[str | int, ...]:
    """Return a header's path with the numbers of the entries of lists of tables that it leads through."""
    found: tuple[str | int, ...] = ()
    for place, name in enumerate(path):
        found = (*found, name)
        count = 0
        while (*found, count) in known:
            count += 1
        if place == len(path) - 1 and is_new:
            found = (*found, count)
        elif count:
            found = (*found, count - 1)
    return found
