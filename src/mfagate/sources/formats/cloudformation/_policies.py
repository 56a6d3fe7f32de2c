"""The resources of a template that hold policies, and who the policies are attached to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mfagate.sources.formats.cloudformation import _unread as unread
from mfagate.sources.formats.cloudformation._defaults import Defaults
from mfagate.sources.formats.cloudformation._documents import Documents
from mfagate.sources.formats.cloudformation._holders import HOLDERS, Holders
from mfagate.sources.formats.cloudformation._principals import Principals
from mfagate.sources.formats.cloudformation._resources import resources
from mfagate.sources.formats.containers import members, text_of
from mfagate.sources.formats.drafts import as_inline
from mfagate.sources.inventory import Holder, Inventory, doubtful, note, printable
from mfagate.sources.unknowns.marks import has_mark

if TYPE_CHECKING:
    from mfagate.parsing import Json
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Kind
    from mfagate.sources.formats.cloudformation._resolve import Resolver
    from mfagate.sources.formats.cloudformation._resources import Resource
    from mfagate.sources.formats.containers import LocatedContainer
    from mfagate.sources.formats.drafts import Drafts


class _Place(NamedTuple):
    """The property of a type of resource that is a policy, and its kind."""

    property: tuple[str, ...]
    kind: Kind


_OWN: dict[str, _Place] = {
    kind: _Place(tuple(place.split(".")), "resource")
    for kind, place in {
        "AWS::Backup::BackupVault": "AccessPolicy",
        "AWS::CodeArtifact::Domain": "PermissionsPolicyDocument",
        "AWS::CodeArtifact::Repository": "PermissionsPolicyDocument",
        "AWS::DynamoDB::Table": "ResourcePolicy.PolicyDocument",
        "AWS::ECR::PublicRepository": "RepositoryPolicyText",
        "AWS::ECR::RegistryPolicy": "PolicyText",
        "AWS::ECR::Repository": "RepositoryPolicyText",
        "AWS::EFS::FileSystem": "FileSystemPolicy",
        "AWS::Elasticsearch::Domain": "AccessPolicies",
        "AWS::KMS::Key": "KeyPolicy",
        "AWS::KMS::ReplicaKey": "KeyPolicy",
        "AWS::Kinesis::ResourcePolicy": "ResourcePolicy",
        "AWS::Logs::ResourcePolicy": "PolicyDocument",
        "AWS::OpenSearchService::Domain": "AccessPolicies",
        "AWS::Organizations::ResourcePolicy": "Content",
        "AWS::S3::AccessPoint": "Policy",
        "AWS::S3::BucketPolicy": "PolicyDocument",
        "AWS::S3Express::BucketPolicy": "PolicyDocument",
        "AWS::SNS::TopicInlinePolicy": "PolicyDocument",
        "AWS::SNS::TopicPolicy": "PolicyDocument",
        "AWS::SQS::QueueInlinePolicy": "PolicyDocument",
        "AWS::SQS::QueuePolicy": "PolicyDocument",
        "AWS::SecretsManager::ResourcePolicy": "ResourcePolicy",
    }.items()
}
_ATTACHED = {
    "AWS::IAM::ManagedPolicy": ("Roles", "Users", "Groups"),
    "AWS::IAM::Policy": ("Roles", "Users", "Groups"),
    "AWS::IAM::RolePolicy": ("RoleName",),
    "AWS::IAM::UserPolicy": ("UserName",),
    "AWS::IAM::GroupPolicy": ("GroupName",),
}
READ = {*HOLDERS, *_OWN, *_ATTACHED, "AWS::Organizations::Policy", "AWS::IAM::UserToGroupAddition"}
"""The types of resources that hold policies, or say who has them."""

_ORGANIZATIONS: dict[str, Kind] = {"SERVICE_CONTROL_POLICY": "scp", "RESOURCE_CONTROL_POLICY": "rcp"}


class Policies:
    """Reads the resources of one template into an inventory."""

    def __init__(
        self, container: LocatedContainer, resolver: Resolver, inventory: Inventory, drafts: Drafts
    ) -> None:
        """Take the template and where to put what it contains."""
        self._container = container
        self._resolver = resolver
        self._inventory = inventory
        self._drafts = drafts
        self._managed: dict[str, str] = {}
        self._own: dict[str, Holder] = {}
        self._attached: dict[str, str] = {}
        self._defaults = Defaults(container, resolver)
        self._documents = Documents(container, resolver, drafts, self._defaults)
        self._principals = Principals(container, resolver, inventory)
        self._holders = Holders(
            container, resolver, inventory, self._documents, self._principals, self._managed
        )

    def read(self) -> None:
        """Read the documents first, then the users, groups and roles, then what is attached from outside."""
        found = list(resources(self._container, self._resolver, self._inventory, self._drafts, READ))
        holders = [one for one in found if one.type in HOLDERS]
        for one in holders:
            if not one.type.startswith("AWS::IAM::"):
                self._resolver.scope.made.setdefault(f"{one.logical}Role", {"Type": "AWS::IAM::Role"})
        for one in holders:
            self._declare(one)
        attached = [one for one in found if one.type in _ATTACHED]
        self._attached.update((one.logical, self._document_of(one)) for one in attached)
        for one in found:
            self._read_one(one)
        for one in attached:
            self._attach(one, self._attached[one.logical])
        for one in found:
            if one.type == "AWS::IAM::UserToGroupAddition":
                self._join(one)
        self._report_unread(found)

    def _read_one(self, one: Resource) -> None:
        if one.type in HOLDERS:
            self._holders.fill(one, self._own[one.logical])
        elif one.type in _OWN:
            self._of_resource(one)
        elif one.type == "AWS::Organizations::Policy":
            self._organizations(one)

    def _declare(self, one: Resource) -> None:
        kind = HOLDERS[one.type]
        holder = self._inventory.add_holder(Holder(printable(one.logical, "?"), kind))
        self._own[one.logical] = holder
        if kind == "set":  # nothing refers to one as the holder of a policy
            return
        is_sam = not one.type.startswith("AWS::IAM::")
        reference = self._resolver.names.ref(f"{one.logical}Role" if is_sam else one.logical)
        if kind == "user" and not has_mark(reference):
            holder.user = reference
        self._principals.add(reference, holder)

    def _document_of(self, one: Resource) -> str:
        name = self._add(one, ("PolicyDocument",), "identity")
        if one.type == "AWS::IAM::ManagedPolicy":
            self._managed[self._resolver.names.ref(one.logical)] = name
        else:
            self._inventory.documents[name] = as_inline(self._inventory.documents[name])
        return name

    def _add(self, one: Resource, inner: tuple[str, ...], kind: Kind) -> str:
        value: Json = one.properties
        for part in inner:
            value = members(value).get(part)
        path = (*one.path, "Properties", *inner)
        return self._inventory.add(self._documents.document(value, path, one.logical, kind))

    def _of_resource(self, one: Resource) -> None:
        place = _OWN[one.type]
        first = place.property[0]
        if self._resolver.value(one.properties.get(first), (*one.path, "Properties", first)) is not None:
            self._attached[one.logical] = self._add(one, place.property, place.kind)

    def _attach(self, one: Resource, name: str) -> None:
        path = (*one.path, "Properties", "PolicyName")
        inline = text_of(self._resolver.value(one.properties.get("PolicyName"), path))
        for key in _ATTACHED[one.type]:
            for holder in self._principals.named(one, key):
                if name in holder.identity:
                    continue
                holder.identity.append(name)
                if one.type != "AWS::IAM::ManagedPolicy":
                    self._holders.inline(holder, inline, path)

    def _join(self, one: Resource) -> None:
        path = (*one.path, "Properties", "GroupName")
        group = text_of(self._resolver.value(one.properties.get("GroupName"), path))
        for holder in self._principals.named(one, "Users"):
            self._holders.member(holder, group, path)

    def _organizations(self, one: Resource) -> None:
        path = (*one.path, "Properties", "Type")
        kind = text_of(self._resolver.value(one.properties.get("Type"), path))
        if kind in _ORGANIZATIONS:
            self._attached[one.logical] = self._add(one, ("Content",), _ORGANIZATIONS[kind])
        elif has_mark(kind) or not kind:
            message = "the type of this policy is not known, so it cannot be judged"
            remedy = "Write the type itself, or set its parameter under parameters in mfagate.yaml."
            unknown = note(self._container, path, "error", message, remedy)
            self._inventory.add(self._drafts.unknown((unknown,), printable(one.logical, "?"), "scp"))

    def _report_unread(self, found: list[Resource]) -> None:
        """Say what is not read, what may rewrite the template, and what may come out otherwise."""
        is_read = {one.logical for one in found if one.type in READ}
        for document in self._documents.duplicate_keys(is_read):
            self._inventory.add(document)
        for name, unknown in unread.of_template(self._container):
            self._inventory.add(self._drafts.unknown((unknown,), name, "identity"))
        for one in found:
            connected = unread.of_connectors(self._container, one.type, one.path, one.logical)
            if connected is not None:
                self._report(*connected)
            if one.type in READ:
                self._say_of(one)
                continue
            unknown_policy = unread.of_resource(
                self._container, one.type, one.properties, one.path, one.logical
            )
            if unknown_policy is not None:
                self._report(one.logical, unknown_policy)
        for name, unknown in self._defaults.not_made({one.logical for one in found}, READ):
            self._report(name, unknown)

    def _say_of(self, one: Resource) -> None:
        """Say of a resource that is read which defaults it rests on, and whether it may not be made."""
        unknowns = [
            *self._defaults.of_resource(one.logical, one.path),
            *self._defaults.of_branches(one.path, self._container.read, _ATTACHED.get(one.type, ())),
        ]
        if one.open_condition:
            doubt = self._documents.doubt_of_resource(one.logical, one.open_condition, one.path)
            is_said = self._doubt_holders(one, doubt)
            unknowns += [] if is_said and one.logical not in self._own else [doubt]
        if one.logical in self._own:
            self._own[one.logical].unknowns += unknowns
        elif one.logical in self._attached:
            name = self._attached[one.logical]
            document = self._inventory.documents[name]
            self._inventory.documents[name] = replace(document, unknowns=(*document.unknowns, *unknowns))
        else:
            for unknown in unknowns:
                self._report(one.logical, unknown)

    def _doubt_holders(self, one: Resource, doubt: Diagnostic) -> bool:
        """Say of whoever has something by a resource that may not be made that they may not have it.

        Return whether there is anybody.
        """
        name = self._attached.get(one.logical)
        members_of = self._own[one.logical].name if one.logical in self._own else None
        joined = self._principals.named(one, "Users") if one.type == "AWS::IAM::UserToGroupAddition" else []
        found: list[Holder] = []
        for holder in self._inventory.holders.values():
            has_document = name is not None and name in holder.identity
            is_bound = name is not None and name == holder.boundary
            if has_document or is_bound or members_of in holder.groups or holder in joined:
                document = self._inventory.documents[name] if name and not is_bound else None
                holder.unknowns.append(doubtful(doubt, holder, document))
                found.append(holder)
        return bool(found)

    def _report(self, name: str, unknown: Diagnostic) -> None:
        free = self._inventory.free_name(printable(name, "?"))
        self._inventory.add_holder(Holder(free, "rest", unknowns=[unknown]))
