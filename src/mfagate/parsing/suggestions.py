"""Hints for names that nobody knows, and for files in a form that is not read."""

from __future__ import annotations

import difflib
import os
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TERRAFORM = (
    "Terraform's configuration, which is not worked out here; "
    "give what terraform show -json prints of its plan"
)
"""What `*.tf` files are, and what to give in their place."""

_LOOKED_AT = 10_000  # names in a folder


def closest(name: str, known: Iterable[str]) -> str:
    """Return a hint for a misspelt name: the closest known one, or all of them."""
    listed = sorted(known)
    close = difflib.get_close_matches(name, listed, n=1)
    return f"did you mean {close[0]}?" if close else f"expected one of {', '.join(listed)}"


def near(path: Path) -> str | None:
    """Return the path of what stands beside a path that is not there and is called much like it."""
    try:
        with os.scandir(path.parent) as found:
            names = [one.name for one in islice(found, _LOOKED_AT) if one.name.isprintable()]
    except (OSError, ValueError):
        return None
    close = difflib.get_close_matches(path.name, sorted(names), n=1)
    return path.with_name(close[0]).as_posix() if close else None
