"""The partition of AWS that documents are about: what is asked is of `aws`, others are read as if of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.policy.contents import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mfagate.parsing import Json

ASKED = "arn:aws:"
"""How the ARNs begin that requests are about."""

_PARTITION = re.compile(r"arn:aws[a-z0-9-]*:")


def partition_fillings(documents: Iterable[Json]) -> dict[str, str]:
    """Return what is put for the beginning of ARNs, if all that are named are of one partition but `aws`.

    Partitions have the same services and rules, and nothing of one is ever asked for in another.
    """
    found = {
        beginning
        for document in documents
        for text in texts_in(document)
        for beginning in _PARTITION.findall(text)
    }
    return {found.pop(): ASKED} if len(found) == 1 and ASKED not in found else {}
