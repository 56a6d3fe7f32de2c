"""What findings are known by from run to run: the names on the way to them, not their place in a list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.sources.inventory import Inventory

Naming: TypeAlias = "Callable[[str, str], str]"
"""What is found in a thing of this name and at this path is known by; empty where by the path."""

_INDEX = re.compile(r"\[[0-9]+\]")


def identify_by_names(inventory: Inventory) -> Inventory:
    """Say of all that is wrong or unknown in a file what it is called there."""
    return identify(inventory, lambda name, path: f"{name}: {_INDEX.sub('', path)}")


def identify(inventory: Inventory, naming: Naming) -> Inventory:
    """Say of all that is wrong or unknown in a file what it is known by."""
    for name, document in inventory.documents.items():
        inventory.documents[name] = replace(
            document,
            errors=tuple(_all(document.errors, name, naming)),
            warnings=tuple(_all(document.warnings, name, naming)),
            unknowns=tuple(_all(document.unknowns, name, naming)),
        )
    for holder in inventory.holders.values():
        holder.unknowns = _all(holder.unknowns, holder.name, naming)
    return inventory


def _all(found: Iterable[Diagnostic], name: str, naming: Naming) -> list[Diagnostic]:
    return [replace(one, identity=naming(name, one.path) or one.identity) for one in found]
