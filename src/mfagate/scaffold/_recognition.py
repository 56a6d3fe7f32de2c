"""What init takes a policy file for: guesses for a config that a person reads before it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import UnreadableFileError
from mfagate.policy.contents import statements_in
from mfagate.scaffold._mfa_requirement import Asks, asked_by
from mfagate.scaffold._only_guard import is_only_guard
from mfagate.sources.defaults import Defaults
from mfagate.subjects.accounts import own_texts
from mfagate.subjects.files import subjects_of_file

if TYPE_CHECKING:
    from mfagate.policy.documents import Kind
    from mfagate.sources.recognition import PolicyFile

_ACCOUNT = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12}):")
LIMITS = frozenset({"boundary", "scp", "rcp"})
USERS = frozenset({"identity", "boundary", "session", "scp"})  # kinds of what holds for users


@dataclass(frozen=True)
class Found:
    """A policy document: its path from the root with `/`, what it seems to be, and the accounts it names."""

    file: str
    kind: Kind
    asks: Asks = Asks.NOTHING
    is_broken: bool = False
    accounts: frozenset[str] = frozenset()
    statements: tuple[Any, ...] = ()

    @property
    def is_guard(self) -> bool:
        """Whether it denies by how the caller signed in."""
        return self.asks.by_denying

    @property
    def is_only_guard(self) -> bool:
        """Whether it is a guard that grants nothing but self-service."""
        return is_only_guard(self.statements)

    @property
    def is_mere_limit(self) -> bool:
        """Whether it bounds others, so that it grants nothing, and asks for no MFA: alone it says nothing."""
        return self.kind in LIMITS and not self.is_guard and not self.is_broken


@dataclass(frozen=True)
class Container:
    """A file that holds policies and says who has them: its path, what it is, and its number of subjects.

    `asks` is what each policy of users in it seems to ask for.
    """

    file: str
    what: str
    subjects: int
    asks: tuple[Asks, ...] = ()


def interpreted(one: PolicyFile) -> Found | Container | None:
    """Return what a policy file is for the config; None where it contains no policy."""
    if one.form == "container":
        return _container(one)
    if one.form == "broken":
        return Found(one.file, one.kind, is_broken=True)
    return Found(
        one.file,
        one.kind,
        asks=asked_by(one.statements),
        accounts=frozenset(account for text in own_texts(one.value) for account in _ACCOUNT.findall(text)),
        statements=one.statements,
    )


def _container(one: PolicyFile) -> Container | None:
    try:
        subjects = subjects_of_file(one.path, one.file, Defaults())
    except UnreadableFileError:
        return None
    documents = {id(part): part for subject in subjects for part in subject.parts.values()}.values()
    asks = tuple(asked_by(statements_in(part.value)) for part in documents if part.kind in USERS)
    return Container(one.file, one.description, len(subjects), asks) if subjects else None
