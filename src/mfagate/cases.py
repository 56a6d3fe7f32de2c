"""Cases as lines of JSON: read as they arrive, each on its own, in constant memory."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.positions import Json

MAX_LINE = 4 * 1024 * 1024
"""The longest line that is read, in bytes: far beyond what AWS lets anyone attach."""

_CHUNK = 64 * 1024
_KEYS = ("id", "policies", "request")


@dataclass(frozen=True)
class Line:
    """A case that can be asked; `key` is equal for cases with the same policies."""

    id: str
    policies: dict[str, Any]
    request: Any
    key: str


@dataclass(frozen=True)
class BadLine:
    """A line that is no case: what to answer in its place."""

    id: Any
    message: str
    where: str

    def answer(self) -> dict[str, Any]:
        """Return the answer that stands in the place of the line's."""
        return {"id": self.id, "error": {"message": self.message, "where": self.where}}


class _NotStrictError(ValueError):
    """JSON that readers disagree about."""


def read_lines(descriptor: int) -> Iterator[list[bytes]]:
    """Give the lines of a file as they arrive, without the empty ones, in batches of one read each.

    A line longer than `MAX_LINE` is given cut off just beyond it, so that it is refused as too long.

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
    """Read one case. What the policies and the request hold is the rules' to judge, not ours."""
    if len(line) > MAX_LINE:
        return BadLine(None, f"the line is longer than {MAX_LINE} bytes; split the case", "")
    try:
        value = json.loads(line, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except _NotStrictError as error:
        return BadLine(None, str(error), "")
    except json.JSONDecodeError as error:
        return BadLine(None, f"not JSON: {error.msg} at column {error.colno}", "")
    except UnicodeDecodeError:
        return BadLine(None, "not UTF-8", "")
    except RecursionError:
        return BadLine(None, "nested too deeply", "")
    return _case(value)


def _case(value: Json) -> Line | BadLine:
    if not isinstance(value, dict):
        return BadLine(None, 'a case is an object: {"id", "policies", "request"}', "")
    identifier = value.get("id")
    if not isinstance(identifier, str):
        return BadLine(identifier, "id must be a string", "/id")
    unknown = [key for key in value if key not in _KEYS]
    if unknown:
        return BadLine(identifier, f"unknown key {unknown[0]}; expected {', '.join(_KEYS)}", f"/{unknown[0]}")
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
        raise _NotStrictError(f"the key {twice} stands twice in one object")
    return value


def _no_constant(name: str) -> Json:
    raise _NotStrictError(f"{name} is not JSON")
