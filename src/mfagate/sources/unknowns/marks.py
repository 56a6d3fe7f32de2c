"""Values that a file does not tell: while a document is put together, each is a mark inside its texts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mfagate.parsing import Json

_OPEN, _CLOSE = "\ue000", "\ue001"  # for private use: no policy that IAM takes has them
MARK = rf"{_OPEN}[0-9]{{1,9}}{_CLOSE}"
"""What a mark looks like, as a regular expression."""

_MARK = re.compile(f"{_OPEN}([0-9]{{1,9}}){_CLOSE}")


class UnknownValue(NamedTuple):
    """What is not known, in words, the edit that makes it known, and its name where it has one.

    `made` tells that it is a name which AWS makes up: one text, without a wildcard, that nothing else has.
    """

    what: str
    remedy: str
    short: str = ""
    made: bool = False


@dataclass
class UnknownValues:
    """The unknowns of one file, each with its mark; `account` is taken for one that may be any, if given."""

    known: dict[UnknownValue, int] = field(default_factory=dict)
    account: str = ""

    def mark(self, what: str, remedy: str, short: str = "", *, made: bool = False) -> str:
        """Return the text that stands for an unknown."""
        number = self.known.setdefault(UnknownValue(what, remedy, short, made), len(self.known))
        return f"{_OPEN}{number}{_CLOSE}"

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
        what = listed[number].what if number < len(listed) else str(number)
        return f"unknown-{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

    def within(self, value: Json) -> list[UnknownValue]:
        """Return the unknowns in a value, keys included, in order and each once."""
        listed = list(self.known)
        numbers = [int(found) for text in _texts(value) for found in _MARK.findall(text)]
        return [listed[number] for number in dict.fromkeys(numbers) if number < len(listed)]


def is_mark(value: Json) -> bool:
    """Tell whether a value is an unknown and nothing else."""
    return isinstance(value, str) and _MARK.fullmatch(value) is not None


def has_mark(value: Json) -> bool:
    """Tell whether there is an unknown anywhere in a value."""
    return any(_MARK.search(text) for text in _texts(value))


def replaced(text: str, stands_in: Callable[[re.Match[str]], str], count: int = 0) -> str:
    """Return a text with something else for each mark, or the first `count`; their group is the number."""
    return _MARK.sub(stands_in, text, count=count)


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
