"""The resources of a template that hold policies, and who the policies are attached to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mfagate.sources.formats.cloudformation import _notes as notes
from mfagate.sources.formats.cloudformation._holders import HOLDERS, Holders
from mfagate.sources.formats.cloudformation._loops import resources
from mfagate.sources.formats.cloudformation._people import People
from mfagate.sources.formats.cloudformation._written import Written
from mfagate.sources.formats.containers import members, text_of
from mfagate.sources.formats.drafts import as_inline
from mfagate.sources.inventory import Holder, Holding, note, plain
from mfagate.sources.unknowns.marks import has_mark

if TYPE_CHECKING:
    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Kind, Unknown
    from mfagate.sources.formats.cloudformation._assumed import Assumed
    from mfagate.sources.formats.cloudformation._loops import Resource
    from mfagate.sources.formats.cloudformation._resolve import Resolver
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
    """Reads the resources of one template, under one choice for its open conditions, into a holding.

    `seen` are those that are made then.
    """

    def __init__(
        self,
        container: LocatedContainer,
        resolver: Resolver,
        holding: Holding,
        drafts: Drafts,
        assumed: Assumed,
    ) -> None:
        """Take the template and where to put what it holds."""
        self._container = container
        self._resolver = resolver
        self._holding = holding
        self._drafts = drafts
        self._assumed = assumed
        self.seen: set[str] = set()
        self._managed: dict[str, str] = {}
        self._own: dict[tuple[Path, str], Holder] = {}
        self._attached: dict[tuple[Path, str], str] = {}
        self._written = Written(container, resolver, drafts, assumed)
        self._people = People(container, resolver, holding)
        self._holders = Holders(container, resolver, holding, self._written, self._people, self._managed)

    def read(self) -> None:
        """Read the documents first, then the users, groups and roles, then what is attached from outside."""
        found = list(resources(self._container, self._resolver, self._holding, self._drafts, READ))
        self.seen.update(one.logical for one in found)
        holders = [one for one in found if one.type in HOLDERS]
        for one in holders:
            if not one.type.startswith("AWS::IAM::"):
                self._resolver.scope.made.setdefault(f"{one.logical}Role", {"Type": "AWS::IAM::Role"})
        for one in holders:
            self._declare(one)
        attached = [one for one in found if one.type in _ATTACHED]
        self._attached.update(((one.path, one.logical), self._document_of(one)) for one in attached)
        for one in found:
            self._read_one(one)
        for one in attached:
            self._attach(one, self._attached[one.path, one.logical])
        for one in found:
            if one.type == "AWS::IAM::UserToGroupAddition":
                self._join(one)
        self._say(found)

    def _read_one(self, one: Resource) -> None:
        if one.type in HOLDERS:
            self._holders.fill(one, self._own[one.path, one.logical])
        elif one.type in _OWN:
            self._of_resource(one)
        elif one.type == "AWS::Organizations::Policy":
            self._organizations(one)

    def _declare(self, one: Resource) -> None:
        kind = HOLDERS[one.type]
        holder = self._holding.hold(Holder(plain(one.logical, "?"), kind))
        self._own[one.path, one.logical] = holder
        if kind == "set":  # nothing refers to one as the holder of a policy
            return
        is_sam = not one.type.startswith("AWS::IAM::")
        reference = self._resolver.names.ref(f"{one.logical}Role" if is_sam else one.logical)
        if kind == "user" and not has_mark(reference):
            holder.user = reference
        self._people.add(reference, holder)

    def _document_of(self, one: Resource) -> str:
        name = self._add(one, ("PolicyDocument",), "identity")
        if one.type == "AWS::IAM::ManagedPolicy":
            self._managed[self._resolver.names.ref(one.logical)] = name
        else:
            self._holding.documents[name] = as_inline(self._holding.documents[name])
        return name

    def _add(self, one: Resource, inner: tuple[str, ...], kind: Kind) -> str:
        value: Json = one.properties
        for part in inner:
            value = members(value).get(part)
        path = (*one.path, "Properties", *inner)
        return self._holding.add(self._written.document(value, path, one.logical, kind))

    def _of_resource(self, one: Resource) -> None:
        place = _OWN[one.type]
        first = place.property[0]
        if self._resolver.value(one.properties.get(first), (*one.path, "Properties", first)) is not None:
            self._attached[one.path, one.logical] = self._add(one, place.property, place.kind)

    def _attach(self, one: Resource, name: str) -> None:
        path = (*one.path, "Properties", "PolicyName")
        inline = text_of(self._resolver.value(one.properties.get("PolicyName"), path))
        for key in _ATTACHED[one.type]:
            for holder in self._people.named(one, key):
                if name in holder.identity:
                    continue
                holder.identity.append(name)
                if one.type != "AWS::IAM::ManagedPolicy":
                    self._holders.inline(holder, inline, path)

    def _join(self, one: Resource) -> None:
        path = (*one.path, "Properties", "GroupName")
        group = text_of(self._resolver.value(one.properties.get("GroupName"), path))
        for holder in self._people.named(one, "Users"):
            self._holders.member(holder, group, path)

    def _organizations(self, one: Resource) -> None:
        path = (*one.path, "Properties", "Type")
        told = text_of(self._resolver.value(one.properties.get("Type"), path))
        if told in _ORGANIZATIONS:
            self._attached[one.path, one.logical] = self._add(one, ("Content",), _ORGANIZATIONS[told])
        elif has_mark(told) or not told:
            said = "the type of this policy is not known, so it cannot be judged"
            remedy = "Write the type out, or give it under parameters in mfagate.yaml."
            unknown = note(self._container, path, "error", said, remedy)
            self._holding.add(self._drafts.unknown((unknown,), plain(one.logical, "?"), "scp"))

    def _say(self, found: list[Resource]) -> None:
        """Say of what is not read, and of what may rewrite the template."""
        for document in self._written.twice({one.logical for one in found if one.type in READ}):
            self._holding.add(document)
        for told in notes.of_template(self._container):
            self._holding.add(self._drafts.unknown((told.unknown,), told.name, "identity"))
        for one in found:
            connected = notes.of_connectors(self._container, one.type, one.path, one.logical)
            unknown = None
            if one.type not in READ:
                unknown = notes.of_resource(self._container, one.type, one.properties, one.path, one.logical)
            if connected is not None:
                self._tell(*connected)
            if unknown is not None:
                self._tell(one.logical, unknown)
            if one.type in READ:
                self._tell_assumed(one)

    def _tell_assumed(self, one: Resource) -> None:
        """Say of what a resource would have with other values; what is within documents is told of them."""
        branches = [
            branch
            for branch in self._resolver.branches
            if branch.path[: len(one.path)] == one.path
            and not _is_of_names(one, branch.path)
            and not self._written.has(branch.path)
        ]
        key = (one.path, one.logical)
        unknowns = [*self._assumed.made(one.logical, one.path), *self._assumed.not_taken(branches)]
        if key in self._own:
            self._own[key].unknowns += unknowns
        elif key in self._attached:
            document = self._holding.documents[self._attached[key]]
            told = replace(document, unknowns=(*document.unknowns, *unknowns))
            self._holding.documents[self._attached[key]] = told
        else:
            for unknown in unknowns:
                self._tell(one.logical, unknown)

    def _tell(self, name: str, unknown: Unknown) -> None:
        free = self._holding.free(plain(name, "?"))
        self._holding.hold(Holder(free, "rest", unknowns=[unknown]))


def _is_of_names(one: Resource, path: Path) -> bool:
    """Tell whether what stands at a path of a resource only decides what it, or a policy of it, is called."""
    keys = [str(key) for key in path[len(one.path) :]]
    return any(key.endswith(("Name", "Path")) and key not in _ATTACHED.get(one.type, ()) for key in keys)
