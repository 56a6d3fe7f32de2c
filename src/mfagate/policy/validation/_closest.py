"""The nearest known word to a misspelt one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that differs in case only, else the most similar one."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    matches = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[matches[0]] if matches else None


def hint(word: str, known: Iterable[str], otherwise: str) -> str:
    """Write what was probably meant, or what could have been."""
    candidate = closest(word, known)
    return f'did you mean "{candidate}"?' if candidate else otherwise
