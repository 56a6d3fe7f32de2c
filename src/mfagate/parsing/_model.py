"""What reading a text gives: a value, where its parts stand, or the one error that stopped it."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from mfagate.exceptions import MfagateError
from mfagate.parsing._show import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = Any
"""What a JSON text can say: dict, list, str, int, float, bool or None."""

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and indexes from the root, `("Statement", 0, "Effect")`."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
LINE_BREAK = re.compile(r"\r\n?|\n")
"""What ends a line of a text."""


class Position(NamedTuple):
    """A place in a text; both numbers start at 1, columns count characters."""

    line: int
    column: int


class ParseError(MfagateError):
    """A text that cannot be read, as one line `file:line:column: message`."""

    def __init__(self, file: str, position: Position, message: str, *, code: str, path: Path = ()) -> None:
        """Say what is wrong in `message`; `code` names the kind of fault (`json-duplicate-key`)."""
        super().__init__(f"{file}:{position.line}:{position.column}: {message}")
        self.file = file
        self.position = position
        self.message = message
        self.code = code
        self.path = path


class Lines:
    """The line and column of an offset in a text; CR, LF and CRLF end a line."""

    def __init__(self, text: str) -> None:
        """Find the line starts of `text`, once."""
        self._starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]

    def at(self, offset: int) -> Position:
        """Give the position of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Give the offset of the character at `position`."""
        return self._starts[position.line - 1] + position.column - 1


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the values and keys of a document stand."""

    lines: Lines = field(default_factory=lambda: Lines(""))
    values: Mapping[Path, int] = field(default_factory=dict)
    keys: Mapping[Path, int] = field(default_factory=dict)

    def at(self, path: Path) -> Position:
        """Give where the value at `path` starts, or its nearest ancestor that is there."""
        while path and path not in self.values:
            path = path[:-1]
        return self.lines.at(self.values.get(path, 0))

    def key(self, path: Path) -> Position:
        """Give where the key of the value at `path` starts; for an item of a list, the item."""
        offset = self.keys.get(path)
        return self.at(path) if offset is None else self.lines.at(offset)


@dataclass(frozen=True, slots=True)
class Located:
    """A value and the positions of its parts."""

    value: Any
    positions: Positions


class Reading:
    """What a reader has found in a text: where values and keys are, and the keys that appear twice."""

    def __init__(self, file: str, lines: Lines) -> None:
        """Begin with nothing found."""
        self.file = file
        self.lines = lines
        self.values: dict[Path, int] = {}
        self.keys: dict[Path, int] = {}
        self.duplicates: list[ParseError] = []

    def note_duplicate(self, path: Path, offset: int, language: str) -> None:
        """Note that the key at a path appears again at an offset."""
        first = self.lines.at(self.keys[path]).line
        key = shown(str(path[-1]))
        message = f'the key "{key}" appears twice (see line {first}); keep one of them'
        place, code = self.lines.at(offset), f"{language}-duplicate-key"
        self.duplicates.append(ParseError(self.file, place, message, code=code, path=path))

    def result(self, value: Json) -> tuple[Located, tuple[ParseError, ...]]:
        """Return the value with its positions, and the errors of its duplicate keys."""
        return Located(value, Positions(self.lines, self.values, self.keys)), tuple(self.duplicates)


def strict(found: tuple[Located, tuple[ParseError, ...]]) -> Located:
    """Return what was read.

    Raises:
        ParseError: a key appears twice.

    """
    located, duplicates = found
    if duplicates:
        raise duplicates[0]
    return located


def json_path(path: Path) -> str:
    """Write a path as people read it: `$.Statement[0].Condition.Bool["aws:SecureTransport"]`."""
    return "$" + "".join(_step(part) for part in path)


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part}]"
    if _IDENTIFIER.fullmatch(part):
        return f".{part}"
    return f"[{json.dumps(part, ensure_ascii=False)}]"


def pointer(path: Path) -> str:
    """Write a path as a JSON pointer (RFC 6901): `/Statement/0/Effect`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
