"""Who has which policy, and is a member of which group, by the resources that attach one to the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.formats.terraform._conflicts import Gift
from mfagate.sources.formats.terraform._places import ATTACHMENTS, EXCLUSIVE, INLINE, SET, SETS
from mfagate.sources.formats.terraform._principals import last
from mfagate.sources.formats.terraform._sources import REMEDY
from mfagate.sources.inventory import doubtful, missing_group, missing_policy, printable

if TYPE_CHECKING:
    from mfagate.parsing import Path
    from mfagate.sources.formats.containers import Container
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._conflicts import Conflicts
    from mfagate.sources.formats.terraform._documents import Documents
    from mfagate.sources.formats.terraform._principals import Named, Principals
    from mfagate.sources.formats.terraform._references import References
    from mfagate.sources.inventory import Holder

_POLICY = "aws_iam_policy"
_ARNS = ("arn", "id")


@dataclass
class Attachments:
    """Gives the holders of one file what its resources attach to them."""

    container: Container
    documents: Documents
    principals: Principals
    references: References
    conflicts: Conflicts
    blocks: list[Block]
    _missing: set[tuple[str, str]] = field(default_factory=set)

    def inline(self, block: Block) -> None:
        """Take a policy that is written for its holder."""
        name = self.documents.of(block)
        called = text_of(block.values.get("name"))
        for argument, wanted in INLINE[block.type]:
            path = (*block.path, argument)
            for holder in self._named(block, argument, wanted, name).holders:
                self._add(holder, name, "", path)
                self.conflicts.give(Gift(holder, "inline", called, called, block, path))

    def attach(self, block: Block) -> None:
        """Take what attaches a policy by its ARN, or a boundary to a permission set; of others nothing."""
        if block.type == "aws_ssoadmin_permissions_boundary_attachment":
            self._set_boundary(block)
        if block.type not in ATTACHMENTS:
            return
        is_managed = block.type == "aws_ssoadmin_managed_policy_attachment"
        argument = "managed_policy_arn" if is_managed else "policy_arn"
        arn = text_of(block.values.get(argument))
        name = self.documents.by_arn(arn, (*block.path, argument)) if arn else None
        name = name if arn else self.documents.referred(block, argument)
        own = members(next(iter(items(block.values.get("customer_managed_policy_reference"))), None))
        what = arn or text_of(own.get("name"))
        holders: set[str] = set()
        for holder_argument, wanted in ATTACHMENTS[block.type]:
            path = (*block.path, holder_argument)
            for holder in self._named(block, holder_argument, wanted, name).holders:
                holders.add(holder.name)
                if name is not None:
                    self._add(holder, name, arn, path)
                    self.conflicts.give(Gift(holder, "policy", name, arn, block, path))
                elif what:
                    self._add(holder, None, what, path)
                else:
                    self._left_out(holder, f"the policy that {printable(block.address, '?')} attaches", path)
        if block.type == "aws_iam_policy_attachment":
            names = self._possible(block, arn) if name is None else {name}
            self.conflicts.claim(
                block,
                lambda gift: gift.what == "policy" and gift.name in names and gift.holder.name not in holders,
            )

    def _possible(self, block: Block, arn: str) -> set[str]:
        """Return the names of the policies that a resource may attach, where its ARN does not tell which."""
        policies = [one for one in self.blocks if one.type == _POLICY and one.mode == "managed"]
        if arn:
            same = [one for one in policies if last(arn) == one.values.get("name")]
            found = [one for one in same if not text_of(one.values.get("arn"))]
        else:
            found = self.references.resolve(block, "policy_arn", _POLICY, _ARNS).blocks or policies
        return {name for name in map(self.documents.of, found) if name is not None}

    def listed(self, holder: Holder, block: Block, argument: str) -> set[str]:
        """Give a holder the policies that an argument lists by ARN, or will when it is known; return them."""
        shown = block.values.get(argument)
        shown = self.references.constant(block, argument) if shown is None else shown
        arns = shown if isinstance(shown, list) else []
        configured, path = self.references.is_configured(block, argument), (*block.path, argument)
        given: dict[str, str] = {}
        for index, arn in enumerate(map(text_of, arns)):
            if not arn or (not configured and self.conflicts.is_decided(block, "policy", arn)):
                continue
            name = self.documents.by_arn(arn, (*path, index))
            self._add(holder, name, arn, (*path, index))
            given |= {name: arn} if name else {}
        is_shown = isinstance(shown, list)
        late = sum(not text_of(arn) for arn in arns) if is_shown else int(argument not in block.values)
        if late and configured:
            given |= dict.fromkeys(self._late(holder, block, argument, late, is_shown=is_shown), "")
        if block.type in EXCLUSIVE:
            for name, arn in given.items():
                self.conflicts.give(Gift(holder, "policy", name, arn, block, path))
        return set(given)

    def _late(self, holder: Holder, block: Block, argument: str, late: int, *, is_shown: bool) -> list[str]:
        """Give a holder the policies that unknown elements of a list may be; return their names."""
        path = (*block.path, argument)
        found, exact, _ = self.references.resolve(block, argument, _POLICY, _ARNS)
        if is_shown:  # an ARN that is known would stand there
            found = [one for one in found if not text_of(one.values.get("arn"))]
        names = [name for name in map(self.documents.of, found) if name is not None]
        what = f"{argument} of {printable(block.address, '?')}"
        for name in names:
            self._add(holder, name, "", path)
            if not exact or len(found) != late:
                message = f"{what} is known after apply, so it may or may not contain {printable(name, '?')}"
                unknown = self.documents.unknown("warning", message, REMEDY, path)
                document = self.documents.inventory.documents[name]
                holder.unknowns.append(doubtful(unknown, holder, document))
        if not is_shown or late > len(names):
            self._left_out(holder, f"any other policy in {what}", path)
        return names

    def exclusive(self, block: Block) -> None:
        """Take what a resource says that its holder has, and nothing else: it takes the rest away."""
        place = EXCLUSIVE[block.type]
        path: Path = (*block.path, place.argument)
        for holder in self._named(block, place.holder, place.type).holders:
            if place.argument != "policy_names":
                self._claim(block, holder.name, "policy", self.listed(holder, block, place.argument))
                continue
            names = {text_of(one) for one in items(block.values.get(place.argument))} - {""}
            self._claim(block, holder.name, "inline", names)
            for name in sorted(names - self.conflicts.inline_of(holder)):
                self._add(holder, None, f"{name}, inline in {holder.name},", path)

    def _claim(self, block: Block, holder: str, what: str, kept: set[str]) -> None:
        self.conflicts.claim(
            block,
            lambda gift: gift.what == what and gift.holder.name == holder and gift.name not in kept,
        )

    def membership(self, block: Block, users: str, groups: str) -> None:
        """Make users members of groups."""
        people = self._named(block, users, "aws_iam_user")
        joined = self.principals.named(block, groups, "aws_iam_group")
        path = (*block.path, groups)
        where = f"{groups} of {printable(block.address, '?')}"
        for user in people.holders:
            user.groups += [group.name for group in joined.holders]
            for group in joined.holders:
                key = self.principals.name_of(group)
                self.conflicts.give(Gift(user, "group", group.name, key, block, path))
            for name in [*joined.missing, *([""] * joined.is_open)]:
                rest = f"a group known after apply ({where})"
                label = f"group/{printable(name, '?')}" if name else rest
                user.unknowns.append(missing_group(self.container, path, label))
            for group in joined.doubted:
                user.unknowns.append(doubtful(self.principals.doubt(block, groups, group), user))
        if block.type == "aws_iam_group_membership":
            names = None if "" in joined.missing else {group.name for group in joined.holders}
            kept = {user.name for user in people.holders}
            self.conflicts.claim(
                block,
                lambda gift: (
                    gift.what == "group"
                    and (names is None or gift.name in names)
                    and gift.holder.name not in kept
                ),
            )

    def _set_boundary(self, block: Block) -> None:
        """Take the boundary of a permission set: of AWS, or one of each account that is named only."""
        path = (*block.path, "permissions_boundary")
        own = members(next(iter(items(block.values.get("permissions_boundary"))), None))
        arn = text_of(own.get("managed_policy_arn"))
        for holder in self._named(block, SET, SETS).holders:
            holder.boundary = self.documents.by_arn(arn, path) if arn else None
            if holder.boundary is None:
                what = arn or "that each account defines"
                holder.unknowns.append(missing_policy(self.container, path, what, boundary=True))

    def _named(self, block: Block, argument: str, wanted: str, name: str | None = None) -> Named:
        found = self.principals.named(block, argument, wanted)
        document = self.documents.inventory.documents.get(name or "")
        self.principals.report(found, block, argument, wanted, document)
        return found

    def _left_out(self, holder: Holder, what: str, path: Path) -> None:
        message = (
            f"{what} is known after apply: it is not judged, so "
            "more may be allowed or denied than this report says"
        )
        unknown = self.documents.unknown("warning", message, REMEDY, path)
        holder.unknowns.append(replace(unknown, grants=True))

    def _add(self, holder: Holder, name: str | None, arn: str, path: Path) -> None:
        if name is None:
            if (holder.name, arn) not in self._missing:
                holder.unknowns.append(missing_policy(self.container, path, arn or "without an ARN"))
            self._missing.add((holder.name, arn))
        elif name not in holder.identity:
            holder.identity.append(name)
