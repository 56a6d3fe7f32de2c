"""The resources of a template that hold policies, and who the policies are attached to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from mfagate.inputs.cloudformation._loops import resources
from mfagate.inputs.containers import items, members, text_of
from mfagate.inputs.drafts import traced
from mfagate.inputs.holdings import Holder, Holding, missing_policy, plain
from mfagate.inputs.managed import managed
from mfagate.inputs.unknowns import is_mark
from mfagate.positions import Located, ParseError, Positions

if TYPE_CHECKING:
    from mfagate.documents import Document, Kind
    from mfagate.inputs.cloudformation._loops import Resource
    from mfagate.inputs.cloudformation._resolve import Resolver
    from mfagate.inputs.containers import LocatedContainer
    from mfagate.inputs.drafts import Drafts
    from mfagate.positions import Json, Path


class _Place(NamedTuple):
    """The property of a type of resource that is a policy, and its kind."""

    property: str
    kind: Kind


_OWN: dict[str, _Place] = {
    "AWS::ECR::PublicRepository": _Place("RepositoryPolicyText", "resource"),
    "AWS::ECR::RegistryPolicy": _Place("PolicyText", "resource"),
    "AWS::ECR::Repository": _Place("RepositoryPolicyText", "resource"),
    "AWS::KMS::Key": _Place("KeyPolicy", "resource"),
    "AWS::KMS::ReplicaKey": _Place("KeyPolicy", "resource"),
    "AWS::S3::BucketPolicy": _Place("PolicyDocument", "resource"),
    "AWS::S3::AccessPoint": _Place("Policy", "resource"),
    "AWS::SNS::TopicInlinePolicy": _Place("PolicyDocument", "resource"),
    "AWS::SNS::TopicPolicy": _Place("PolicyDocument", "resource"),
    "AWS::SQS::QueueInlinePolicy": _Place("PolicyDocument", "resource"),
    "AWS::SQS::QueuePolicy": _Place("PolicyDocument", "resource"),
    "AWS::SecretsManager::ResourcePolicy": _Place("ResourcePolicy", "resource"),
}
_ATTACHED = {
    "AWS::IAM::ManagedPolicy": ("Roles", "Users", "Groups"),
    "AWS::IAM::Policy": ("Roles", "Users", "Groups"),
    "AWS::IAM::RolePolicy": ("RoleName",),
    "AWS::IAM::UserPolicy": ("UserName",),
    "AWS::IAM::GroupPolicy": ("GroupName",),
}
_HOLDERS: dict[str, Literal["user", "group", "role", "set"]] = {
    "AWS::IAM::User": "user",
    "AWS::IAM::Group": "group",
    "AWS::IAM::Role": "role",
    "AWS::SSO::PermissionSet": "set",
    "AWS::Serverless::Function": "role",
    "AWS::Serverless::StateMachine": "role",
}
_OF = {"Roles": "role", "RoleName": "role", "Users": "user", "UserName": "user", "Groups": "group"}
_ORGANIZATIONS: dict[str, Kind] = {"SERVICE_CONTROL_POLICY": "scp", "RESOURCE_CONTROL_POLICY": "rcp"}


class Policies:
    """Reads the resources of one template, under one choice for its open conditions, into a holding."""

    def __init__(
        self, container: LocatedContainer, resolver: Resolver, holding: Holding, drafts: Drafts
    ) -> None:
        """Take the template and where to put what it holds."""
        self._container = container
        self._resolver = resolver
        self._holding = holding
        self._drafts = drafts
        self._managed: dict[str, str] = {}
        self._holders: dict[tuple[str, str], Holder] = {}
        self._own: dict[tuple[Path, str], Holder] = {}

    def read(self) -> None:
        """Read the documents first, then the users, groups and roles, then what is attached from outside."""
        found = list(resources(self._container, self._resolver, self._holding, self._drafts))
        for one in found:
            if one.type in _HOLDERS:
                self._declare(one)
        attached = [(one, self._document_of(one)) for one in found if one.type in _ATTACHED]
        for one in found:
            if one.type in _HOLDERS:
                self._fill(one)
            elif one.type in _OWN and _OWN[one.type].property in one.properties:
                place = _OWN[one.type]
                self._add(one, (place.property,), one.logical, place.kind)
            elif one.type == "AWS::Organizations::Policy":
                self._organizations(one)
        for one, name in attached:
            self._attach(one, name)
        for one in found:
            if one.type == "AWS::IAM::UserToGroupAddition":
                self._join(one)

    def _declare(self, one: Resource) -> None:
        kind = _HOLDERS[one.type]
        reference = self._resolver.names.ref(one.logical)
        holder = self._holding.hold(Holder(plain(one.logical, "?"), kind))
        if kind == "user" and not is_mark(reference):
            holder.user = reference
        self._own[one.path, one.logical] = holder
        if one.type.startswith(
            "AWS::IAM::"
        ):  # the roles that SAM makes and a permission set have no such names
            self._holders[kind, reference] = holder

    def _document_of(self, one: Resource) -> str:
        name = self._add(one, ("PolicyDocument",), one.logical, "identity")
        if one.type == "AWS::IAM::ManagedPolicy":
            self._managed[self._resolver.names.ref(one.logical)] = name
        return name

    def _add(self, one: Resource, inner: Path, name: str, kind: Kind | None) -> str:
        return self._holding.add(self._document(one, inner, name, kind))

    def _document(self, one: Resource, inner: Path, name: str, kind: Kind | None) -> Document:
        """Return the document at a path of a resource's properties, worked out."""
        path = (*one.path, "Properties", *inner)
        value: Json = one.properties
        for part in inner:
            value = value[part] if isinstance(value, list) or part in members(value) else None
        origins: dict[Path, Path] = {}
        found = self._resolver.placed(value, path, (), origins)
        name = plain(name, "?")
        if isinstance(found, str) and not is_mark(found):
            return self._drafts.text(found, path, name, kind)
        known = self._container.positions
        values = {target: self._container.offset(origin) for target, origin in origins.items()}
        keys = {
            target: known.keys[origin]
            for target, origin in origins.items()
            if target[-1:] == origin[-1:] and origin in known.keys
        }
        duplicates = [error for error in self._container.duplicates if error.path[: len(path)] == path]
        return self._drafts.drafted(
            Located(found, Positions(self._container.lines, values, keys)),
            name,
            kind,
            duplicates=[_cut(error, len(path)) for error in duplicates],
            written=lambda target: traced(target, origins),
        )

    def _fill(self, one: Resource) -> None:
        holder = self._own[one.path, one.logical]
        if one.type == "AWS::SSO::PermissionSet":
            self._fill_set(one, holder)
            return
        if one.type.startswith("AWS::Serverless::"):
            self._fill_function(one, holder)
        else:
            self._inline(one, holder)
            self._attachments(one, holder, "ManagedPolicyArns")
            groups = items(self._resolver.value(one.properties.get("Groups"), (*one.path, "Groups")))
            for index, group in enumerate(groups):
                self._member(holder, text_of(group), (*one.path, "Properties", "Groups", index))
        self._boundary(one, holder)
        if "AssumeRolePolicyDocument" in one.properties:
            holder.trust = self._add(one, ("AssumeRolePolicyDocument",), f"{holder.name}/trust", "trust")

    def _member(self, holder: Holder, group: str, path: Path) -> None:
        found = self._holders.get(("group", group))
        if found is not None:
            holder.groups.append(found.name)
            return
        name = self._resolver.scope.gaps.named(group)
        holder.unknowns.append(missing_policy(self._container, path, f"of the group {name}"))

    def _inline(self, one: Resource, holder: Holder) -> None:
        listed = one.properties.get("Policies")
        for inner, value in self._listed(listed, (*one.path, "Properties"), ("Policies",)):
            named = text_of(self._resolver.value(members(value).get("PolicyName"), (*one.path, "PolicyName")))
            name = self._resolver.scope.gaps.named(named) or str(inner[-1])
            path = (*inner, "PolicyDocument") if isinstance(value, dict) else inner
            holder.identity.append(self._add(one, path, f"{holder.name}/{name}", "identity"))

    def _listed(self, value: Json, base: Path, inner: Path) -> list[tuple[Path, Json]]:
        """Give the items of a list property with their paths, `Fn::If` on the way worked out."""
        while True:
            chosen = self._branch(value)
            if chosen is None:
                break
            inner, value = (*inner, "Fn::If", chosen), value["Fn::If"][chosen]
        if members(value).keys() == {"Ref"} and value["Ref"] == "AWS::NoValue":
            return []
        if isinstance(value, list):
            return [
                found
                for index, item in enumerate(value)
                for found in (
                    self._listed(item, base, (*inner, index))
                    if members(item).keys() in ({"Fn::If"}, {"Ref"})
                    else [((*inner, index), item)]
                )
            ]
        return [] if value is None else [(inner, value)]

    def _branch(self, value: Json) -> int | None:
        if members(value).keys() != {"Fn::If"} or not isinstance(value["Fn::If"], list):
            return None
        arguments = value["Fn::If"]
        held = self._resolver.conditions.holds(text_of(arguments[0])) if len(arguments) == 3 else None
        return None if held is None else 1 if held else 2

    def _attachments(self, one: Resource, holder: Holder, name: str) -> None:
        for inner, value in self._listed(one.properties.get(name), (*one.path, "Properties"), (name,)):
            path = (*one.path, "Properties", *inner)
            found = self._resolver.value(value, path)
            for arn in items(found):
                self._attachment(holder, text_of(arn), path)

    def _attachment(self, holder: Holder, arn: str, path: Path) -> None:
        found = self._managed.get(arn)
        document = None if found else managed(arn, self._container, path)
        if document is not None:
            self._managed[arn] = found = self._holding.add(document)
        if found is None:
            told = self._resolver.scope.gaps.named(arn) or "without a name"
            holder.unknowns.append(missing_policy(self._container, path, told))
        elif found not in holder.identity:
            holder.identity.append(found)

    def _fill_set(self, one: Resource, holder: Holder) -> None:
        """Take what a permission set has: policies of AWS, of each account by their names, and its own."""
        if "InlinePolicy" in one.properties:
            holder.identity.append(self._add(one, ("InlinePolicy",), one.logical, "identity"))
        self._attachments(one, holder, "ManagedPolicies")
        named = "CustomerManagedPolicyReferences"
        for inner, value in self._listed(one.properties.get(named), (*one.path, "Properties"), (named,)):
            path = (*one.path, "Properties", *inner)
            name = self._named_in(self._resolver.value(value, path))
            holder.unknowns.append(missing_policy(self._container, path, name))
        path = (*one.path, "Properties", "PermissionsBoundary")
        bound = self._resolver.value(one.properties.get("PermissionsBoundary"), path)
        if bound:
            arn = text_of(members(bound).get("ManagedPolicyArn"))
            own = members(bound).get("CustomerManagedPolicyReference")
            self._bound(holder, arn or self._named_in(own), path)

    def _named_in(self, reference: Json) -> str:
        """Return what a reference to a policy of each account names."""
        name = text_of(members(reference).get("Name"))
        return f"named {self._resolver.scope.gaps.named(name)}" if name else "without a name"

    def _boundary(self, one: Resource, holder: Holder) -> None:
        path = (*one.path, "Properties", "PermissionsBoundary")
        arn = text_of(self._resolver.value(one.properties.get("PermissionsBoundary"), path))
        if arn:
            self._bound(holder, arn, path)

    def _bound(self, holder: Holder, arn: str, path: Path) -> None:
        document = None if arn in self._managed else managed(arn, self._container, path)
        if document is not None:
            self._managed[arn] = self._holding.add(document)
        holder.boundary = self._managed.get(arn)
        if holder.boundary is None:
            told = self._resolver.scope.gaps.named(arn)
            holder.unknowns.append(missing_policy(self._container, path, told, boundary=True))

    def _fill_function(self, one: Resource, holder: Holder) -> None:
        """Take the policies of the own role of what SAM runs: names, documents, or SAM's policy templates."""
        if "Role" in one.properties:
            return
        listed = one.properties.get("Policies")
        for inner, value in self._listed(listed, (*one.path, "Properties"), ("Policies",)):
            path = (*one.path, "Properties", *inner)
            if "Statement" in members(value):
                name = f"{holder.name}/{inner[-1] if isinstance(inner[-1], int) else 0}"
                holder.identity.append(self._add(one, inner, name, "identity"))
                continue
            found = self._resolver.value(value, path)
            told = _arn(text_of(found)) or f"of SAM's template {plain(next(iter(members(found)), ''), '?')}"
            self._attachment(holder, told, path)

    def _attach(self, one: Resource, name: str) -> None:
        for key in _ATTACHED[one.type]:
            path = (*one.path, "Properties", key)
            for target in items(self._resolver.value(one.properties.get(key), path)):
                kind = _OF.get(key, "group")
                holder = self._holders.get((kind, text_of(target)))
                if holder is not None and name not in holder.identity:
                    holder.identity.append(name)

    def _join(self, one: Resource) -> None:
        path = (*one.path, "Properties", "Users")
        group = text_of(self._resolver.value(one.properties.get("GroupName"), path))
        for user in items(self._resolver.value(one.properties.get("Users"), path)):
            holder = self._holders.get(("user", text_of(user)))
            if holder is not None:
                self._member(holder, group, path)

    def _organizations(self, one: Resource) -> None:
        told = text_of(self._resolver.value(one.properties.get("Type"), (*one.path, "Properties", "Type")))
        if told in _ORGANIZATIONS:
            self._add(one, ("Content",), one.logical, _ORGANIZATIONS[told])


def _arn(name: str) -> str:
    """Return the ARN of a policy that SAM may name without: AWS's then, as the only ones with known names."""
    return name if not name or is_mark(name) or ":" in name else f"arn:aws:iam::aws:policy/{name}"


def _cut(error: ParseError, depth: int) -> ParseError:
    """Return an error of duplicate keys with its path from the document on."""
    return ParseError(error.file, error.position, error.message, code=error.code, path=error.path[depth:])
