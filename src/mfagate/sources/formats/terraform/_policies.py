"""The resources of a plan or a state that hold policies, and who the policies are attached to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.formats.terraform._blocks import Block, blocks, gone
from mfagate.sources.formats.terraform._documents import Documents
from mfagate.sources.formats.terraform._identity import identified
from mfagate.sources.formats.terraform._observed import Observed
from mfagate.sources.formats.terraform._people import HOLDERS, Named, People, last
from mfagate.sources.formats.terraform._places import (
    ATTACHMENTS,
    EXCLUSIVE,
    INLINE,
    ORGANIZATIONS,
    PLACES,
    SET,
    SETS,
)
from mfagate.sources.formats.terraform._references import References
from mfagate.sources.formats.terraform._sources import REMEDY
from mfagate.sources.formats.terraform._taken import taken
from mfagate.sources.formats.terraform._ties import Owner, Tie, Ties
from mfagate.sources.formats.terraform._unread import unread
from mfagate.sources.formats.terraform._whole import say_missing
from mfagate.sources.inventory import Holder, Inventory, account_of, missing_group, missing_policy, printable

if TYPE_CHECKING:
    from mfagate.parsing import Json, Path
    from mfagate.sources.formats.containers import Container

FORM = "a Terraform plan or state"
_EACH = "Attach each policy by a resource of its own, or judge the state after apply."
_ONE_OF_THEM = "Name the policy in both, or in neither."


def terraform_inventory(container: Container) -> Inventory:
    """Return the policies of a plan or a state, and the users, groups and roles that have them."""
    return _Reader(container).read()


@dataclass
class _Reader:
    """Reads one file."""

    container: Container
    documents: Documents = field(init=False)
    inventory: Inventory = field(init=False)
    inline: dict[str, set[str]] = field(default_factory=dict)
    attached: dict[str, set[str]] = field(default_factory=dict)
    missing: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        value = self.container.value
        self.inventory = Inventory(self.container.file, FORM)
        self.blocks = list(blocks(value))
        self.references = References(value.get("configuration"), self.blocks)
        self.observed = Observed.of(value, self.blocks)
        self.people = People(self.container, self.references, self.inventory)
        after = dict(map(_after, items(value.get("resource_changes"))))
        self.documents = Documents(self.container, self.inventory, self.references, after)
        self.ties = Ties(taken(value), self.documents, self.people, self.references)

    def read(self) -> Inventory:
        own = [block for block in self.blocks if block.mode == "managed"]
        for block in self.blocks:
            if block.mode == "data" and block.type == "aws_iam_policy":
                self.documents.read_before(block)
        for block in own:
            if block.type in PLACES:
                self._policy(block)
        for block in own:
            if block.type in HOLDERS:
                self._holder(block)
        for block in own:
            self._attached(block)
        for block in own:
            if block.type in EXCLUSIVE:
                self._exclusive(block)
            unread(block, self.documents)
        self.ties.say()
        say_missing(self.container.value, [*self.blocks, *gone(self.container.value)], self.documents)
        return identified(self.inventory, self.blocks)

    def _attached(self, block: Block) -> None:
        for argument, wanted in INLINE.get(block.type, ()):
            self._give(block, argument, wanted, self.documents.of(block))
        if block.type in ATTACHMENTS:
            self._attach(block)
        elif block.type == "aws_ssoadmin_permissions_boundary_attachment":
            self._set_boundary(block)
        elif block.type == "aws_iam_user_group_membership":
            self._membership(block, "user", "groups")
        elif block.type == "aws_iam_group_membership":
            self._membership(block, "users", "group")

    def _policy(self, block: Block) -> None:
        place = PLACES[block.type]
        kind = place.kind
        if block.type == "aws_organizations_policy":
            form = text_of(block.values.get("type"))
            if form not in ORGANIZATIONS:
                return
            kind = ORGANIZATIONS[form]
        value, told = block.values.get(place.argument), self.references.told(block, place.argument)
        waits = told and place.argument not in block.values
        given = waits or (value is not None and (told or not self.observed.owns(block)))
        if not place.optional or (given and value != ""):
            self.documents.take(block, place.argument, kind)

    def _holder(self, block: Block) -> None:
        kind = HOLDERS[block.type]
        holder = self.inventory.add_holder(Holder(printable(block.address, "?"), kind))
        self.people.add(block, holder)
        holder.account = account_of(block.values.get("arn"))
        if kind == "user":
            holder.user = text_of(block.values.get("name")) or None
        if kind == "role":
            name = f"{holder.name}/trust"
            holder.trust = self.documents.add(block, ("assume_role_policy",), name, "trust")
            self._inline(block, holder)
            self._named(holder, block, "managed_policy_arns")
        self._boundary(block, holder)

    def _inline(self, block: Block, holder: Holder) -> None:
        """Take the policies that are written in a role itself; an empty block says that there is none."""
        listed = block.values.get("inline_policy")
        written = [members(one) for one in self.references.blocks_in(block, "inline_policy")]
        for index, one in enumerate(listed if isinstance(listed, list) else []):
            told = members(one)
            name = text_of(told.get("name"))
            if not written and self.observed.writes(block, name):
                continue
            if "policy" in told and not told["policy"] and not name:
                continue
            self.inline.setdefault(holder.name, set()).add(name)
            path = ("inline_policy", index, "policy")
            self.ties.give(Tie(holder, "inline", name, name, block, (*block.path, *path)))
            called = f"{holder.name}/{printable(name, str(index))}"
            expression = _of_name(written, name)
            holder.identity.append(self.documents.add(block, path, called, "identity", expression))
        if "inline_policy" not in block.values and self.references.told(block, "inline_policy"):
            holder.unknowns.append(self.documents.late(block, "inline_policy"))

    def _named(self, holder: Holder, block: Block, argument: str) -> None:
        """Take the policies that an argument lists by their ARNs, or will when it is known."""
        listed = block.values.get(argument)
        listed = self.references.constant(block, argument) if listed is None else listed
        path = (*block.path, argument)
        known, planned = 0, self.references.told(block, argument)
        for index, arn in enumerate(listed if isinstance(listed, list) else []):
            if text_of(arn) and not planned and self.observed.detaches(block, arn):
                known += 1
            elif text_of(arn):
                self._add(holder, self.documents.by_arn(arn, (*path, index)), arn, (*path, index))
                known += 1
        waits = len(listed) > known if isinstance(listed, list) else argument not in block.values
        if not waits or not planned:
            return
        referred = self.references.all(block, argument, "aws_iam_policy", sure=True)
        if isinstance(listed, list):  # an ARN that is known would stand there
            referred = [one for one in referred if not text_of(one.values.get("arn"))]
        names = [self.documents.of(one) for one in referred]
        late = len(listed) - known if isinstance(listed, list) else 1
        sure = holder.kind in {"role", "set"} or self._is_sure(block, argument, late)
        for name in filter(None, names):
            self._add(holder, name, "", path)
            if not sure:
                what = f"{argument} of {printable(block.address, '?')} is known after apply"
                message = f"{what}, and whether {printable(name, '?')} is among them is not known"
                holder.unknowns.append(self.documents.unknown("error", message, _EACH, path))
        if not isinstance(listed, list) or len(listed) - known > len(set(names) - {None}):
            what = f"{argument} of {printable(block.address, '?')} is known after apply"
            message = f"{what}: policies that are attached by it beside those in this file were left out"
            left_out = self.documents.unknown("warning", message, REMEDY, path)
            holder.unknowns.append(replace(left_out, grants=True))

    def _is_sure(self, block: Block, argument: str, late: int) -> bool:
        """Tell whether a list with so many unknown elements has all policies that it refers to."""
        told = self.references.plain(block, argument, "aws_iam_policy", ("arn", "id"))
        return len([one for one in told if not text_of(one.values.get("arn"))]) == late

    def _boundary(self, block: Block, holder: Holder) -> None:
        argument = "permissions_boundary"
        path = (*block.path, argument)
        arn = text_of(block.values.get(argument))
        if arn:
            holder.boundary = self.documents.by_arn(arn, path)
        elif argument not in block.values and self.references.told(block, argument):
            holder.boundary = self.documents.referred(block, argument)
            arn = "known after apply"
        if arn and holder.boundary is None:
            holder.unknowns.append(missing_policy(self.container, path, arn, boundary=True))

    def _attach(self, block: Block) -> None:
        argument = (
            "managed_policy_arn" if block.type == "aws_ssoadmin_managed_policy_attachment" else "policy_arn"
        )
        arn = text_of(block.values.get(argument))
        if arn:
            name = self.documents.by_arn(arn, (*block.path, argument))
        else:
            name = self.documents.referred(block, argument)
        own = members(next(iter(items(block.values.get("customer_managed_policy_reference"))), None))
        what = arn or text_of(own.get("name"))
        late = "" if what else self._late(block, argument)
        found = [
            self._give(block, holder_argument, wanted, name, what, late)
            for holder_argument, wanted in ATTACHMENTS[block.type]
        ]
        if block.type == "aws_iam_policy_attachment":
            holders = {holder.name for one in found for holder in (*one.holders, *one.unclear)}
            names = self._possible(block, arn) if name is None else {name}
            self.ties.own(Owner(block, "policy", names, holders, sure=name is not None))

    def _possible(self, block: Block, arn: str) -> set[str]:
        """Return the names of the policies that a resource may attach, where its ARN does not tell which."""
        policies = [one for one in self.blocks if one.type == "aws_iam_policy" and one.mode == "managed"]
        if arn:
            same = [one for one in policies if last(arn) == one.values.get("name")]
            found = [one for one in same if not text_of(one.values.get("arn"))]
        else:
            found = self.references.all(block, "policy_arn", "aws_iam_policy") or policies
        return {name for name in map(self.documents.of, found) if name is not None}

    def _late(self, block: Block, argument: str) -> str:
        """Say of a policy that is known only after apply which it may be, as far as it is told."""
        found = [one.address for one in self.references.all(block, argument, "aws_iam_policy")]
        listed = f" (one of {', '.join(found[:3])}{', ...' * (len(found) > 3)})" if found else ""
        where = f"The policy that {printable(block.address, '?')} attaches{printable(listed, '')}"
        return (
            f"{where} is known after apply: it was left out, so more may be allowed, or denied, than is said"
        )

    def _exclusive(self, block: Block) -> None:
        """Take what a resource says that its holder has, and nothing else."""
        place = EXCLUSIVE[block.type]
        found = self.people.named(block, place.holder, place.type)
        self.people.say(found, block, place.holder, place.type)
        for holder in found.holders:
            path: Path = (*block.path, place.argument)
            if place.argument != "policy_names":
                listed = Holder(holder.name, holder.kind)
                self._named(listed, block, place.argument)
                extra = self.attached.get(holder.name, set()) - set(listed.identity)
                self._detached(holder, block, extra, path)
                holder.identity += [name for name in listed.identity if name not in holder.identity]
                holder.unknowns += listed.unknowns
                for name, arn in self._keys(block, place.argument, listed.identity).items():
                    self.ties.give(Tie(holder, "policy", name, arn, block, path))
                continue
            names = {text_of(one) for one in items(block.values.get(place.argument))} - {""}
            self._detached(holder, block, self.inline.get(holder.name, set()) - names, path)
            for name in sorted(names - self.inline.get(holder.name, set())):
                self._add(holder, None, f"{name}, written in {holder.name} itself,", path)

    def _keys(self, block: Block, argument: str, names: list[str]) -> dict[str, str]:
        """Return names of policies with the ARNs by which an argument lists them; empty where it does not."""
        path = (*block.path, argument)
        arns = [text_of(one) for one in items(block.values.get(argument))]
        known = {self.documents.by_arn(arn, path): arn for arn in arns if arn}
        return {name: known.get(name, "") for name in names}

    def _detached(self, holder: Holder, block: Block, extra: set[str], path: Path) -> None:
        """Say of policies that others attach, and this one detaches: nobody knows which comes last."""
        for name in sorted(extra):
            by = printable(block.address, "?")
            message = f"{by} detaches {printable(name, '?')}, which another resource attaches"
            holder.unknowns.append(self.documents.unknown("error", message, _ONE_OF_THEM, path))

    def _set_boundary(self, block: Block) -> None:
        """Take the boundary of a permission set: of AWS, or one of each account that is named only."""
        path = (*block.path, "permissions_boundary")
        told = members(next(iter(items(block.values.get("permissions_boundary"))), None))
        arn = text_of(told.get("managed_policy_arn"))
        found = self.people.named(block, SET, SETS)
        self.people.say(found, block, SET, SETS)
        for holder in found.holders:
            holder.boundary = self.documents.by_arn(arn, path) if arn else None
            if holder.boundary is None:
                what = arn or "of the accounts' own"
                holder.unknowns.append(missing_policy(self.container, path, what, boundary=True))

    def _give(
        self, block: Block, argument: str, wanted: str, name: str | None, arn: str = "", late: str = ""
    ) -> Named:
        path = (*block.path, argument)
        found = self.people.named(block, argument, wanted)
        self.people.say(found, block, argument, wanted)
        for holder in found.holders:
            if name is None and late:
                left_out = self.documents.unknown("warning", late, REMEDY, path)
                holder.unknowns.append(replace(left_out, grants=True))
            else:
                self._add(holder, name, arn, path)
            if name is not None and block.type not in INLINE:
                self.attached.setdefault(holder.name, set()).add(name)
                self.ties.give(Tie(holder, "policy", name, arn, block, path))
            if block.type in INLINE:
                called = text_of(block.values.get("name"))
                self.inline.setdefault(holder.name, set()).add(called)
                self.ties.give(Tie(holder, "inline", called, called, block, path))
        return found

    def _add(self, holder: Holder, name: str | None, arn: str, path: Path) -> None:
        if name is None:
            if (holder.name, arn) not in self.missing:
                holder.unknowns.append(missing_policy(self.container, path, arn or "without an ARN"))
            self.missing.add((holder.name, arn))
        elif name not in holder.identity:
            holder.identity.append(name)

    def _membership(self, block: Block, users: str, groups: str) -> None:
        people, joined = (
            self.people.named(block, argument, f"aws_iam_{kind}")
            for argument, kind in ((users, "user"), (groups, "group"))
        )
        self.people.say(people, block, users, "aws_iam_user")
        path = (*block.path, groups)
        for user in people.holders:
            user.groups += [group.name for group in joined.holders]
            for group in joined.holders:
                key = self.people.name_of(group)
                self.ties.give(Tie(user, "group", group.name, key, block, path))
            for name in [*joined.missing, *([""] * joined.open)]:
                where = f"{groups} of {printable(block.address, '?')}"
                told = (
                    f"group/{printable(name, '?')}"
                    if name
                    else f"what {where} names, as far as it is not known,"
                )
                user.unknowns.append(missing_group(self.container, path, told))
            user.unknowns += [self.people.doubtful(block, groups, group) for group in joined.doubtful]
            if joined.unclear:
                user.unknowns.append(self.people.unclear(block, groups))
        if block.type == "aws_iam_group_membership":
            names = {group.name for group in (*joined.holders, *joined.unclear)}
            if "" in joined.missing:
                names = {one.name for one in self.inventory.holders.values() if one.kind == "group"}
            listed = {user.name for user in (*people.holders, *people.unclear)}
            self.ties.own(Owner(block, "group", names, listed, sure=len(joined.holders) == 1))


def _after(change: Json) -> tuple[str, dict[str, Json]]:
    told = members(change)
    return text_of(told.get("address")), members(members(told.get("change")).get("after_unknown"))


def _of_name(written: list[dict[str, Json]], name: str) -> Json:
    """Return what is written as the policy of the inline block of a name, or of the only one there is."""
    named = [one for one in written if members(one.get("name")).get("constant_value") == name]
    found = named or written
    return members(found[0].get("policy")) if len(found) == 1 else {}
