"""Reads the cases of `simulate`: lines of JSON, each by itself as it arrives, in constant memory."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from mfagate.parsing import MAX_BYTES, MAX_DEPTH, SURROGATE, ParseError, pointer, read_json
from mfagate.parsing.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Json

MAX_LINE = 4 * 1024 * 1024
"""The longest line that is read, in bytes: far beyond what AWS lets anyone attach."""

EXACT_DIGITS = 15
"""The most digits of a JSON number that every reader keeps."""

_INEXACT = "readers may round the number {}; write it as a string, in quotes"

_CHUNK = 64 * 1024
_LEADING_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*("(?:[^"\\\x00-\x1f]|\\.){0,1000}")\s*[,}]')
_KEYS = ("id", "policies", "request")


@dataclass(frozen=True)
class Line:
    """A valid case; `key` is equal for cases with the same policies."""

    id: str
    policies: dict[str, Any]
    request: Any
    key: str


@dataclass(frozen=True)
class BadLine:
    """An invalid line, and what to answer in its place."""

    id: Any
    message: str
    where: str

    def answer(self) -> dict[str, Any]:
        """Return the answer for the line."""
        return {"id": self.id, "error": {"message": self.message, "where": self.where}}


class _NotStrictError(ValueError):
    """JSON that readers interpret differently."""


def read_lines(descriptor: int) -> Iterator[list[bytes]]:
    """Give the lines of a file as they arrive, without empty ones, in one batch for each read.

    A line longer than `MAX_LINE` is cut off just beyond it, so that it is refused as too long.

    Raises:
        OSError: the file cannot be read.

    """
    rest = b""
    while chunk := os.read(descriptor, _CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > MAX_LINE:
            rest = rest[: MAX_LINE + 1]
        found = [line for line in lines if line.strip()]
        if found:
            yield found
    if rest.strip():
        yield [rest]


def read_line(line: bytes) -> Line | BadLine:
    """Read one case. The rules, not this code, judge what the policies and the request contain."""
    if len(line) > MAX_LINE:
        return BadLine(_leading_id(line), f"the line is longer than {MAX_LINE} bytes; split the case", "")
    try:
        return _case(_value(line))
    except (ValueError, RecursionError) as error:
        return _refused(line, error)


def _value(line: bytes) -> Json:
    """Return the value of a line that every reader interprets alike and every engine can take.

    Raises:
        ValueError: it is not such a line.
        RecursionError: it is nested too deep for Python.

    """
    value = json.loads(
        line.decode("utf-8"),
        object_pairs_hook=_no_duplicates,
        parse_constant=_no_constant,
        parse_int=_whole,
        parse_float=_finite,
    )
    if line.count(b"[") + line.count(b"{") > MAX_DEPTH and _is_deep(value):
        raise _NotStrictError(f"nested more than {MAX_DEPTH} levels deep")
    if b"\\u" in line and SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        raise _NotStrictError("half of a surrogate pair is not a character")
    return value


def _refused(line: bytes, error: Exception) -> BadLine:
    """Say what is wrong with a line, as `validate` does for a file; its reader is strict, and slower."""
    if len(line) > MAX_BYTES:
        return BadLine(_id(line), f"cannot be read: {error}", "")
    try:
        _, duplicates = read_json(line, "")
    except ParseError as found:
        return BadLine(_id(line), _problem_text(found), "")
    if not duplicates:
        return BadLine(_id(line), f"cannot be read: {error}", "")
    first = duplicates[0]
    identifier = None if first.path == ("id",) else _id(line)
    return BadLine(identifier, _problem_text(first), pointer(first.path))


def _problem_text(error: ParseError) -> str:
    message = error.message.replace("the file", "the line")
    return f"cannot be read: column {error.position.column}: {message}"


def _id(line: bytes) -> str | None:
    """Return the id of a line that is refused; None where it cannot be read."""
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return _leading_id(line)
    identifier = value.get("id") if isinstance(value, dict) else None
    return identifier if isinstance(identifier, str) and not SURROGATE.search(identifier) else None


def _leading_id(line: bytes) -> str | None:
    """Return the id of a line that is not JSON, where the id comes first."""
    found = _LEADING_ID.match(line)
    try:
        identifier = json.loads(found[1].decode("utf-8")) if found else None
    except ValueError:
        return None
    return identifier if isinstance(identifier, str) and not SURROGATE.search(identifier) else None


def _case(value: Json) -> Line | BadLine:
    if not isinstance(value, dict):
        return BadLine(None, 'a case is an object: {"id", "policies", "request"}', "")
    identifier = value.get("id")
    if not isinstance(identifier, str):
        return BadLine(identifier, "id must be a string", "/id")
    unknown = [key for key in value if key not in _KEYS]
    if unknown:
        where = pointer((unknown[0],))
        return BadLine(identifier, f"unknown key {unknown[0]}; {closest(unknown[0], _KEYS)}", where)
    policies = value.get("policies")
    if not isinstance(policies, dict):
        return BadLine(identifier, "policies must be an object with the policy types as keys", "/policies")
    if not isinstance(value.get("request"), dict):
        return BadLine(identifier, "request must be an object", "/request")
    if isinstance(value["request"].get("context"), str):
        return BadLine(identifier, "context must be an object", "/request/context")
    return Line(identifier, policies, value["request"], json.dumps(policies, sort_keys=True))


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise _NotStrictError(f"the key {twice} occurs twice in one object")
    return value


def _no_constant(name: str) -> NoReturn:
    raise _NotStrictError(f"{name} is not JSON")


def _whole(text: str) -> int:
    if len(text.lstrip("-")) > EXACT_DIGITS:
        raise _NotStrictError(_INEXACT.format(text[:40]))
    return int(text)


def _finite(text: str) -> float:
    if "e" in text.lower() or len(text.lstrip("-0.").replace(".", "")) > EXACT_DIGITS:
        raise _NotStrictError(_INEXACT.format(text[:40]))
    return float(text)


def _is_deep(value: Json) -> bool:
    """Tell whether a value is nested more than `MAX_DEPTH` levels deep."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [item for item in level if isinstance(item, (dict, list))]
        if not level:
            return False
        level = [inner for item in level for inner in (item.values() if isinstance(item, dict) else item)]
    return True
