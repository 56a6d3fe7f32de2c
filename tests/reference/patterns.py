"""Texts with wildcards and policy variables ("IAM JSON policy elements: Resource", "Variables and tags").

A pattern is a sequence of (character, wild) pairs: what a variable puts in is never wild.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reference.context import Context

Pattern = tuple[tuple[str, bool], ...]

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_DEFAULT = re.compile(r"([^,]+), '(.*)'")
_LITERALS = ("*", "?", "$")


def plain(text: str) -> Pattern:
    """Return the pattern of a text: `*` and `?` are wild."""
    return tuple((char, char in "*?") for char in text)


def literal(text: str) -> Pattern:
    """Return the pattern that is this text and nothing else."""
    return tuple((char, False) for char in text)


def expanded(text: str, context: Context, *, variables: bool) -> Pattern | None:
    """Return the pattern of a text with its variables replaced; None if one has no value."""
    if not variables:
        return plain(text)
    found: list[tuple[str, bool]] = []
    position = 0
    for match in _VARIABLE.finditer(text):
        found.extend(plain(text[position : match.start()]))
        value = _value(match[1], context)
        if value is None:
            return None
        found.extend(literal(value))
        position = match.end()
    found.extend(plain(text[position:]))
    return tuple(found)


def _value(name: str, context: Context) -> str | None:
    if name in _LITERALS:
        return name
    default = _DEFAULT.fullmatch(name)
    values = context.values(default[1] if default else name)
    if len(values) == 1:
        return values[0]
    return default[2] if default and not values else None


def text_of(pattern: Pattern) -> str:
    """Return the characters of a pattern: for operators that have no wildcards."""
    return "".join(char for char, _ in pattern)


def like(pattern: Pattern, text: str) -> bool:
    """Tell whether a text matches, `*` and `?` reaching over everything."""
    return _regex(_source(pattern, any_text=".*", one=".")).fullmatch(text) is not None


def segment_source(pattern: Pattern, *, crossing: bool) -> str:
    """Return the regular expression of one segment of an ARN.

    With `crossing`, a `*` at its end reaches over the colons that follow.
    """
    if crossing and pattern and pattern[-1] == ("*", True):
        return _source(pattern[:-1], any_text="[^:]*", one="[^:]") + ".*"
    return _source(pattern, any_text="[^:]*", one="[^:]")


def rest_source(pattern: Pattern) -> str:
    """Return the regular expression of the last segment, in which colons are ordinary."""
    return _source(pattern, any_text=".*", one=".")


def full_match(source: str, text: str) -> bool:
    """Tell whether the whole text matches a regular expression."""
    return _regex(source).fullmatch(text) is not None


def split(pattern: Pattern, limit: int = 6) -> list[Pattern]:
    """Split at the colons into at most `limit` parts."""
    parts: list[list[tuple[str, bool]]] = [[]]
    for char, wild in pattern:
        if char == ":" and len(parts) < limit:
            parts.append([])
        else:
            parts[-1].append((char, wild))
    return [tuple(part) for part in parts]


def _source(pattern: Pattern, *, any_text: str, one: str) -> str:
    wild = {"*": any_text, "?": one}
    return "".join(wild[char] if is_wild else re.escape(char) for char, is_wild in pattern)


@lru_cache(maxsize=4096)
def _regex(source: str) -> re.Pattern[str]:
    return re.compile(source, re.DOTALL)
