"""Values that a file does not tell, and how a document is judged in spite of them: with care, or not at all.

While a document is put together, an unknown is a mark inside its texts; `settle` takes the marks out.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mfagate.documents import Unknown
from mfagate.positions import json_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mfagate.positions import Json, Path, Position

_OPEN, _CLOSE = "\ue000", "\ue001"  # for private use: no policy that IAM takes has them
_MARK = re.compile(f"{_OPEN}([0-9]{{1,9}}){_CLOSE}")
_RESOURCES = {"Resource": "NotResource", "NotResource": "Resource"}
_FRESH_ACCOUNT = "000000000000"
_FILLERS: dict[str, Any] = {"Effect": "Deny", "Principal": {"AWS": "*"}, "Condition": {}}


class Gap(NamedTuple):
    """What is not known, in words, the edit that makes it known, and its name where it has one."""

    what: str
    remedy: str
    short: str = ""


@dataclass
class Gaps:
    """The unknowns of one file, each with its mark."""

    known: dict[Gap, int] = field(default_factory=dict)

    def mark(self, what: str, remedy: str, short: str = "") -> str:
        """Return the text that stands for an unknown."""
        return f"{_OPEN}{self.known.setdefault(Gap(what, remedy, short), len(self.known))}{_CLOSE}"

    def named(self, text: str) -> str:
        """Return a text for people: each unknown by its name, else three dots."""
        listed = list(self.known)

        def name(match: re.Match[str]) -> str:
            number = int(match.group(1))
            return (listed[number].short if number < len(listed) else "") or "..."

        return _MARK.sub(name, text)

    def name(self, number: int) -> str:
        """Return a name that nothing has, of an unknown: the same in every run, whatever else is unknown."""
        listed = list(self.known)
        told = listed[number].what if number < len(listed) else str(number)
        return f"unknown-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

    def within(self, value: Json) -> list[Gap]:
        """Return the unknowns in a value, keys included, in order and each once."""
        listed = list(self.known)
        numbers = [int(found) for text in _texts(value) for found in _MARK.findall(text)]
        return [listed[number] for number in dict.fromkeys(numbers) if number < len(listed)]


@dataclass
class Settled:
    """A document without marks, and what is to be said of those that it had."""

    value: Json
    unknowns: list[Unknown]


def is_mark(value: Json) -> bool:
    """Tell whether a value is an unknown and nothing else."""
    return isinstance(value, str) and _MARK.fullmatch(value) is not None


def has_mark(value: Json) -> bool:
    """Tell whether there is an unknown anywhere in a value."""
    return any(_MARK.search(text) for text in _texts(value))


def shown_text(text: str) -> str:
    """Return a text for people: an unknown is three dots."""
    return _MARK.sub("...", text)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)


@dataclass
class Settler:
    """Takes the marks out of one document; `place` and `written` are those of the file it stands in."""

    gaps: Gaps
    file: str
    place: Callable[[Path], Position]
    written: Callable[[Path], Path]
    found: list[Unknown] = field(default_factory=list)

    def settle(self, value: Json) -> Settled:
        """Return the document as it can be judged; None where it cannot."""
        if not has_mark(value):
            return Settled(value, [])
        if isinstance(value, str):
            self._error((), value, "the document")
            return Settled(None, self.found)
        settled = self._document(value)
        return Settled(settled, self.found)

    def _document(self, value: Json) -> Json:
        if not isinstance(value, dict):
            self._error((), value, "the document")
            return None
        result = dict(value)
        for key, item in value.items():
            if key == "Statement" and not has_mark(key):
                result[key] = self._statements(item)
            elif has_mark(item) or has_mark(key):
                self._error((key,), [key, item], f'"{shown_text(key)}"')
                result.pop(key)
        return result

    def _statements(self, value: Json) -> Json:
        if isinstance(value, list):
            return [self._statement(("Statement", index), item) for index, item in enumerate(value)]
        return self._statement(("Statement",), value)

    def _statement(self, path: Path, value: Json) -> Json:
        if not has_mark(value):
            return value
        if not isinstance(value, dict):
            self._error(path, value, "a statement")
            return {}
        return {key: self._element(path, key, item, value) for key, item in value.items()}

    def _element(self, path: Path, key: str, item: Json, statement: dict[str, Any]) -> Json:
        if not has_mark(item) and not has_mark(key):
            return item
        if key == "Sid":
            return "Unknown"
        if key in _RESOURCES and isinstance(statement.get("Effect"), str):
            return self._resources((*path, key), item, statement["Effect"])
        self._error((*path, key), [key, item], f'"{shown_text(key)}"')
        return _FILLERS.get(key, "*")

    def _resources(self, path: Path, item: Json, effect: str) -> Json:
        if isinstance(item, list):
            return [self._resource((*path, index), one, effect) for index, one in enumerate(item)]
        return self._resource(path, item, effect)

    def _resource(self, path: Path, item: Json, effect: str) -> Json:
        if not isinstance(item, str):
            if has_mark(item):
                self._error(path, item, f'"{_element(path)}"')
            return item
        if not has_mark(item):
            return item
        widest = (effect == "Allow") == (_element(path) == "Resource")
        assumed = _widened(item) if widest else self._narrowed(item)
        what = "anything" if widest else "a name that nothing else has"
        said = f'"{_element(path)}" of this {effect} is taken for {what} ("{assumed}")'
        self._say("warning", path, item, said)
        return assumed

    def _narrowed(self, text: str) -> str:
        first = _MARK.match(text)
        if first:
            name = self.gaps.name(int(first.group(1)))
            return f"arn:aws:unknown:::{name}" + self._narrowed_rest(text[first.end() :])
        return self._narrowed_rest(text)

    def _narrowed_rest(self, text: str) -> str:
        def name(mark: re.Match[str]) -> str:
            is_account = text[: mark.start()].count(":") == 4 and text[mark.start() - 1] == ":"
            return _FRESH_ACCOUNT if is_account else self.gaps.name(int(mark.group(1)))

        return _MARK.sub(name, text)

    def _error(self, path: Path, value: Json, what: str) -> None:
        self._say("error", path, value, f"{what} depends on it, so this cannot be judged")

    def _say(self, severity: Literal["error", "warning"], path: Path, value: Json, said: str) -> None:
        line, column = self.place(path)
        for gap in self.gaps.within(value) or [Gap("a value is not known", "Give the value.")]:
            self.found.append(
                Unknown(
                    severity,
                    f"{gap.what}; {said}",
                    gap.remedy,
                    self.file,
                    line,
                    column,
                    json_path(self.written(path)),
                )
            )


def _element(path: Path) -> str:
    return str(next(part for part in reversed(path) if isinstance(part, str)))


def _widened(text: str) -> str:
    wide = re.sub(r"\*+", "*", _MARK.sub("*", text))
    return wide if wide.startswith("arn:") else "*"
