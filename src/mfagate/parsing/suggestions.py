"""Suggestions for names that nobody knows: the closest known one."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TERRAFORM = (
    "Terraform configuration, which mfagate does not evaluate; give its plan as JSON (terraform show -json)"
)
"""What `*.tf` files are, and what to give instead."""

_MAX_NAMES = 10_000  # names of a folder that are compared


def closest_match(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that differs in case only, else the most similar one; None if none is similar."""
    import difflib  # noqa: PLC0415 - only an error needs it

    by_lower = {candidate.lower(): candidate for candidate in known}
    matches = difflib.get_close_matches(word.lower(), sorted(by_lower), n=1)
    return by_lower[matches[0]] if matches else None


def closest(name: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Return a hint for a misspelt name: the closest known one, else `otherwise`, by default all of them."""
    listed = sorted(known)
    match = closest_match(name, listed)
    if match:
        return f"did you mean {match}?"
    return otherwise if otherwise is not None else f"expected one of {', '.join(listed)}"


def closest_path(path: Path) -> str | None:
    """Return the path of a file in the same folder with a similar name; None if there is none."""
    try:
        with os.scandir(path.parent) as found:
            names = [one.name for one in islice(found, _MAX_NAMES) if one.name.isprintable()]
    except (OSError, ValueError):
        return None
    match = closest_match(path.name, names)
    return path.with_name(match).as_posix() if match else None
