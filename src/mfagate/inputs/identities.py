"""What findings are known by from run to run: the names on the way to them, not their place in a list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mfagate.documents import Problem, Unknown
    from mfagate.inputs.holdings import Holding

_T = TypeVar("_T", "Problem", "Unknown")
_INDEX = re.compile(r"\[[0-9]+\]")


def known_by_names(holding: Holding) -> Holding:
    """Say of all that is wrong or unknown in a file what it is called there."""
    for name, document in holding.documents.items():
        holding.documents[name] = replace(
            document,
            errors=tuple(_all(document.errors, name)),
            warnings=tuple(_all(document.warnings, name)),
            unknowns=tuple(_all(document.unknowns, name)),
        )
    for holder in holding.holders.values():
        holder.unknowns = _all(holder.unknowns, holder.name)
    for _, way in (*holding.variants, *holding.fewer):
        known_by_names(way)
    return holding


def _all(found: Iterable[_T], name: str) -> list[_T]:
    return [replace(one, identity=f"{name}: {_INDEX.sub('', one.path)}") for one in found]
