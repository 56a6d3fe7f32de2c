"""What init takes a policy file for: guesses for a config that a person reads before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import UnreadableFileError
from mfagate.scaffold._mfa_requirement import MfaRequirement
from mfagate.sources.defaults import Defaults
from mfagate.subjects.files import subjects_of_file
from mfagate.suite.inference import requirement_of

if TYPE_CHECKING:
    from mfagate.policy.documents import Kind
    from mfagate.sources.recognition import PolicyFile

LIMITS = frozenset({"boundary", "scp", "rcp"})
USERS = frozenset({"identity", "boundary", "session", "scp"})  # kinds of what holds for users


@dataclass(frozen=True)
class Found:
    """A policy document: its path from the root with `/`, what it seems to be, and the accounts it names.

    `is_only_guard` says that it is a guard that allows nothing but what users do for themselves.
    """

    file: str
    kind: Kind
    mfa_requirement: MfaRequirement = MfaRequirement.NOTHING
    is_only_guard: bool = False
    is_broken: bool = False
    accounts: frozenset[str] = frozenset()
    statements: tuple[Any, ...] = ()

    @property
    def is_guard(self) -> bool:
        """Whether it denies by sign-in method."""
        return self.mfa_requirement.by_denying

    @property
    def is_mere_limit(self) -> bool:
        """Whether it only limits others and does not require MFA: alone it shows nothing."""
        return self.kind in LIMITS and not self.is_guard and not self.is_broken


@dataclass(frozen=True)
class Container:
    """A file that holds policies and says who has them: its path, what it is, and its number of subjects.

    `mfa_requirements` are those of the policies of users in it.
    """

    file: str
    what: str
    subjects: int
    mfa_requirements: tuple[MfaRequirement, ...] = ()


def interpreted(one: PolicyFile) -> Found | Container | None:
    """Return what a policy file is for the config; None where it contains no policy."""
    if one.form == "container":
        return _container(one)
    if one.form == "broken":
        return Found(one.file, one.kind, is_broken=True)
    requirement = requirement_of(one.value)
    return Found(
        one.file,
        one.kind,
        mfa_requirement=MfaRequirement(requirement.requires),
        is_only_guard=requirement.only_guard,
        accounts=requirement.accounts,
        statements=one.statements,
    )


def _container(one: PolicyFile) -> Container | None:
    try:
        subjects = subjects_of_file(one.path, one.file, Defaults())
    except UnreadableFileError:
        return None
    documents = {id(part): part for subject in subjects for part in subject.parts.values()}.values()
    found = (requirement_of(part.value).requires for part in documents if part.kind in USERS)
    requirements = tuple(MfaRequirement(requires) for requires in found)
    return Container(one.file, one.description, len(subjects), requirements) if subjects else None
