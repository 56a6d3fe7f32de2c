"""What findings are known by from run to run: the address of a resource, not its place among the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.parsing import json_path
from mfagate.sources._identities import identify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.inventory import Inventory

_START = re.compile(
    r"\$(?:(?:\.(?:planned_values|values|prior_state\.values)\.root_module"
    r"(?:\.child_modules\[\d+\])*\.resources\[\d+\]\.values)"
    r"|(?:\.resource_changes\[\d+\]\.change\.after)"
    r"|(?:\.resources\[\d+\]\.instances\[\d+\]\.attributes(?:_flat)?))"
)


def identified(inventory: Inventory, blocks: Iterable[Block]) -> Inventory:
    """Say of all that is wrong or unknown in a file at which address it is."""
    addresses = {json_path(block.path): block.address for block in blocks}

    def naming(_name: str, path: str) -> str:
        match = _START.match(path)
        address = addresses.get(match.group(0)) if match else None
        return f"{address}{path[match.end() :]}" if match and address is not None else ""

    return identify(inventory, naming)
