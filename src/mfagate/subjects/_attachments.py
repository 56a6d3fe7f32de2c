"""From what a file holds to the subjects that are judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mfagate.subjects.model import Subject
from mfagate.suite.inference import has_guard, may_tag_sessions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Document
    from mfagate.sources.defaults import Defaults
    from mfagate.sources.inventory import Holder, Inventory

_ROLES = ("role", "set")  # a permission set becomes a role in every account that it is assigned to


def subjects_in(inventory: Inventory, defaults: Defaults) -> list[Subject]:
    """Return a subject for each user and role, each trust policy, and each document that nobody has.

    A group is judged with its users; a group that has none in the file is a subject.
    """
    settings = _Settings(inventory, defaults)
    found = [subject for holder in inventory.holders.values() for subject in settings.of_holder(holder)]
    used = {name for holder in inventory.holders.values() for name in _named(holder)}
    rest = [settings.of_document(name) for name in inventory.documents if name not in used]
    return [*found, *rest]


def _named(holder: Holder) -> Iterator[str]:
    yield from holder.identity
    yield from (name for name in (holder.boundary, holder.trust) if name is not None)


@dataclass
class _Settings:
    """Makes subjects of one file under one set of defaults."""

    inventory: Inventory
    defaults: Defaults

    def of_holder(self, holder: Holder) -> Iterator[Subject]:
        if holder.kind == "group" and any(
            holder.name in one.groups for one in self.inventory.holders.values()
        ):
            return
        names, unknowns = list(holder.identity), list(holder.unknowns)
        for group in (self.inventory.holders.get(name) for name in holder.groups):
            if group is not None:
                names += group.identity
                unknowns += group.unknowns
        documents = [self.inventory.documents[name] for name in dict.fromkeys(names)]
        parts = {f"identity[{index}]": one for index, one in enumerate(documents)}
        boundary = self.inventory.documents[holder.boundary] if holder.boundary else None
        if boundary is not None and parts:
            parts["boundary[0]"] = replace(boundary, kind="boundary")
        if parts or unknowns:
            tagged = self._has_tags(holder)
            yield replace(
                self._subject(holder.name, parts, holder),
                tags=holder.tags if tagged else {},
                all_tags=holder.all_tags and tagged,
                principal="role" if holder.kind in _ROLES else "user",
                login_profile=holder.login_profile,
                unknowns=tuple(_weighed(holder, documents, unknowns)),
                # Beside what was left out a guard is judged as in any file: nobody knows what it guards.
                assume="nothing"
                if self.inventory.complete and not any(one.grants for one in unknowns)
                else None,
            )
        if holder.trust is not None:
            trust = {"resource": self.inventory.documents[holder.trust]}
            yield self._subject(f"{holder.name}/trust", trust, holder)

    def _has_tags(self, holder: Holder) -> bool:
        """Tell whether requests have the tags of the user or role: tags of a session stand over a role's."""
        if holder.kind != "role":
            return holder.kind == "user"
        trust = self.inventory.documents[holder.trust] if holder.trust else None
        return trust is not None and trust.judgeable and not may_tag_sessions(trust.value)

    def of_document(self, name: str) -> Subject:
        document = self.inventory.documents[name]
        return self._subject(name, {label_of(document): document})

    def _subject(self, name: str, parts: Mapping[str, Document], holder: Holder | None = None) -> Subject:
        return Subject(
            name=f"{self.inventory.file}:{name}" if name else self.inventory.file,
            parts=parts,
            profile=self.defaults.profile,
            account=(holder.account if holder else None) or self.defaults.account or self.inventory.account,
            user=(holder.user if holder else None) or self.defaults.user,
            account_facts=self.defaults.account_facts,
            context=self.defaults.context,
        )


def _weighed(holder: Holder, documents: list[Document], unknowns: list[Diagnostic]) -> Iterable[Diagnostic]:
    """Say of what is unknown how much it decides.

    With a Deny that asks for MFA the user is judged beside an `Allow *`, whatever a policy that was left out
    allows. One who has no such Deny passes only because nothing is granted, which is not known then.
    """
    if not documents:
        return _decisive(holder, unknowns)
    if holder.kind in {"user", "group"} and not has_guard(one.value for one in documents):
        return (replace(one, severity="error") if one.grants else one for one in unknowns)
    return unknowns


def _decisive(holder: Holder, unknowns: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Say of what is unknown that nothing else of its holder is known: of a user or a group, as an error.

    A role is not failed for it: most are services' and have a policy of AWS and no other, and whether it is
    people's and wants MFA is its trust policy's to say, which is judged.
    """
    for one in unknowns:
        if holder.kind == "rest":
            yield one
            continue
        message = f"{one.message}; no other policy of {holder.name} is known, so this cannot be judged"
        yield replace(one, severity=one.severity if holder.kind == "role" else "error", message=message)


def label_of(document: Document) -> str:
    """Return the label that the rules use for the only document of a subject."""
    if document.kind in {"resource", "trust"}:
        return "resource"
    return f"{document.kind}[0][0]" if document.kind in {"scp", "rcp"} else f"{document.kind}[0]"
