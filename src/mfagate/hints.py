"""Hints for names that nobody knows."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(name: str, known: Iterable[str]) -> str:
    """Return a hint for a misspelt name: the closest known one, or all of them."""
    listed = sorted(known)
    close = difflib.get_close_matches(name, listed, n=1)
    return f"did you mean {close[0]}?" if close else f"expected one of {', '.join(listed)}"
