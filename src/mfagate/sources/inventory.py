"""What a file contains, whatever its form: documents, and who they are attached to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from mfagate.parsing import json_path, shown
from mfagate.policy.contents import only_allows, statements_in
from mfagate.policy.diagnostic import Diagnostic

if TYPE_CHECKING:
    from mfagate.parsing import Json, Path
    from mfagate.policy.diagnostic import Severity
    from mfagate.policy.documents import Document
    from mfagate.sources.formats.containers import Container


@dataclass
class Holder:
    """A user, a group, a role or a permission set of the file; the names are those of documents.

    Of the kind `rest` is what nobody has: something in the file that is only reported, not read.
    `tags` are those that are known, with `all_tags` where the file shows that there are no others.
    """

    name: str
    kind: Literal["user", "group", "role", "set", "rest"]
    identity: list[str] = field(default_factory=list)
    boundary: str | None = None
    trust: str | None = None
    groups: list[str] = field(default_factory=list)
    unknowns: list[Diagnostic] = field(default_factory=list)
    user: str | None = None
    login_profile: bool = True
    account: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    all_tags: bool = False


@dataclass
class Inventory:
    """What one file contains; `form` says what the file is, for messages.

    `complete` tells that what its holders have is in the file, or noted as missing. `left_out` has what is
    no subject on purpose, `removed` what a plan takes away. A file is not `read` where its form is not.
    """

    file: str
    form: str
    documents: dict[str, Document] = field(default_factory=dict)
    holders: dict[str, Holder] = field(default_factory=dict)
    complete: bool = False
    account: str = ""
    left_out: list[Diagnostic] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    read: bool = True

    def add(self, document: Document) -> str:
        """Take a document in, and return its name: another one where the name is taken."""
        name = self.free_name(document.name)
        self.documents[name] = document
        return name

    def add_holder(self, holder: Holder) -> Holder:
        """Take a holder in, under a name that is free."""
        taken, count = holder.name, 2
        while taken in self.holders:
            taken, count = f"{holder.name}~{count}", count + 1
        holder.name = taken
        self.holders[taken] = holder
        return holder

    def free_name(self, name: str) -> str:
        """Return a name that no document has."""
        taken, count = name, 2
        while taken in self.documents:
            taken, count = f"{name}~{count}", count + 1
        return taken


def printable(text: str, otherwise: str) -> str:
    """Return a name from the file as one printable word."""
    return shown(text, 200) if text else otherwise


def account_of(arn: Json) -> str | None:
    """Return the number of the account that an ARN names; None where it names none."""
    parts = arn.split(":") if isinstance(arn, str) else []
    account = parts[4] if len(parts) > 4 else ""
    return account if len(account) == 12 and account.isascii() and account.isdigit() else None


def note(
    container: Container,
    path: Path,
    severity: Severity,
    message: str,
    remedy: str,
    *,
    grants: bool = False,
) -> Diagnostic:
    """Return what is to be said of a place of a file."""
    line, column = container.lines.at(container.offset(path))
    where = json_path(path)
    return Diagnostic(severity, message, remedy, container.file, line, column, where, grants=grants)


def doubtful(unknown: Diagnostic, holder: Holder, document: Document | None = None) -> Diagnostic:
    """Return what is to be said of a holder who may not have a document, or whatever it is.

    It is an error where somebody may be guarded by it. A document that only allows guards nobody; where it is
    not known which document it is, a role is not failed for it.
    """
    if document is None:
        may_guard = holder.kind in {"user", "group"}
    else:
        may_guard = not (document.judgeable and only_allows(statements_in(document.value)))
    return replace(unknown, severity="error" if may_guard else "warning")


def missing_group(container: Container, path: Path, name: str) -> Diagnostic:
    """Return what is to be said of a user's group that is not in the file."""
    message = (
        f"{name} is not in this file, so its policies are not judged; more may be "
        "allowed or denied than this report says"
    )
    remedy = (
        "Give the details of the whole account (aws iam get-account-authorization-details without --filter)."
    )
    return note(container, path, "warning", message, remedy, grants=True)


def missing_policy(container: Container, path: Path, arn: str, *, boundary: bool = False) -> Diagnostic:
    """Return what is to be said of an attached policy whose document is not in the file."""
    what = shown(arn, 200)
    effect = (
        "it is not judged, so less may be allowed than this report says"
        if boundary
        else "it is not judged, so more may be allowed (or, by a Deny, less) than this report says"
    )
    role = "The boundary" if boundary else "The policy"
    message = f"{role} {what} is attached, but its document is not in this file: {effect}"
    remedy = (
        "List every document under a subject in mfagate.yaml, or judge the account's details "
        "(aws iam get-account-authorization-details)."
    )
    return note(container, path, "warning", message, remedy, grants=not boundary)
