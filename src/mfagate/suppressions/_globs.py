"""File patterns of waivers: `*` and `?` stay within a folder, `**` goes through folders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")


def matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern matches a path, which has `/` between its parts.

    All positions that the pattern may have reached are followed at once, so that no pattern takes long.
    """
    places = {0}
    for part in _PART.findall(pattern.removeprefix("./")):
        places = {after for place in places for after in _after(part, path, place)}
    return len(path) in places


def _after(part: str, path: str, place: int) -> Iterable[int]:
    """Give the places where a part of a pattern that begins at `place` may end."""
    if part == "**/":
        return [place, *(at + 1 for at in range(place, len(path)) if path[at] == "/")]
    if part == "**":
        return range(place, len(path) + 1)
    end = path.find("/", place)
    if part == "*":
        return range(place, (len(path) if end < 0 else end) + 1)
    if part == "?":
        return [place + 1] if place < len(path) and place != end else []
    return [place + len(part)] if path.startswith(part, place) else []
