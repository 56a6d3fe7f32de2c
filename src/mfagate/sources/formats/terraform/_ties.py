"""What one resource gives and another takes away: nobody is judged as if he surely had it.

Sources: the provider's documentation of aws_iam_policy_attachment and aws_iam_group_membership (exclusive for
their policy and group), and of what the others do when they are deleted: they detach, or delete, by name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from mfagate.sources.inventory import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Path
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._documents import Documents
    from mfagate.sources.formats.terraform._people import People
    from mfagate.sources.formats.terraform._references import References
    from mfagate.sources.formats.terraform._taken import Given
    from mfagate.sources.inventory import Holder

What = Literal["policy", "inline", "group"]

_ALL_IN_ONE = "Name everybody in the one that manages all, or use resources that manage one each."
_OTHER_NAME = "Give each policy a name of its own."
_MOVED = (
    "Keep one resource: tell its new address by a moved block, or let the other go without a change in AWS "
    "(removed, with destroy = false)."
)


class Tie(NamedTuple):
    """Somebody has something by a resource; `name` is what that is called in the file, `key` in AWS."""

    holder: Holder
    what: What
    name: str
    key: str
    block: Block
    path: Path


class Owner(NamedTuple):
    """A resource that manages all that have one of `names`; `sure` where that is one, and it is known."""

    block: Block
    what: What
    names: set[str]
    holders: set[str]
    sure: bool


@dataclass
class Ties:
    """Who has what by which resource of one file; `taken` is what its changes take away, and by which."""

    taken: Mapping[Given, str]
    documents: Documents
    people: People
    references: References
    _ties: list[Tie] = field(default_factory=list)
    _owners: list[Owner] = field(default_factory=list)

    def give(self, tie: Tie) -> None:
        """Take in that somebody has something by a resource."""
        self._ties.append(tie)

    def own(self, owner: Owner) -> None:
        """Take in that a resource manages all that have something."""
        self._owners.append(owner)

    def say(self) -> None:
        """Make it an error of whoever has something that another resource takes away."""
        inline: dict[tuple[str, str], Block] = {}
        for tie in self._ties:
            first = tie.block
            if tie.what == "inline" and tie.key:
                first = inline.setdefault((tie.holder.name, tie.key), tie.block)
            if first.address != tie.block.address:
                self._say(tie, _same_name(tie, first), _OTHER_NAME)
            owner = next((one for one in self._owners if self._loses(tie, one)), None)
            by = self.taken.get((tie.holder.kind, self.people.name_of(tie.holder), tie.what, tie.key))
            if owner is not None:
                self._say(tie, _owned(tie, owner), _ALL_IN_ONE)
            elif by is not None:
                self._say(tie, _taken(tie, by), _MOVED)

    def _loses(self, tie: Tie, owner: Owner) -> bool:
        same = tie.what == owner.what and tie.name in owner.names
        other = tie.block.address != owner.block.address and tie.holder.name not in owner.holders
        return same and other and not self.references.apart(owner.block, tie.block)

    def _say(self, tie: Tie, message: str, remedy: str) -> None:
        tie.holder.unknowns.append(self.documents.unknown("error", message, remedy, tie.path))


def _same_name(tie: Tie, first: Block) -> str:
    return (
        f"{tie.holder.name} has the policy {printable(tie.key, '?')} by {printable(first.address, '?')} too, "
        "and has but one of a name: which of the two is not known"
    )


def _owned(tie: Tie, owner: Owner) -> str:
    manages = f"{printable(owner.block.address, '?')} {'manages' if owner.sure else 'may manage'}"
    if tie.what == "group":
        return (
            f"{tie.holder.name} is put into {tie.name} here, but {manages} all its members without this one, "
            "and takes out the rest"
        )
    return (
        f"{tie.name} is attached to {tie.holder.name} here, but {manages} all its attachments without this "
        "one, and takes away the rest"
    )


def _taken(tie: Tie, by: str) -> str:
    return (
        f"{printable(tie.key, '?')} is given to {tie.holder.name} here, but {printable(by, '?')}, which the "
        "plan deletes or changes, takes the same away: whether it is there afterwards is not known"
    )
