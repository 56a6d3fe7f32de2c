r"""JSON that stands inside a text of the file: a policy in a Terraform plan, or URL-encoded by IAM's API.

Its positions are those of the file, found through the escapes (`\"`, `%22`) that it is written in.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import TYPE_CHECKING

from mfagate.parsing import Lines, Located, ParseError, Position, Positions, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PIECE = re.compile(r'[^"\\]+|(?:\\u[0-9A-Fa-f]{4})+|\\.', re.DOTALL)
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+|[^%]+|%")
_STARTS_ENCODED = re.compile(r"\s*%7[Bb]")


class InnerLines(Lines):
    """Positions in the file by offsets into the text inside it."""

    def __init__(self, starts: Sequence[int], outer: Lines, place: int) -> None:
        """Take where each character of the inner text starts in the file, and where the text itself does."""
        self._inner = starts
        self._outer = outer
        self._place = place

    def at(self, offset: int) -> Position:
        """Give the position in the file of the inner text's character at `offset`."""
        if not self._inner:
            return self._outer.at(self._place)
        return self._outer.at(self._inner[min(offset, len(self._inner) - 1)])


def read_inner(
    value: str, starts: Sequence[int], outer: Lines, file: str, place: int
) -> tuple[Located, tuple[ParseError, ...], str]:
    """Read the JSON inside a text: the value with its places in the file, its duplicate keys, and the text.

    `starts` says where each character of `value` stands in the file, `place` where an empty text does.

    Raises:
        ParseError: with the place in the file.

    """
    if _STARTS_ENCODED.match(value):
        value, starts = _decoded(value, starts)
    lines, own = InnerLines(starts, outer, place), Lines(value)
    try:
        located, duplicates = read_json(value, file)
    except ParseError as error:
        raise _moved(error, own, lines) from None
    positions = Positions(lines, located.positions.values, located.positions.keys)
    return Located(located.value, positions), tuple(_moved(one, own, lines) for one in duplicates), value


def literal_starts(text: str, at: int) -> list[int]:
    """Return where each character stands of the JSON text literal whose quote is at `at`."""
    starts: list[int] = []
    at += 1
    while piece := _PIECE.match(text, at):
        starts += _starts(piece.group(), at)
        at = piece.end()
    return starts


def _starts(piece: str, at: int) -> Iterator[int]:
    if not piece.startswith("\\"):
        return iter(range(at, at + len(piece)))
    if not piece.startswith("\\u"):
        return iter((at,))
    units = [6 * (2 if ord(char) > 0xFFFF else 1) for char in json.loads(f'"{piece}"')]
    return accumulate([at, *units[:-1]])


def _decoded(value: str, starts: Sequence[int]) -> tuple[str, list[int]]:
    """Take the percent signs off, as IAM's API puts them on (RFC 3986: a plus is a plus)."""
    text: list[str] = []
    places: list[int] = []
    for match in _ENCODED.finditer(value):
        piece, at = match.group(), match.start()
        if len(piece) < 3 or piece[0] != "%":
            text.append(piece)
            places += starts[at : match.end()]
            continue
        for char in bytes.fromhex(piece.replace("%", "")).decode("utf-8", "replace"):
            text.append(char)
            places.append(starts[min(at, match.end() - 1)])
            at += 3 * len(char.encode())
    return "".join(text), places


def _moved(error: ParseError, own: Lines, lines: InnerLines) -> ParseError:
    """Give an error of the inner text its place in the file, and say that it is about this text."""
    place = lines.at(own.offset(error.position))
    message = error.message.replace("the file ", "the policy text ")
    return ParseError(error.file, place, message, code=error.code, path=error.path)
