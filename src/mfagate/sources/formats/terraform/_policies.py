"""The resources of a plan or a state that contain policies, and who the policies are attached to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.formats.terraform._attachments import Attachments
from mfagate.sources.formats.terraform._blocks import Block, before, blocks, gone
from mfagate.sources.formats.terraform._completeness import report_missing
from mfagate.sources.formats.terraform._conflicts import Conflicts, Gift
from mfagate.sources.formats.terraform._documents import Documents
from mfagate.sources.formats.terraform._forms import FORM
from mfagate.sources.formats.terraform._identity import identified
from mfagate.sources.formats.terraform._places import EXCLUSIVE, INLINE, ORGANIZATIONS, PLACES
from mfagate.sources.formats.terraform._principals import HOLDERS, Principals
from mfagate.sources.formats.terraform._references import References
from mfagate.sources.formats.terraform._tags import tags_of
from mfagate.sources.formats.terraform._unread import removed, report_unread
from mfagate.sources.inventory import Holder, Inventory, account_of, missing_policy, printable

if TYPE_CHECKING:
    from mfagate.parsing import Json
    from mfagate.sources.formats.containers import Container

_NAMES = ("id", "arn", "name", "bucket", "domain_name", "key_id", "url")


def terraform_inventory(container: Container) -> Inventory:
    """Return the policies of a plan or a state, and the users, groups and roles that have them."""
    return _Reader(container).read()


class _Reader:
    """Reads one file."""

    def __init__(self, container: Container) -> None:
        value = container.value
        self.container = container
        self.inventory = Inventory(container.file, FORM)
        self.blocks = list(blocks(value))
        self.references = References(value.get("configuration"), self.blocks)
        principals = Principals(container, self.references, self.inventory)
        self.after = dict(map(_after, items(value.get("resource_changes"))))
        self.documents = Documents(container, self.inventory, self.references, self.after)
        self.conflicts = Conflicts(value, self.blocks, self.documents, principals)
        self.principals = principals
        self.attachments = Attachments(
            container, self.documents, principals, self.references, self.conflicts, self.blocks
        )
        self.owners = {
            (one.type, name)
            for one in [*self.blocks, *before(value)]
            for name in one.values.values()
            if one.type.endswith("_policy") and isinstance(name, str)
        }

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
                self.attachments.exclusive(block)
            report_unread(block, self.documents)
        self.conflicts.report()
        value = self.container.value
        report_missing(value, [*self.blocks, *gone(value)], self.documents)
        self.inventory.removed += [printable(address, "?") for address in removed(value)]
        return identified(self.inventory, self.blocks)

    def _attached(self, block: Block) -> None:
        if block.type in INLINE:
            self.attachments.inline(block)
        elif block.type == "aws_iam_user_group_membership":
            self.attachments.membership(block, "user", "groups")
        elif block.type == "aws_iam_group_membership":
            self.attachments.membership(block, "users", "group")
        else:
            self.attachments.attach(block)

    def _policy(self, block: Block) -> None:
        place = PLACES[block.type]
        kind = place.kind
        if block.type == "aws_organizations_policy":
            form = text_of(block.values.get("type"))
            if form not in ORGANIZATIONS:
                return
            kind = ORGANIZATIONS[form]
        value = block.values.get(place.argument)
        configured = self.references.is_configured(block, place.argument)
        waits = configured and place.argument not in block.values
        given = waits or (value is not None and (configured or not self._is_decided(block)))
        if not place.optional or (given and value != ""):
            self.documents.take(block, place.argument, kind)

    def _is_decided(self, block: Block) -> bool:
        """Tell whether another resource decides the policy that the provider only observed of this one."""
        types = {f"{block.type}_policy", "aws_kms_key_policy" * block.type.startswith("aws_kms_")}
        types |= {"aws_s3control_access_point_policy"} if block.type == "aws_s3_access_point" else set()
        names = {text_of(block.values.get(name)) for name in _NAMES} - {""}
        return any((kind, name) in self.owners for kind in types for name in names)

    def _holder(self, block: Block) -> None:
        kind = HOLDERS[block.type]
        holder = self.inventory.add_holder(Holder(printable(block.address, "?"), kind))
        self.principals.add(block, holder)
        holder.account = account_of(block.values.get("arn"))
        holder.tags, holder.all_tags = tags_of(block, self.after)
        if kind == "user":
            holder.user = text_of(block.values.get("name")) or None
        if kind == "role":
            name = f"{holder.name}/trust"
            holder.trust = self.documents.add(block, ("assume_role_policy",), name, "trust")
            self._inline(block, holder)
            self.attachments.listed(holder, block, "managed_policy_arns")
        self._boundary(block, holder)

    def _inline(self, block: Block, holder: Holder) -> None:
        """Take the policies that are written in a role itself; an empty block says that there is none."""
        listed = block.values.get("inline_policy")
        written = [members(one) for one in self.references.blocks_in(block, "inline_policy")]
        for index, one in enumerate(listed if isinstance(listed, list) else []):
            shown = members(one)
            name = text_of(shown.get("name"))
            if not written and self.conflicts.is_decided(block, "inline", name):
                continue
            if "policy" in shown and not shown["policy"] and not name:
                continue
            path = ("inline_policy", index, "policy")
            called = f"{holder.name}/{printable(name, str(index))}"
            expression = _of_name(written, name)
            holder.identity.append(self.documents.add(block, path, called, "identity", expression))
            self.conflicts.give(Gift(holder, "inline", name, name, block, (*block.path, *path)))
        if "inline_policy" not in block.values and self.references.is_configured(block, "inline_policy"):
            holder.unknowns.append(self.documents.late(block, "inline_policy"))

    def _boundary(self, block: Block, holder: Holder) -> None:
        argument = "permissions_boundary"
        path = (*block.path, argument)
        arn = text_of(block.values.get(argument))
        if arn:
            holder.boundary = self.documents.by_arn(arn, path)
        elif argument not in block.values and self.references.is_configured(block, argument):
            holder.boundary = self.documents.referred(block, argument)
            arn = "known after apply"
        if arn and holder.boundary is None:
            holder.unknowns.append(missing_policy(self.container, path, arn, boundary=True))


def _after(change: Json) -> tuple[str, dict[str, Json]]:
    one = members(change)
    return text_of(one.get("address")), members(members(one.get("change")).get("after_unknown"))


def _of_name(written: list[dict[str, Json]], name: str) -> Json:
    """Return what is written as the policy of the inline block of a name, or of the only one there is."""
    named = [one for one in written if members(one.get("name")).get("constant_value") == name]
    found = named or written
    return members(found[0].get("policy")) if len(found) == 1 else {}
