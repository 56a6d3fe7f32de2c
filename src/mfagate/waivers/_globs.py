"""File patterns of waivers: `*` and `?` stay within a folder, `**` goes through folders."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(pattern: str, path: str) -> bool:
    """Tell whether a path, with `/` between its parts, is one that the pattern names."""
    return _compiled(pattern.removeprefix("./")).fullmatch(path) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(
        "".join(_MEANS.get(part) or re.escape(part) for part in _TOKEN.findall(pattern)), re.DOTALL
    )
