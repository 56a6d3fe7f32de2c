"""Files that hold policy documents among other things: read once, with places found on demand."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mfagate.parsing import Json, Lines, Located, ParseError, Path, Positions, read_json_at

if TYPE_CHECKING:
    from collections.abc import Container as Container_
    from collections.abc import Iterator, Mapping, Sequence

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()

JSON_STARTS = ("{", "[", "%7B", "%7b", "%5B", "%5b")
"""How a text that is a JSON object or list starts, URL-encoded or not."""


class Container:
    """A file's value, and where its parts stand.

    A document in it is read strictly, with positions, when it is asked for; the rest of a long file is only
    stepped over. `read` has the places of the documents that were read.
    """

    def __init__(self, file: str, text: str, value: Json, lines: Lines) -> None:
        """Take what was read of the file that reports show as `file`."""
        self.file = file
        self.text = text
        self.value = value
        self.lines = lines
        self.read: set[Path] = set()

    @property
    def duplicates(self) -> Sequence[ParseError]:
        """The errors of the keys that appear twice in one object, wherever that is."""
        raise NotImplementedError

    def stray_duplicates(self) -> list[ParseError]:
        """Return the errors of the keys that appear twice outside of the documents that were read."""
        return [
            error
            for error in self.duplicates
            if not any(error.path[:length] in self.read for length in range(len(error.path) + 1))
        ]

    def get(self, path: Path) -> Json:
        """Return the value at a path; None where there is none."""
        value = self.value
        try:
            for part in path:
                value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
        return value

    def offset(self, path: Path) -> int:
        """Return where the value at `path` starts, or its nearest ancestor that is there."""
        raise NotImplementedError

    def literal(self, path: Path) -> int | None:
        """Return where the JSON literal of a text starts; None where the text is written otherwise."""
        raise NotImplementedError

    def part(self, path: Path) -> tuple[Located, tuple[ParseError, ...]]:
        """Read the value at `path` strictly: it and its positions by its own paths, and its duplicate keys.

        Raises:
            ParseError: the value cannot be read as a document.

        """
        raise NotImplementedError


class JsonContainer(Container):
    """A JSON text of any length up to the bound."""

    def __init__(self, file: str, text: str) -> None:
        """Read the text.

        Raises:
            ValueError: it is not JSON.
            RecursionError: it is nested too deeply.

        """
        super().__init__(file, text, json.loads(text), Lines(text))
        self._known: dict[int, dict[str | int, int]] = {}

    def offset(self, path: Path) -> int:
        """Return where the value at `path` starts; each level on the way is stepped through once."""
        at = self._skip(0)
        for part in path:
            members = self._members(at)
            if part not in members:
                break
            at = members[part]
        return at

    def literal(self, path: Path) -> int | None:
        """Return where the text's opening quote stands."""
        at = self.offset(path)
        return at if self.text[at : at + 1] == '"' else None

    @cached_property
    def duplicates(self) -> Sequence[ParseError]:
        """The errors of the keys that appear twice in one object, wherever that is."""
        if not self._has_duplicates():
            return ()
        try:
            return read_json_at(self.text, 0, self.file, self.lines)[1]
        except ParseError:
            message = "a key appears twice in one object"
            return [ParseError(self.file, self.lines.at(0), message, code="json-duplicate-key")]

    def _has_duplicates(self) -> bool:
        """Tell whether a key appears twice: much faster than the reader that knows the places."""
        found = False

        def noted(pairs: list[tuple[str, Json]]) -> None:
            nonlocal found
            found = found or len({name for name, _ in pairs}) < len(pairs)

        json.loads(self.text, object_pairs_hook=noted)
        return found

    def part(self, path: Path) -> tuple[Located, tuple[ParseError, ...]]:
        """Read the value at `path` strictly."""
        return read_json_at(self.text, self.offset(path), self.file, self.lines)

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def _members(self, at: int) -> Mapping[str | int, int]:
        if at not in self._known:
            self._known[at] = self._stepped(at)
        return self._known[at]

    def _stepped(self, at: int) -> dict[str | int, int]:
        """Step through an object or a list of a text that is JSON, and note where its values start."""
        found: dict[str | int, int] = {}
        if self.text[at] not in "{[":
            return found
        is_object = self.text[at] == "{"
        at = self._skip(at + 1)
        while self.text[at] not in "}]":
            key: str | int = len(found)
            if is_object:
                key, at = _DECODER.raw_decode(self.text, at)
                at = self._skip(self._skip(at) + 1)
            found[key] = at
            at = self._skip(_DECODER.raw_decode(self.text, at)[1])
            if self.text[at] == ",":
                at = self._skip(at + 1)
        return found


class LocatedContainer(Container):
    """A text of which every place is known already: YAML, and templates."""

    def __init__(self, file: str, text: str, located: Located, duplicates: tuple[ParseError, ...]) -> None:
        """Take what was read strictly, and the errors of its duplicate keys."""
        super().__init__(file, text, located.value, located.positions.lines)
        self.positions = located.positions
        self._duplicates = duplicates

    @property
    def duplicates(self) -> Sequence[ParseError]:
        """The errors of the keys that appear twice in one object, wherever that is."""
        return self._duplicates

    def offset(self, path: Path) -> int:
        """Return where the value at `path` starts, or its nearest ancestor that is there."""
        while path and path not in self.positions.values:
            path = path[:-1]
        return self.positions.values.get(path, 0)

    def literal(self, path: Path) -> int | None:  # noqa: ARG002
        """Return None: the text is quoted and folded in YAML's ways."""
        return None

    def part(self, path: Path) -> tuple[Located, tuple[ParseError, ...]]:
        """Give the value at `path` with its positions by its own paths."""
        depth = len(path)
        places: list[dict[Path, int]] = [
            {one[depth:]: offset for one, offset in known.items() if one[:depth] == path}
            for known in (self.positions.values, self.positions.keys)
        ]
        inside = [
            ParseError(one.file, one.position, one.message, code=one.code, path=one.path[depth:])
            for one in self.duplicates
            if one.path[:depth] == path and len(one.path) > depth
        ]
        return Located(self.get(path), Positions(self.lines, *places)), tuple(inside)


def members(value: Json) -> dict[str, Any]:
    """Return an object's members; of anything else, none."""
    return value if isinstance(value, dict) else {}


def items(value: Json) -> list[Any]:
    """Return a list's items; a value that is no list is one item, and null is none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of(value: Json) -> str:
    """Return a text; of anything else, the empty one."""
    return value if isinstance(value, str) else ""


def parts(value: Json, left_out: Container_[str | int] = ()) -> Iterator[tuple[Path, Json]]:
    """Give a value and everything in it with its path, in the order of the file.

    Values under the keys of `left_out` are skipped.
    """
    waiting: list[tuple[Path, Json]] = [((), value)]
    while waiting:
        path, one = waiting.pop()
        yield path, one
        inner = one.items() if isinstance(one, dict) else enumerate(one) if isinstance(one, list) else ()
        waiting += reversed([((*path, key), item) for key, item in inner if key not in left_out])
