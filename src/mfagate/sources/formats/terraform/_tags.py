"""The tags of a user or a role, as far as a plan or a state shows them.

Source: "Resource tagging" (the AWS provider's documentation): `tags_all` has those of the provider too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import members

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Json
    from mfagate.sources.formats.terraform._blocks import Block


def tags_of(block: Block, after: Mapping[str, Mapping[str, Json]]) -> tuple[dict[str, str], bool]:
    """Return the tags that are known, and whether these are all; `after` has what is known after apply."""
    shown = {**members(block.values.get("tags")), **members(block.values.get("tags_all"))}
    tags = {key: value for key, value in shown.items() if isinstance(value, str)}
    is_planned = "planned_values" in block.path
    late = after.get(block.address, {}).get("tags_all")
    is_known = block.address in after or not is_planned
    complete = isinstance(block.values.get("tags_all"), dict) and len(tags) == len(shown)
    return tags, complete and is_known and not _has_unknown(late)


def _has_unknown(late: Json) -> bool:
    return late is True or any(members(late).values())
