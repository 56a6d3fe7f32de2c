"""What one resource gives and another one may take away or replace: an error for whoever has it.

Sources: the provider's documentation of aws_iam_policy_attachment and aws_iam_group_membership (exclusive for
their policy and group), of the `…_exclusive` resources, and of deleting the others: it detaches by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.formats.terraform._places import ATTACHMENTS, INLINE
from mfagate.sources.formats.terraform._principals import HOLDERS, last
from mfagate.sources.inventory import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mfagate.parsing import Path
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._documents import Documents
    from mfagate.sources.formats.terraform._principals import Principals
    from mfagate.sources.inventory import Holder

What: TypeAlias = Literal["policy", "inline", "group"]
Assignment: TypeAlias = tuple[str, str, str, str]
"""The kind and the name of a holder in AWS, what is given, and the ARN or name of that."""

_NOTHING_GOES = (["no-op"], ["read"], ["create"], ["forget"])
_NEW_FIRST = ["create", "delete"]
_REMEDY = (
    "Let only one resource manage it, under a unique name. To keep it, use a moved block, or a removed block "
    "with destroy = false for the other resource."
)


class Gift(NamedTuple):
    """What a resource gives a holder; `name` is what that is called in the file, `key` in AWS."""

    holder: Holder
    what: What
    name: str
    key: str
    block: Block
    path: Path


class Conflicts:
    """Who has what by which resource of one file, and what takes it away."""

    def __init__(
        self, plan: dict[str, Any], blocks: Iterable[Block], documents: Documents, principals: Principals
    ) -> None:
        """Take the plan: what its resources give, and what its changes take away."""
        self._documents = documents
        self._principals = principals
        self._removed = removed(plan)
        self._given = {one for block in blocks for one in assignments(block.type, block.values)}
        self._gifts: list[Gift] = []
        self._claims: list[tuple[Block, Callable[[Gift], bool]]] = []

    def is_decided(self, role: Block, what: What, key: str) -> bool:
        """Tell whether another resource gives or takes what the provider has only observed of a role."""
        one = ("role", text_of(role.values.get("name")), what, key)
        return one in self._removed or (what == "inline" and one in self._given)

    def give(self, gift: Gift) -> None:
        """Take in that a resource gives something."""
        self._gifts.append(gift)

    def inline_of(self, holder: Holder) -> set[str]:
        """Return the names of the inline policies that a holder was given."""
        return {one.name for one in self._gifts if one.what == "inline" and one.holder.name == holder.name}

    def claim(self, block: Block, takes: Callable[[Gift], bool]) -> None:
        """Take in that a resource manages all that have something; `takes` says what it takes away."""
        self._claims.append((block, takes))

    def report(self) -> None:
        """Make it an error of whoever has something that another resource takes away, or replaces."""
        first: dict[tuple[str, str], Block] = {}
        for gift in self._gifts:
            by = self._taker(gift)
            if gift.what == "inline" and gift.key:
                other = first.setdefault((gift.holder.name, gift.key), gift.block)
                by = other.address if other.address != gift.block.address else by
            if by:
                message = (
                    f"{gift.holder.name} gets {printable(gift.key or gift.name, '?')} here, but "
                    f"{printable(by, '?')} removes or replaces it; it may be missing after apply"
                )
                gift.holder.unknowns.append(self._documents.unknown("error", message, _REMEDY, gift.path))

    def _taker(self, gift: Gift) -> str:
        """Return the address of the resource that takes something away; empty where none does."""
        for block, takes in self._claims:
            is_apart = self._documents.references.are_apart(block, gift.block)
            if block.address != gift.block.address and not is_apart and takes(gift):
                return block.address
        name = self._principals.name_of(gift.holder)
        return self._removed.get((gift.holder.kind, name, gift.what, gift.key), "")


def assignments(kind: str, values: dict[str, Any]) -> Iterator[Assignment]:
    """Give what a resource of a type gives, and who gets it."""
    if kind == "aws_iam_user_group_membership":
        for group in items(values.get("groups")):
            yield "user", last(values.get("user")), "group", last(group)
    if kind == "aws_iam_group_membership":
        for user in items(values.get("users")):
            yield "user", last(user), "group", last(values.get("group"))
    for argument, wanted in INLINE.get(kind, ()):
        yield HOLDERS[wanted], last(values.get(argument)), "inline", text_of(values.get("name"))
    for argument, wanted in ATTACHMENTS.get(kind, ()):
        for holder in items(values.get(argument)):
            arn = text_of(values.get("policy_arn")) or text_of(values.get("managed_policy_arn"))
            yield HOLDERS[wanted], last(holder), "policy", arn


def removed(plan: dict[str, Any]) -> dict[Assignment, str]:
    """Return what the changes of a plan take away, each with the address of the resource that takes it.

    What goes together with its user, group or role is theirs, perhaps of another account, and nobody else's.
    """
    changes = [members(one) for one in items(plan.get("resource_changes"))]
    gone = set(_holders_gone(changes))
    found: dict[Assignment, str] = {}
    for one in changes:
        change = members(one.get("change"))
        if not isinstance(change.get("before"), dict) or change.get("actions") in _NOTHING_GOES:
            continue
        kind, module = text_of(one.get("type")), text_of(one.get("module_address"))
        stays = not one.get("deposed") and change.get("actions") != _NEW_FIRST
        kept = set(assignments(kind, members(change.get("after")))) if stays else set()
        for given in assignments(kind, change["before"]):
            holders = {(module, *given[:2]), (module, given[2], given[3])}
            if given[3] and given not in kept and gone.isdisjoint(holders):
                found.setdefault(given, text_of(one.get("address")))
    return found


def _holders_gone(changes: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for one in changes:
        change, kind = members(one.get("change")), HOLDERS.get(text_of(one.get("type")))
        if kind is not None and change.get("actions") == ["delete"] and not one.get("deposed"):
            yield text_of(one.get("module_address")), kind, last(members(change.get("before")).get("name"))
