"""The partition of AWS that documents are about: what is asked is of `aws`, others are read as if of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.positions import Json

ASKED = "arn:aws:"
"""How the ARNs begin that requests are about."""

_PARTITION = re.compile(r"arn:aws[a-z0-9-]*:")


def partition_fillings(documents: Iterable[Json]) -> dict[str, str]:
    """Return what is put for the beginning of ARNs, if all that are named are of one partition but `aws`.

    Partitions have the same services and rules, and nothing of one is ever asked for in another.
    """
    found = {text for document in documents for text in _beginnings(document)}
    return {found.pop(): ASKED} if len(found) == 1 and ASKED not in found else {}


def _beginnings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield from _PARTITION.findall(value)
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _beginnings(part)
