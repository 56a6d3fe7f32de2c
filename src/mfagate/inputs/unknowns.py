"""Values that a file does not tell, and how a document is judged in spite of them: with care, or not at all.

While a document is put together, an unknown is a mark inside its texts; `settle` takes the marks out.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mfagate.documents import Unknown
from mfagate.inputs.containers import items
from mfagate.positions import json_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mfagate.positions import Json, Path, Position

_OPEN, _CLOSE = "\ue000", "\ue001"  # for private use: no policy that IAM takes has them
_MARK = re.compile(f"{_OPEN}([0-9]{{1,9}}){_CLOSE}")
_RESOURCES = {"Resource": "NotResource", "NotResource": "Resource"}
_PRINCIPALS = ("Principal", "NotPrincipal")
_FRESH_ACCOUNT = "000000000000"
_SOMEBODY = re.compile(
    rf"arn:aws[a-z-]*:(?:iam|sts)::([0-9]{{12}}|cloudfront|{_OPEN}[0-9]{{1,9}}{_CLOSE}):"
    r"(?:root|(?:role|user|assumed-role|saml-provider)/.+)"
)
_COMPARES = re.compile(r"(?:For(?:All|Any)Values?:)?(?:String|Arn)[A-Za-z]+", re.IGNORECASE)
_EQUALS = re.compile(r"(?:For(?:All|Any)Values?:)?String(?:Not)?Equals(?:IfExists)?", re.IGNORECASE)
_MFA = "aws:multifactorauth"
# Keys whose values mean nothing by themselves: one value that is not known is like any other.
_OPAQUE = {
    *("aws:principalorgid", "aws:resourceorgid", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce"),
    "sts:externalid",
}
_FILLERS: dict[str, Any] = {"Effect": "Deny", "Principal": {"AWS": "*"}, "Condition": {}}


class Gap(NamedTuple):
    """What is not known, in words, the edit that makes it known, and its name where it has one.

    `made` tells that it is a name which AWS makes up: one text, without a wildcard, that nothing else has.
    """

    what: str
    remedy: str
    short: str = ""
    made: bool = False


@dataclass
class Gaps:
    """The unknowns of one file, each with its mark; `account` is taken for one that may be any, if given."""

    known: dict[Gap, int] = field(default_factory=dict)
    account: str = ""

    def mark(self, what: str, remedy: str, short: str = "", *, made: bool = False) -> str:
        """Return the text that stands for an unknown."""
        return f"{_OPEN}{self.known.setdefault(Gap(what, remedy, short, made), len(self.known))}{_CLOSE}"

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
        if key in _PRINCIPALS and isinstance(statement.get("Effect"), str) and self._are_somebody(item):
            return self._principals((*path, key), item, statement["Effect"])
        if key == "Condition" and self.gaps.account and self._are_made_up(item):
            return self._conditions((*path, key), item)
        if key in _RESOURCES and isinstance(statement.get("Effect"), str):
            return self._resources((*path, key), item, statement["Effect"])
        self._error((*path, key), [key, item], f'"{shown_text(key)}"')
        return _FILLERS.get(key, "*")

    def _are_somebody(self, item: Json) -> bool:
        """Tell whether all that is not known of principals is the name or the account of single ones."""
        if not self.gaps.account or not isinstance(item, dict) or any(map(has_mark, item)):
            return False
        return all(
            isinstance(one, str)
            and (_SOMEBODY.fullmatch(one) or (key == "CanonicalUser" and self._is_made(one)))
            for key, held in item.items()
            for one in items(held)
            if has_mark(one)
        )

    def _is_made(self, value: Json) -> bool:
        """Tell whether all that is not known of a value are names that AWS makes up."""
        return all(gap.made for gap in self.gaps.within(value))

    def _are_made_up(self, item: Json) -> bool:
        """Tell whether all that is not known of conditions is single texts that a key is compared with."""
        return isinstance(item, dict) and all(
            _COMPARES.fullmatch(operator)
            and isinstance(keys, dict)
            and all(
                self._is_compared(operator, key, held) for key, held in keys.items() if has_mark([key, held])
            )
            for operator, keys in item.items()
            if has_mark([operator, keys])
        )

    def _is_compared(self, operator: str, key: str, held: Json) -> bool:
        """Tell whether values of a condition are texts of which any stands for any other."""
        if (
            has_mark(key)
            or key.lower().startswith(_MFA)
            or not all(isinstance(one, str) for one in items(held))
        ):
            return False
        return self._is_made(held) or (key.lower() in _OPAQUE and _EQUALS.fullmatch(operator) is not None)

    def _conditions(self, path: Path, item: dict[str, Any]) -> Json:
        return {
            operator: {
                key: [self._condition((*path, operator, key, index), one) for index, one in enumerate(held)]
                if isinstance(held, list)
                else self._condition((*path, operator, key), held)
                for key, held in keys.items()
            }
            if has_mark(keys)
            else keys
            for operator, keys in item.items()
        }

    def _condition(self, path: Path, item: Json) -> Json:
        if not has_mark(item):
            return item
        assumed = self._narrowed(item, whole="arn:aws:unknown:::" if "Arn" in str(path[-2:]) else "")
        self._say(
            "warning", path, item, f'"Condition" takes "{assumed}" for it, a name that nothing else has'
        )
        return assumed

    def _principals(self, path: Path, item: dict[str, Any], effect: str) -> Json:
        return {
            key: [self._principal((*path, key, index), one, effect) for index, one in enumerate(held)]
            if isinstance(held, list)
            else self._principal((*path, key), held, effect)
            for key, held in item.items()
        }

    def _principal(self, path: Path, item: Json, effect: str) -> Json:
        if not has_mark(item):
            return item
        element = next(str(part) for part in path if part in _PRINCIPALS)
        widest = (effect == "Allow") == (element == "Principal")
        account = self.gaps.account if widest else _FRESH_ACCOUNT
        text = (
            _MARK.sub(account, item, count=1) if item.startswith("arn:") and _account_is_mark(item) else item
        )
        assumed = (
            self._narrowed(text)
            if text.startswith("arn:")
            else hashlib.sha256(self._narrowed(text).encode()).hexdigest()
        )
        self._say("warning", path, item, f'"{element}" of this {effect} is taken for "{assumed}"')
        return assumed

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

    def _narrowed(self, text: str, whole: str = "arn:aws:unknown:::") -> str:
        """Return a text with a name that nothing else has for each unknown; `whole` starts a first one."""

        def name(mark: re.Match[str]) -> str:
            is_account = text[: mark.start()].count(":") == 4 and text[mark.start() - 1] == ":"
            fresh = self.gaps.name(int(mark.group(1)))
            return _FRESH_ACCOUNT if is_account else f"{whole if mark.start() == 0 else ''}{fresh}"

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


def _account_is_mark(text: str) -> bool:
    return is_mark(text.split(":")[4])
