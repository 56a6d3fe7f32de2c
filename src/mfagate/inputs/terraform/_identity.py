"""What findings are known by from run to run: the address of a resource, not its place among the others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from mfagate.positions import json_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mfagate.documents import Problem, Unknown
    from mfagate.inputs.holdings import Holding
    from mfagate.inputs.terraform._blocks import Block

_T = TypeVar("_T", "Problem", "Unknown")
_START = re.compile(
    r"\$(?:(?:\.(?:planned_values|values|prior_state\.values)\.root_module"
    r"(?:\.child_modules\[\d+\])*\.resources\[\d+\]\.values)"
    r"|(?:\.resource_changes\[\d+\]\.change\.after)"
    r"|(?:\.resources\[\d+\]\.instances\[\d+\]\.attributes(?:_flat)?))"
)


def identified(holding: Holding, blocks: Iterable[Block]) -> Holding:
    """Say of all that is wrong or unknown in a file at which address it is."""
    addresses = {json_path(block.path): block.address for block in blocks}
    for name, document in holding.documents.items():
        holding.documents[name] = replace(
            document,
            errors=tuple(_all(document.errors, addresses)),
            warnings=tuple(_all(document.warnings, addresses)),
            unknowns=tuple(_all(document.unknowns, addresses)),
        )
    for holder in holding.holders.values():
        holder.unknowns = _all(holder.unknowns, addresses)
    return holding


def _all(found: Iterable[_T], addresses: Mapping[str, str]) -> list[_T]:
    return [_one(problem, addresses) for problem in found]


def _one(problem: _T, addresses: Mapping[str, str]) -> _T:
    match = _START.match(problem.path)
    address = addresses.get(match.group(0)) if match else None
    if match is None or address is None:
        return problem
    return replace(problem, identity=f"{address}{problem.path[match.end() :]}")
