"""The resources of a plan or a state that hold policies, and who the policies are attached to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mfagate.documents import Unknown
from mfagate.inputs.containers import items, members, text_of
from mfagate.inputs.drafts import Drafts, traced
from mfagate.inputs.holdings import Holder, Holding, account_of, missing_group, missing_policy, plain
from mfagate.inputs.managed import managed
from mfagate.inputs.terraform._blocks import Block, blocks
from mfagate.inputs.terraform._people import HOLDERS, People
from mfagate.inputs.terraform._references import References
from mfagate.inputs.terraform._sources import REMEDY, Source
from mfagate.positions import Located, Positions, json_path

if TYPE_CHECKING:
    from mfagate.documents import Document, Kind
    from mfagate.inputs.containers import Container
    from mfagate.positions import Path

FORM = "a Terraform plan or state"
_DATA = "aws_iam_policy_document"
_ARN = ("arn", "id")
_SET, _SETS = "permission_set_arn", "aws_ssoadmin_permission_set"


class _Place(NamedTuple):
    """The argument of a type of resource that is a policy, its kind, and whether it can be left out."""

    argument: str
    kind: Kind
    optional: bool = False


_PLACES: dict[str, _Place] = {
    "aws_ecr_registry_policy": _Place("policy", "resource"),
    "aws_ecr_repository_policy": _Place("policy", "resource"),
    "aws_ecrpublic_repository_policy": _Place("policy", "resource"),
    "aws_iam_group_policy": _Place("policy", "identity"),
    "aws_iam_policy": _Place("policy", "identity"),
    "aws_iam_role_policy": _Place("policy", "identity"),
    "aws_iam_user_policy": _Place("policy", "identity"),
    "aws_kms_external_key": _Place("policy", "resource", optional=True),
    "aws_kms_key": _Place("policy", "resource", optional=True),
    "aws_kms_key_policy": _Place("policy", "resource"),
    "aws_kms_replica_key": _Place("policy", "resource", optional=True),
    "aws_organizations_policy": _Place("content", "scp"),
    "aws_s3_bucket": _Place("policy", "resource", optional=True),
    "aws_s3_bucket_policy": _Place("policy", "resource"),
    "aws_secretsmanager_secret": _Place("policy", "resource", optional=True),
    "aws_secretsmanager_secret_policy": _Place("policy", "resource"),
    "aws_sns_topic": _Place("policy", "resource", optional=True),
    "aws_sns_topic_policy": _Place("policy", "resource"),
    "aws_sqs_queue": _Place("policy", "resource", optional=True),
    "aws_sqs_queue_policy": _Place("policy", "resource"),
    "aws_ssoadmin_permission_set_inline_policy": _Place("inline_policy", "identity"),
}
# Type of resource -> the arguments that name holders, each with the type of the holder.
_INLINE = {
    "aws_iam_role_policy": (("role", "aws_iam_role"),),
    "aws_iam_user_policy": (("user", "aws_iam_user"),),
    "aws_iam_group_policy": (("group", "aws_iam_group"),),
    "aws_ssoadmin_permission_set_inline_policy": ((_SET, _SETS),),
}
_ATTACHMENTS = {
    "aws_iam_role_policy_attachment": (("role", "aws_iam_role"),),
    "aws_iam_user_policy_attachment": (("user", "aws_iam_user"),),
    "aws_iam_group_policy_attachment": (("group", "aws_iam_group"),),
    "aws_iam_policy_attachment": (
        ("roles", "aws_iam_role"),
        ("users", "aws_iam_user"),
        ("groups", "aws_iam_group"),
    ),
    "aws_ssoadmin_customer_managed_policy_attachment": ((_SET, _SETS),),
    "aws_ssoadmin_managed_policy_attachment": ((_SET, _SETS),),
}
_ORGANIZATIONS: dict[str, Kind] = {
    "SERVICE_CONTROL_POLICY": "scp",
    "RESOURCE_CONTROL_POLICY": "rcp",
    "": "scp",
}


def terraform_holding(container: Container) -> Holding:
    """Return the policies of a plan or a state, and the users, groups and roles that have them."""
    return _Reader(container).read()


@dataclass
class _Reader:
    """Reads one file."""

    container: Container
    drafts: Drafts = field(init=False)
    holding: Holding = field(init=False)
    managed: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        value = self.container.value
        self.drafts = Drafts(self.container)
        self.holding = Holding(self.container.file, FORM)
        self.blocks = list(blocks(value))
        self.references = References(value.get("configuration"), self.blocks)
        self.people = People(self.container, self.references, self.holding)
        changes = value.get("resource_changes")
        self.unknown = {
            text_of(members(one).get("address")): members(
                members(members(one).get("change")).get("after_unknown")
            )
            for one in (changes if isinstance(changes, list) else [])
        }

    def read(self) -> Holding:
        own = [block for block in self.blocks if block.mode == "managed"]
        for block in own:
            if block.type in _PLACES:
                self._policy(block)
        for block in own:
            if block.type in HOLDERS:
                self._holder(block)
        for block in own:
            self._attached(block)
        return self.holding

    def _attached(self, block: Block) -> None:
        for argument, wanted in _INLINE.get(block.type, ()):
            self._give(block, argument, wanted, self.names.get(block.address))
        if block.type in _ATTACHMENTS:
            self._attach(block)
        elif block.type == "aws_ssoadmin_permissions_boundary_attachment":
            self._set_boundary(block)
        elif block.type == "aws_iam_user_group_membership":
            self._membership(block, "user", "groups")
        elif block.type == "aws_iam_group_membership":
            self._membership(block, "users", "group")

    def _policy(self, block: Block) -> None:
        place = _PLACES[block.type]
        kind = place.kind
        if block.type == "aws_organizations_policy":
            told = text_of(block.values.get("type"))
            if told not in _ORGANIZATIONS:
                return
            kind = _ORGANIZATIONS[told]
        given = text_of(block.values.get(place.argument)) or self.references.told(block, place.argument)
        if place.optional and not given:
            return
        name = self.holding.add(self._document(block, place.argument, plain(block.address, "?"), kind))
        self.names[block.address] = name
        arn = text_of(block.values.get("arn"))
        if arn and block.type == "aws_iam_policy":
            self.managed[arn] = name

    def _document(self, block: Block, argument: str, name: str, kind: Kind) -> Document:
        value = block.values.get(argument)
        path = (*block.path, argument)
        if value is not None:
            return self.drafts.at(path, name, kind)
        source = self.references.sole(block, argument, _DATA, ("json", "minified_json"))
        if source is None:
            return self.drafts.unknown((self._after_apply(block, argument),), name, kind)
        written = Source(source, self.drafts.gaps, self.unknown.get(source.address, {}))
        located = Located(written.document(), Positions(self.container.lines, self._places(written.origins)))
        return self.drafts.drafted(
            located, name, kind, written=lambda target: traced(target, written.origins)
        )

    def _places(self, origins: dict[Path, Path]) -> dict[Path, int]:
        return {target: self.container.offset(path) for target, path in origins.items()}

    def _after_apply(self, block: Block, argument: str) -> Unknown:
        line, column = self.container.lines.at(self.container.offset(block.path))
        return Unknown(
            "error",
            f"{argument} of {plain(block.address, '?')} is known after apply, so this cannot be judged",
            REMEDY,
            self.container.file,
            line,
            column,
            json_path(block.path),
        )

    def _holder(self, block: Block) -> None:
        kind = HOLDERS[block.type]
        holder = self.holding.hold(Holder(plain(block.address, "?"), kind))
        self.people.add(block, holder)
        holder.account = account_of(block.values.get("arn"))
        if kind == "user":
            holder.user = text_of(block.values.get("name")) or None
        if kind == "role":
            name = f"{holder.name}/trust"
            holder.trust = self.holding.add(self._document(block, "assume_role_policy", name, "trust"))
            self._inline(block, holder)
            self._own(block, holder)
        self._boundary(block, holder)

    def _inline(self, block: Block, holder: Holder) -> None:
        listed = block.values.get("inline_policy")
        for index, one in enumerate(listed if isinstance(listed, list) else []):
            told = members(one)
            name = f"{holder.name}/{plain(text_of(told.get('name')), str(index))}"
            path = (*block.path, "inline_policy", index, "policy")
            if told.get("policy"):
                holder.identity.append(self.holding.add(self.drafts.at(path, name, "identity")))
            elif told.get("name"):
                unknown = (self._after_apply(block, f"inline_policy[{index}].policy"),)
                holder.identity.append(self.holding.add(self.drafts.unknown(unknown, name, "identity")))
        if listed is None and self.references.told(block, "inline_policy"):
            holder.unknowns.append(self._after_apply(block, "inline_policy"))

    def _own(self, block: Block, holder: Holder) -> None:
        """Take the policies that a role itself names by their ARNs."""
        listed = block.values.get("managed_policy_arns")
        path = (*block.path, "managed_policy_arns")
        for index, arn in enumerate(listed if isinstance(listed, list) else []):
            self._add(holder, self._by_arn(text_of(arn), (*path, index)), text_of(arn), (*path, index))
        if listed is None and self.references.told(block, "managed_policy_arns"):
            for one in self.references.all(block, "managed_policy_arns", "aws_iam_policy"):
                self._add(holder, self.names.get(one.address), one.address, path)

    def _boundary(self, block: Block, holder: Holder) -> None:
        path = (*block.path, "permissions_boundary")
        arn = text_of(block.values.get("permissions_boundary"))
        if arn:
            holder.boundary = self._by_arn(arn, path)
        elif self.references.told(block, "permissions_boundary"):
            if block.values.get("permissions_boundary") == "":
                return
            one = self.references.sole(block, "permissions_boundary", "aws_iam_policy", _ARN)
            holder.boundary = self.names.get(one.address) if one else None
            arn = "known after apply"
        if arn and holder.boundary is None:
            holder.unknowns.append(missing_policy(self.container, path, arn, boundary=True))

    def _attach(self, block: Block) -> None:
        argument = (
            "managed_policy_arn" if block.type == "aws_ssoadmin_managed_policy_attachment" else "policy_arn"
        )
        path = (*block.path, argument)
        arn = text_of(block.values.get(argument))
        name = self._by_arn(arn, path) if arn else None
        if name is None:
            one = self.references.sole(block, argument, "aws_iam_policy", _ARN)
            name = self.names.get(one.address) if one else None
        for argument, wanted in _ATTACHMENTS[block.type]:
            self._give(block, argument, wanted, name, arn or f"of {block.address}")

    def _set_boundary(self, block: Block) -> None:
        """Take the boundary of a permission set: of AWS, or one of each account that is named only."""
        path = (*block.path, "permissions_boundary")
        told = members(next(iter(items(block.values.get("permissions_boundary"))), None))
        arn = text_of(told.get("managed_policy_arn"))
        found = self.people.named(block, _SET, _SETS)
        self.people.say(found, block, _SET, _SETS)
        for holder in found.holders:
            holder.boundary = self._by_arn(arn, path) if arn else None
            if holder.boundary is None:
                what = arn or "of the accounts' own"
                holder.unknowns.append(missing_policy(self.container, path, what, boundary=True))

    def _by_arn(self, arn: str, path: Path) -> str | None:
        if arn not in self.managed:
            document = managed(arn, self.container, path)
            if document is None:
                return None
            self.managed[arn] = self.holding.add(document)
        return self.managed[arn]

    def _give(self, block: Block, argument: str, wanted: str, name: str | None, arn: str = "") -> None:
        path = (*block.path, argument)
        found = self.people.named(block, argument, wanted)
        self.people.say(found, block, argument, wanted)
        for holder in found.holders:
            self._add(holder, name, arn, path)

    def _add(self, holder: Holder, name: str | None, arn: str, path: Path) -> None:
        if name is None:
            holder.unknowns.append(missing_policy(self.container, path, arn or "without an ARN"))
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
            for name in joined.missing:
                told = f"group/{plain(name, '?')}" if name else f"{groups} of {plain(block.address, '?')}"
                user.unknowns.append(missing_group(self.container, path, told))
            if joined.unclear:
                user.unknowns.append(self.people.unclear(block, groups))
