"""The table `[tool.mfagate]` of `pyproject.toml`, read as `mfagate.yaml` is."""

from __future__ import annotations

import datetime as dt
import re
import sys
from typing import TYPE_CHECKING, Any

from mfagate.config._toml_places import TABLE, places
from mfagate.exceptions import ConfigError
from mfagate.parsing import MAX_BYTES, Json, Lines, Located, Positions, json_path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]

if TYPE_CHECKING:
    import pathlib

    from mfagate.parsing import Path

_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def has_table(path: pathlib.Path) -> bool:
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


def read_toml(path: pathlib.Path, display: str) -> Located:
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
    text = data.decode("utf-8").replace("\r\n", "\n")
    keys, values = places(text)
    positions = Positions(Lines(text), values, keys)
    return Located(_plain(table, display, positions, ()), positions)


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
    for name in TABLE:
        value = value.get(name) if isinstance(value, dict) else None
    if value is not None and not isinstance(value, dict):
        raise ConfigError(f"{display}: tool.mfagate is no table; write [tool.mfagate]")
    return value


def _said(message: str, display: str) -> str:
    place = _PLACE.search(message)
    if place is None:
        return f"{display}: is no TOML: {message}"
    return f"{display}:{place[1]}:{place[2]}: is no TOML: {message[: place.start()]}"


def _plain(value: Json, display: str, positions: Positions, path: Path) -> Json:
    """Return a value as YAML would have it: a date is its text, and a time is refused."""
    if isinstance(value, dict):
        return {key: _plain(one, display, positions, (*path, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, display, positions, (*path, index)) for index, one in enumerate(value)]
    if isinstance(value, (str, int, float)):
        return value
    if type(value) is dt.date:
        return value.isoformat()
    line, column = positions.at(path)
    raise ConfigError(f"{display}:{line}:{column}: {json_path(path)}: {value} is a time; put it in quotes")
