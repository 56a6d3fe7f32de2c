"""The details of an account: what `aws iam get-account-authorization-details` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mfagate.sources.formats._aws_managed import is_managed_by_aws, managed
from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.inventory import (
    Holder,
    Inventory,
    account_of,
    missing_group,
    missing_policy,
    note,
    printable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Document
    from mfagate.sources.formats.containers import Container

FORM = "a file of account details"
_MORE = ("IsTruncated", "NextToken", "Marker")
_ALL = "Fetch all pages: aws iam get-account-authorization-details without --max-items or --no-paginate."
_EVERYBODY = "Fetch everybody: aws iam get-account-authorization-details without --filter."
_NAMED = 5  # policies that a message names
_PLAIN = ("UserDetailList", "GroupDetailList", "RoleDetailList")


def _as_saved(inventory: Inventory) -> Inventory:
    """Take what AWS holds for saved: inline policies may be of an older language than new ones have to be."""
    from mfagate.sources.formats.drafts import as_inline  # noqa: PLC0415 - only this form needs it

    inventory.documents.update({name: as_inline(one) for name, one in inventory.documents.items()})
    return inventory


def is_account(value: Json) -> bool:
    """Tell whether a value has the lists of an account's details, or is what `aws iam list-roles` says."""
    if not isinstance(value, dict):
        return False
    roles = value.get("Roles")
    trusting = isinstance(roles, list) and any("AssumeRolePolicyDocument" in members(one) for one in roles)
    return trusting or any(name in value for name in _PLAIN)


def account_inventory(container: Container) -> Inventory:
    """Return the users, groups, roles and policies of an account's details."""
    return _as_saved(_Reader(container).read())


class _Kind(NamedTuple):
    """How the API writes one kind of principal."""

    kind: Literal["user", "group", "role"]
    members: str
    inline: str
    name: str


_KINDS = (
    _Kind("group", "GroupDetailList", "GroupPolicyList", "GroupName"),
    _Kind("user", "UserDetailList", "UserPolicyList", "UserName"),
    _Kind("role", "RoleDetailList", "RolePolicyList", "RoleName"),
    _Kind("role", "Roles", "RolePolicyList", "RoleName"),
)


class _Reader:
    """One pass over the lists of one file; another shape than the documented one is an error of structure."""

    def __init__(self, container: Container) -> None:
        from mfagate.sources.formats.drafts import Drafts  # noqa: PLC0415 - only this form needs it

        self.container = container
        self.drafts = Drafts(container)
        self.inventory = Inventory(container.file, FORM, complete=True)
        self.managed: dict[str, tuple[Path, str]] = {}
        self.loaded: dict[str, str] = {}

    def read(self) -> Inventory:
        self._find_managed()
        for kind in _KINDS:
            for path, entry in self._entries((kind.members,)):
                self._principal(kind, path, entry)
        self._unattached()
        self._more()
        return self.inventory

    def _more(self) -> None:
        """Say that the details go on: who is on the next page would never be judged."""
        for key in _MORE:
            if self.container.get((key,)):
                message = f"{key} shows that this is one page of several; the other pages are not judged"
                unknown = note(self.container, (key,), "error", message, _ALL)
                self.inventory.add(self.drafts.unknown((unknown,), key, "identity"))
                return

    def _entries(self, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Give the objects of a list; whatever else stands there becomes a refused document."""
        value = self.container.get(path)
        for index, entry in enumerate(value if isinstance(value, list) else []):
            if isinstance(entry, dict):
                yield (*path, index), entry
            else:
                self._refused((*path, index))
        if value is not None and not isinstance(value, list):
            self._refused(path)

    def _refused(self, path: Path) -> str:
        name = "/".join(str(part) for part in path)
        return self.inventory.add(self.drafts.refused(path, name, "expected an object"))

    def _find_managed(self) -> None:
        for path, entry in self._entries(("Policies",)):
            name = printable(text_of(entry.get("PolicyName")), str(path[-1]))
            arn = text_of(entry.get("Arn")) or f"?{path[-1]}"
            if arn in self.managed:
                why = "a policy above has this ARN; only that one is read"
                self.inventory.add(self.drafts.refused(path, f"policy/{name}", why))
                continue
            self.managed[arn] = (path, f"policy/{name}")

    def _load(self, arn: str, where: Path) -> str | None:
        """Return the name of a managed policy's document: its default version, read on first use, `where`."""
        if arn in self.loaded:
            return self.loaded[arn]
        if arn in self.managed:
            path, name = self.managed[arn]
            document = self._default_version(path, name)
        else:
            document = managed(arn, self.container, where)
        if document is None:
            return None
        self.loaded[arn] = self.inventory.add(document)
        return self.loaded[arn]

    def _default_version(self, path: Path, name: str) -> Document | None:
        entry = members(self.container.get(path))
        versions = entry.get("PolicyVersionList")
        wanted = entry.get("DefaultVersionId")
        found: list[Path] = []
        for index, version in enumerate(versions if isinstance(versions, list) else []):
            one = members(version)
            if one.get("IsDefaultVersion") is True or (wanted and one.get("VersionId") == wanted):
                found.append((*path, "PolicyVersionList", index))
        if len(found) > 1:
            return self.drafts.refused(found[1], name, "two versions of this policy are its default version")
        return self.drafts.at((*found[0], "Document"), name, "identity") if found else None

    def _principal(self, kind: _Kind, path: Path, entry: dict[str, Any]) -> None:
        name = printable(text_of(entry.get(kind.name)), str(path[-1]))
        holder = self.inventory.add_holder(Holder(f"{kind.kind}/{name}", kind.kind))
        account = account_of(entry.get("Arn"))
        holder.account = account
        if kind.kind == "user":
            holder.user = text_of(entry.get(kind.name)) or None
            holder.login_profile = "LoginProfile" not in entry or bool(entry["LoginProfile"])
            self._groups(holder, (*path, "GroupList"))
        self._tags(holder, entry)
        self._inline(holder, (*path, kind.inline))
        self._attached(holder, (*path, "AttachedManagedPolicies"))
        self._boundary(holder, (*path, "PermissionsBoundary"))
        if kind.kind == "role" and "AssumeRolePolicyDocument" in entry:
            where = (*path, "AssumeRolePolicyDocument")
            holder.trust = self.inventory.add(self.drafts.at(where, f"{holder.name}/trust", "trust"))

    def _tags(self, holder: Holder, entry: dict[str, Any]) -> None:
        """Take the tags; without the list, as in what `aws iam list-roles` says, nobody knows them."""
        listed = entry.get("Tags")
        pairs = [members(one) for one in items(listed)]
        holder.tags = {text_of(one.get("Key")): text_of(one.get("Value")) for one in pairs if one.get("Key")}
        holder.all_tags = isinstance(listed, list)

    def _groups(self, holder: Holder, path: Path) -> None:
        for index, one in enumerate(items(self.container.get(path))):
            name = f"group/{printable(text_of(one), '?')}"
            holder.groups.append(name)
            if name not in self.inventory.holders:
                holder.unknowns.append(missing_group(self.container, (*path, index), name))

    def _inline(self, holder: Holder, path: Path) -> None:
        for where, entry in self._entries(path):
            name = printable(text_of(entry.get("PolicyName")), str(where[-1]))
            document = self.drafts.at((*where, "PolicyDocument"), f"{holder.name}/{name}", "identity")
            holder.identity.append(self.inventory.add(document))

    def _attached(self, holder: Holder, path: Path) -> None:
        for where, entry in self._entries(path):
            arn = text_of(entry.get("PolicyArn"))
            name = self._load(arn, where)
            if name is None:
                label = arn or text_of(entry.get("PolicyName")) or "without an ARN"
                holder.unknowns.append(missing_policy(self.container, where, label))
            else:
                holder.identity.append(name)

    def _boundary(self, holder: Holder, path: Path) -> None:
        value = self.container.get(path)
        if value is None:
            return
        arn = text_of(members(value).get("PermissionsBoundaryArn"))
        holder.boundary = self._load(arn, path)
        if holder.boundary is None:
            label = arn or "without an ARN"
            holder.unknowns.append(missing_policy(self.container, path, label, boundary=True))

    def _unattached(self) -> None:
        """Take in the account's own policies that nobody has; those that AWS manages are counted."""
        for arn in self.managed:
            if not is_managed_by_aws(arn) and self._load(arn, ()) is None:
                path, name = self.managed[arn]
                why = "the default version of this policy is not in the file"
                self.inventory.add(self.drafts.refused(path, name, why))
        rest = [arn for arn in self.managed if is_managed_by_aws(arn) and arn not in self.loaded]
        if rest:
            self.inventory.left_out.append(self._of_nobody(rest))

    def _of_nobody(self, arns: list[str]) -> Diagnostic:
        """Count the policies that AWS manages and nobody has; a warning where somebody elsewhere has one."""
        names = [printable(arn.rsplit("/", 1)[-1], "?") for arn in arns]
        listed = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        number = "1 policy" if len(arns) == 1 else f"{len(arns)} policies"
        message = f"{number} managed by AWS that nobody in this file has, so not judged: {listed}"
        path = self.managed[arns[0]][0]
        attached = sum(bool(self._count(arn)) for arn in arns)
        if not attached:
            return note(self.container, path, "note", message, "")
        message += f"; AttachmentCount: somebody who is not in this file has {attached} of them"
        return note(self.container, path, "warning", message, _EVERYBODY)

    def _count(self, arn: str) -> Json:
        return members(self.container.get(self.managed[arn][0])).get("AttachmentCount")
