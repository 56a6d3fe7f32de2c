r"""A strict JSON reader (RFC 8259) that keeps the place of every value and key.

PyYAML's marks would give places too, but YAML 1.1 refuses or misreads valid JSON (keys of more than
1,024 characters, `\/` and surrogate escapes, tabs), so this small reader does both in one pass. It
gives the same values as `json.loads`, and refuses what `json.loads` lets through.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from mfagate.parsing import _faults
from mfagate.parsing._model import Json, Lines, Located, ParseError, Path, Reading, strict
from mfagate.parsing._show import shown
from mfagate.parsing._text import MAX_DEPTH, SURROGATE, decode

_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r'"([^"\\\x00-\x1f]*)"')
_QUOTED = re.compile(r'"(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*"')
_BACKSLASH = re.compile(r"\\.")
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})')
_LITERAL = re.compile(r"(?:true|false|null)(?![A-Za-z0-9_$])")
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![-+.0-9A-Za-z_])")
_LITERALS = {"true": True, "false": False, "null": None}
_MAX_NUMBER = 400


def parse_json(text: str | bytes, file: str) -> Located:
    """Read a JSON text.

    Raises:
        ParseError: the first thing that is wrong with it.

    """
    return strict(read_json(text, file))


def read_json(text: str | bytes, file: str) -> tuple[Located, tuple[ParseError, ...]]:
    """Read a JSON text, and give the errors of its duplicate keys (the last value stays).

    Raises:
        ParseError: the first other thing that is wrong with it.

    """
    reader = _Reader(decode(text, file, "json"), file)
    return reader.result(reader.document())


def read_json_at(text: str, offset: int, file: str, lines: Lines) -> tuple[Located, tuple[ParseError, ...]]:
    """Read the one value that starts at `offset` of a longer text, as `read_json` would.

    Positions are those of the longer text, whose `lines` are found once for all its values.

    Raises:
        ParseError: the first thing but a duplicate key that is wrong with the value.

    """
    reader = _Reader(text, file, lines, offset)
    return reader.result(reader.value())


class _Reader(Reading):
    """One pass over one text; depth is bounded, so recursion is too."""

    def __init__(self, text: str, file: str, lines: Lines | None = None, at: int = 0) -> None:
        super().__init__(file, lines or Lines(text))
        self.text = text
        self.at = at

    def document(self) -> Json:
        if self._peek() == "":
            self._fail(_faults.Fault(0, "empty", "the file is empty; expected a JSON value"))
        value = self.value()
        if self._peek() != "":
            self._fail(_faults.not_here(self.text, self.at, "the end of the file"))
        return value

    def value(self) -> Json:
        return self._value((), 0)

    def _peek(self) -> str:
        """Skip white space and give the next character, or "" at the end."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def _value(self, path: Path, depth: int) -> Json:
        char = self._peek()
        self.values[path] = self.at
        if char == '"':
            return self._string()
        if char == "{":
            self._bound(depth)
            return self._object(path, depth)
        if char == "[":
            self._bound(depth)
            return self._array(path, depth)
        return self._scalar()

    def _bound(self, depth: int) -> None:
        if depth >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep; nothing deeper is read"
            self._fail(_faults.Fault(self.at, "depth", message))

    def _object(self, path: Path, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        opened = self._open()
        if self._peek() == "}":
            self.at += 1
            return result
        while True:
            key = self._key(path, opened, result)
            result[key] = self._value((*path, key), depth + 1)
            if self._ends("}", opened):
                return result

    def _array(self, path: Path, depth: int) -> list[Any]:
        result: list[Any] = []
        opened = self._open()
        if self._peek() == "]":
            self.at += 1
            return result
        while True:
            result.append(self._value((*path, len(result)), depth + 1))
            if self._ends("]", opened):
                return result

    def _open(self) -> int:
        self.at += 1
        return self.at - 1

    def _key(self, path: Path, opened: int, siblings: dict[str, Any]) -> str:
        char = self._peek()
        if char != '"':
            self._end_of_file(opened)
            self._fail(_faults.no_key(self.text, self.at))
        start = self.at
        key = self._string()
        child = (*path, key)
        if key in siblings:
            self.note_duplicate(child, start, "json")
        self.keys[child] = start
        if self._peek() != ":":
            expected = f'a colon after the key "{shown(key)}"'
            self._fail(_faults.not_here(self.text, self.at, expected))
        self.at += 1
        return key

    def _ends(self, closing: str, opened: int) -> bool:
        """Step over the comma (false) or the closing bracket (true) after a member."""
        char = self._peek()
        if char == closing:
            self.at += 1
            return True
        if char != ",":
            self._end_of_file(opened)
            self._fail(_faults.not_here(self.text, self.at, f'"," or "{closing}"'))
        comma = self.at
        self.at += 1
        if self._peek() == closing:
            message = f'there is a comma before the closing "{closing}"; JSON allows none; delete it'
            self._fail(_faults.Fault(comma, "trailing-comma", message))
        return False

    def _string(self) -> str:
        plain = _PLAIN.match(self.text, self.at)
        if plain:
            self.at = plain.end()
            return plain.group(1)
        quoted = _QUOTED.match(self.text, self.at)
        if not quoted:
            self._fail(_faults.bad_text(self.text, self.at))
        self._check_escapes(quoted)
        decoded = str(json.loads(quoted.group()))
        if SURROGATE.search(decoded):
            message = "the string contains half of a surrogate pair (\\ud800-\\udfff): not a character"
            self._fail(_faults.Fault(self.at, "surrogate", message))
        self.at = quoted.end()
        return decoded

    def _check_escapes(self, quoted: re.Match[str]) -> None:
        for match in _BACKSLASH.finditer(self.text, quoted.start(), quoted.end()):
            if not _ESCAPE.match(self.text, match.start()):
                message = f"{shown(match.group())} is not a JSON escape; write a backslash as \\\\"
                self._fail(_faults.Fault(match.start(), "escape", message))

    def _scalar(self) -> Json:
        literal = _LITERAL.match(self.text, self.at)
        if literal:
            self.at = literal.end()
            return _LITERALS[literal.group()]
        number = _NUMBER.match(self.text, self.at)
        if not number:
            self._fail(_faults.no_value(self.text, self.at))
        self.at = number.end()
        return self._number(number)

    def _number(self, match: re.Match[str]) -> int | float:
        written = match.group()
        if len(written) > _MAX_NUMBER:
            message = f"the number has more than {_MAX_NUMBER} characters; write it as text"
            self._fail(_faults.Fault(match.start(), "number", message))
        if written == match.group(1):
            return int(written)
        number = float(written)
        if number in (float("inf"), float("-inf")):
            message = "the number is too large; write it as text"
            self._fail(_faults.Fault(match.start(), "number", message))
        return number

    def _end_of_file(self, opened: int) -> None:
        if self.at < len(self.text):
            return
        line, column = self.lines.at(opened)
        bracket = self.text[opened]
        message = f'the file ends inside the "{bracket}" of line {line}, column {column}; close it'
        self._fail(_faults.Fault(self.at, "syntax", message))

    def _fail(self, fault: _faults.Fault) -> NoReturn:
        place = self.lines.at(fault.offset)
        raise ParseError(self.file, place, fault.message, code=f"json-{fault.code}")
