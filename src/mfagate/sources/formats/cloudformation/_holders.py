"""What the users, groups, roles and permission sets of a template have, and the roles that SAM makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mfagate.parsing import shown
from mfagate.sources.formats._aws_managed import managed
from mfagate.sources.formats.cloudformation._documents import is_function
from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.formats.drafts import as_inline
from mfagate.sources.inventory import Holder, Inventory, doubtful, missing_policy, note
from mfagate.sources.unknowns.marks import has_mark, is_mark

if TYPE_CHECKING:
    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Kind
    from mfagate.sources.formats.cloudformation._documents import Documents
    from mfagate.sources.formats.cloudformation._principals import Principals
    from mfagate.sources.formats.cloudformation._resolve import Resolver
    from mfagate.sources.formats.cloudformation._resources import Resource
    from mfagate.sources.formats.containers import LocatedContainer

HOLDERS: dict[str, Literal["user", "group", "role", "set"]] = {
    "AWS::IAM::User": "user",
    "AWS::IAM::Group": "group",
    "AWS::IAM::Role": "role",
    "AWS::SSO::PermissionSet": "set",
    "AWS::Serverless::Function": "role",
    "AWS::Serverless::StateMachine": "role",
}
"""The types of resources that have policies, and what each is."""

_SAM = "AWS::Serverless::"
_BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
# "AWS::Serverless::Function" (AWS SAM Developer Guide): for these the role gets policies that SAM makes.
_ADDING = ("DeadLetterQueue", "EventInvokeConfig", "Tracing", "VpcConfig")
_READING = {"DocumentDB", "DynamoDB", "Kinesis", "MQ", "MSK", "SQS", "SelfManagedKafka"}


class Holders:
    """Fills the holders of one template; `managed` are the documents of managed policies by their ARNs."""

    def __init__(
        self,
        container: LocatedContainer,
        resolver: Resolver,
        inventory: Inventory,
        documents: Documents,
        principals: Principals,
        managed_by_arn: dict[str, str],
    ) -> None:
        """Take the template, its people, and the managed policies in it."""
        self._container = container
        self._resolver = resolver
        self._inventory = inventory
        self._documents = documents
        self._principals = principals
        self._managed = managed_by_arn
        self._inline_names: set[tuple[str, str]] = set()

    def fill(self, one: Resource, holder: Holder) -> None:
        """Take in what a resource says that its holder has."""
        if one.type == "AWS::SSO::PermissionSet":
            self._fill_set(one, holder)
        elif one.type.startswith(_SAM):
            self._fill_run(one, holder)
        else:
            self._tags(one, holder)
            self._inline(one, holder)
            self._attachments(one, holder, "ManagedPolicyArns")
            for path, group in self._worked_out(one, "Groups"):
                self.member(holder, text_of(group), path)
                doubt = self._documents.doubt(path)
                holder.unknowns += [doubtful(doubt, holder)] if doubt is not None else []
            self._boundary(holder, one.properties.get("PermissionsBoundary"), _at(one, "PermissionsBoundary"))
            self._trust(holder, one.properties, _at(one))

    def member(self, holder: Holder, group: str, path: Path) -> None:
        """Make somebody a member of a group, or say that the group is not in the template."""
        found = self._principals.called("group", group)
        holder.groups += [one.name for one in found]
        if not found:
            label = self._label(group)
            holder.unknowns.append(missing_policy(self._container, path, f"of the group {label}"))

    def _worked_out(self, one: Resource, name: str) -> list[tuple[Path, Json]]:
        return [
            (path, item)
            for path, value in self._documents.listed(one.properties.get(name), _at(one, name))
            for item in items(self._resolver.value(value, path))
        ]

    def _tags(self, one: Resource, holder: Holder) -> None:
        """Take the tags whose names and values are known; the stack may add others."""
        where = _at(one, "Tags")
        for path, value in self._documents.listed(one.properties.get("Tags"), where):
            pair = members(value)
            key, tag = (
                text_of(self._resolver.value(pair.get(part), (*path, part))) for part in ("Key", "Value")
            )
            is_open = has_mark(key) or has_mark(tag) or self._documents.doubt(path) is not None
            if key and not is_open and not self._documents.rests_on_default(path):
                holder.tags[key] = tag
        if self._documents.chooses_by_default(where):
            holder.tags.clear()

    def _add(self, value: Json, path: Path, name: str, kind: Kind) -> str:
        return self._inventory.add(as_inline(self._documents.document(value, path, name, kind)))

    def _give(self, holder: Holder, name: str, path: Path) -> None:
        """Give a holder the document that an item of a list is; an open condition may leave it out."""
        doubt = self._documents.doubt(path)
        if doubt is not None:
            holder.unknowns.append(doubtful(doubt, holder, self._inventory.documents[name]))
        if name not in holder.identity:
            holder.identity.append(name)

    def _trust(self, holder: Holder, properties: Json, path: Path) -> None:
        name = "AssumeRolePolicyDocument"
        if name in members(properties):
            holder.trust = self._add(properties[name], (*path, name), f"{holder.name}/trust", "trust")

    def _inline(self, one: Resource, holder: Holder) -> None:
        for path, value in self._documents.listed(one.properties.get("Policies"), _at(one, "Policies")):
            if not isinstance(value, dict) or is_function(value):
                self._give(holder, self._add(value, path, f"{holder.name}/{path[-1]}", "identity"), path)
                continue
            named = text_of(self._resolver.value(value.get("PolicyName"), (*path, "PolicyName")))
            name = self._resolver.scope.unknown_values.named(named) or str(path[-1])
            if self._documents.doubt(path) is None:  # of two branches, AWS makes one
                self.inline(holder, named, (*path, "PolicyName"))
            inner = (*path, "PolicyDocument")
            added = self._add(value.get("PolicyDocument"), inner, f"{holder.name}/{name}", "identity")
            self._give(holder, added, path)

    def inline(self, holder: Holder, name: str, path: Path) -> None:
        """Take in the name of an inline policy; say that a second one of it takes the place of the first."""
        if name and (holder.name, name) in self._inline_names:
            called = shown(self._resolver.scope.unknown_values.named(name))
            message = (
                f"{holder.name} has two inline policies named {called}; AWS keeps only the one created "
                "last, so this cannot be judged"
            )
            remedy = "Give one of them another PolicyName."
            holder.unknowns.append(note(self._container, path, "error", message, remedy))
        self._inline_names.add((holder.name, name))

    def _attachments(self, one: Resource, holder: Holder, name: str) -> None:
        for path, arn in self._worked_out(one, name):
            self._attachment(holder, text_of(arn), path)

    def _attachment(self, holder: Holder, arn: str, path: Path) -> None:
        found = self._managed.get(arn)
        document = None if found else managed(arn, self._container, path)
        if document is not None:
            self._managed[arn] = found = self._inventory.add(document)
        if found is None:
            holder.unknowns.append(missing_policy(self._container, path, self._label(arn)))
        else:
            self._give(holder, found, path)

    def _label(self, name: str) -> str:
        """Return what is said of a name that may not be known."""
        if not has_mark(name):
            return name or "without a name"
        value = self._resolver.scope.unknown_values.within(name)[0]
        return (
            self._resolver.scope.unknown_values.named(name)
            if value.short
            else f"with an unknown name ({value.what})"
        )

    def _fill_set(self, one: Resource, holder: Holder) -> None:
        """Take what a permission set has: policies of AWS, of each account by their names, and its own."""
        if one.properties.get("InlinePolicy") not in (None, "", {}, {"Ref": "AWS::NoValue"}):
            value, path = one.properties["InlinePolicy"], _at(one, "InlinePolicy")
            holder.identity.append(self._add(value, path, one.logical, "identity"))
        self._attachments(one, holder, "ManagedPolicies")
        for path, value in self._worked_out(one, "CustomerManagedPolicyReferences"):
            holder.unknowns.append(missing_policy(self._container, path, self._named_in(value)))
        path = _at(one, "PermissionsBoundary")
        value = one.properties.get("PermissionsBoundary")
        bound = None if self._is_open_boundary(holder, value, path) else self._resolver.value(value, path)
        if isinstance(bound, dict) and bound:
            own = bound.get("CustomerManagedPolicyReference")
            self._bound(holder, text_of(bound.get("ManagedPolicyArn")) or self._named_in(own), path)
        elif bound:
            self._bound(holder, text_of(bound), path)

    def _named_in(self, reference: Json) -> str:
        """Return what a reference to a policy of each account names."""
        name = text_of(members(reference).get("Name"))
        return f"named {self._resolver.scope.unknown_values.named(name)}" if name else "without a name"

    def _boundary(self, holder: Holder, value: Json, path: Path) -> None:
        bound = None if self._is_open_boundary(holder, value, path) else self._resolver.value(value, path)
        if bound:
            self._bound(holder, text_of(bound), path)

    def _is_open_boundary(self, holder: Holder, value: Json, path: Path) -> bool:
        """Report a boundary that an open condition chooses: neither branch may be taken for granted."""
        choice = self._resolver.open_if(value, path)
        if choice is None:
            return False
        what, remedy = self._resolver.unknown_condition(choice[0])
        message = f"{what}, so the boundary of {holder.name} is unknown and this cannot be judged"
        holder.unknowns.append(note(self._container, path, "error", message, remedy))
        return True

    def _bound(self, holder: Holder, arn: str, path: Path) -> None:
        document = None if arn in self._managed else managed(arn, self._container, path)
        if document is not None:
            self._managed[arn] = self._inventory.add(document)
        holder.boundary = self._managed.get(arn)
        if holder.boundary is None:
            label = self._label(arn)
            holder.unknowns.append(missing_policy(self._container, path, label, boundary=True))

    def _fill_run(self, one: Resource, holder: Holder) -> None:
        """Take the policies of the own role of what SAM runs: names, documents, or SAM's policy templates."""
        if self._resolver.value(one.properties.get("Role"), _at(one, "Role")) is not None:
            return
        for path, value in self._documents.listed(one.properties.get("Policies"), _at(one, "Policies")):
            if "Statement" in members(value):
                at = path[-1] if isinstance(path[-1], int) else 0
                self._give(holder, self._add(value, path, f"{holder.name}/{at}", "identity"), path)
                continue
            for found in items(self._resolver.value(value, path)):
                name = _arn(text_of(found))
                what = name or f"from the SAM policy template {shown(next(iter(members(found)), '?'))}"
                self._attachment(holder, what, path)
        common = ("Globals", one.type.removeprefix(_SAM))
        shared = members(self._container.get(common))
        if one.type == "AWS::Serverless::Function":
            self._attachment(holder, _BASIC, one.path)
            self._added(one, holder, common)
        for properties, path in ((shared, common), (one.properties, _at(one))):
            if "PermissionsBoundary" in properties:
                self._boundary(holder, properties["PermissionsBoundary"], (*path, "PermissionsBoundary"))
        name = "AssumeRolePolicyDocument"
        self._trust(holder, *((one.properties, _at(one)) if name in one.properties else (shared, common)))

    def _added(self, one: Resource, holder: Holder, common: Path) -> None:
        """Say of the policies that SAM makes for what a function uses."""
        for name, event in members(one.properties.get("Events")).items():
            kind = text_of(members(event).get("Type"))
            if kind in _READING or not kind:
                what = f"that SAM generates for the event {shown(name)}"
                holder.unknowns.append(missing_policy(self._container, _at(one, "Events", name), what))
        for key in _ADDING:
            for path in (_at(one, key), (*common, key)):
                if self._container.get(path) is not None:
                    what = f"that SAM generates for {key}"
                    holder.unknowns.append(missing_policy(self._container, path, what))
                    break


def _at(one: Resource, *inner: str | int) -> Path:
    return (*one.path, "Properties", *inner)


def _arn(name: str) -> str:
    """Return the ARN of a policy that SAM may name without: AWS's then, as the only ones with known names."""
    if name == "AWSLambdaBasicExecutionRole":
        return _BASIC
    return name if not name or is_mark(name) or ":" in name else f"arn:aws:iam::aws:policy/{name}"
