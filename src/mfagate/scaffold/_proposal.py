"""Subjects for what was found: simple, and explained, since files do not say which policies a user has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from mfagate.scaffold._recognition import USERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mfagate.scaffold._recognition import Container, Found

CONSOLE_ONLY, STRICT = "console-only", "strict"
_TAKEN = ("default", CONSOLE_ONLY, STRICT)  # what `expect` of a scenario already means by these


@dataclass(frozen=True)
class Entry:
    """A subject: its name, its layer in the config (`files`, `scp`, …) and the documents there."""

    name: str
    layer: str
    files: tuple[str, ...]
    assume: str | None = None
    statements: tuple[Mapping[str, object], ...] = ()
    profile: str | None = None


@dataclass(frozen=True)
class Group:
    """Subjects that one comment explains."""

    comment: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Proposal:
    """Groups of subjects, and documents that were left out, with the layer that they may belong to.

    `inputs` are files that bring subjects of their own; their names begin with the file's. `profile` is the
    one to begin with, and `why` says which file made it that, where one did.
    """

    groups: tuple[Group, ...]
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    profile: str = CONSOLE_ONLY
    why: str = ""

    @property
    def entries(self) -> list[Entry]:
        """All subjects."""
        return [entry for group in self.groups for entry in group.entries]


_GUARDS = (
    "A guard denies by sign-in method and grants only what users manage for themselves.\n"
    "It is judged beside an Allow *, to see what it leaves allowed."
)
_GUARDED = (
    "Each policy is judged with the guard and nothing else (`assume: nothing`). Delete the guard's\n"
    "file where it is not attached to the same users."
)
_ALONE = (
    "Each policy alone. Put policies that are attached together into one subject: list all their\n"
    "files there, with the policy that requires MFA."
)
_MIXED = (
    "denies by sign-in method but also grants access, so it\n"
    "does not guard the others here: files do not show whether the same users have it."
)
_LIMITS = (
    "Boundaries, SCPs and RCPs grant nothing, so each is judged beside an Allow *. If you know who has\n"
    "one, name it under their `boundary:`, `scp:` or `rcp:`."
)
_TRUSTS = "Trust policies: who may assume a role."
_RESOURCES = "Resource policies, judged for callers whose own policies allow everything."


def propose(documents: Sequence[Found], containers: Sequence[Container] = ()) -> Proposal:
    """Return subjects for documents, and files that bring their own.

    Every document is in a subject, but for SCPs, RCPs and boundaries without MFA: they are left out where
    anything else was found, since alone they say nothing about MFA.
    """
    names = _Names(documents)
    profile, why = _profile(documents, containers)
    by_kind = {
        kind: [one for one in documents if one.kind == kind] for kind in {one.kind for one in documents}
    }
    limits = [one for kind in ("boundary", "scp", "rcp") for one in by_kind.get(kind, [])]
    with_mfa = [one for one in limits if not one.is_mere_limit]
    only_limits = len(limits) == len(documents) and not containers
    groups = [
        *_identity(by_kind.get("identity", []), names, profile),
        Group(_LIMITS, tuple(_limit(one, names) for one in (limits if only_limits else with_mfa))),
        Group(_TRUSTS, tuple(_single(one, "trust", names) for one in by_kind.get("trust", []))),
        Group(_RESOURCES, tuple(_single(one, "resource", names) for one in by_kind.get("resource", []))),
    ]
    left = [] if only_limits else [one for one in limits if one not in with_mfa]
    left_out = {
        kind: tuple(one.file for one in left if one.kind == kind) for kind in ("boundary", "scp", "rcp")
    }
    return Proposal(
        tuple(group for group in groups if group.entries),
        {kind: files for kind, files in left_out.items() if files},
        tuple(one.file for one in containers),
        profile,
        why,
    )


def _profile(documents: Iterable[Found], containers: Iterable[Container]) -> tuple[str, str]:
    """Return the profile that fits all the guards, or the grants where there is no guard, and why."""
    found = [(one.file, one.mfa_requirement) for one in documents if one.kind in USERS]
    found += [(one.file, requirement) for one in containers for requirement in one.mfa_requirements]
    guards = [(file, requirement) for file, requirement in found if requirement.by_denying]
    strict = [file for file, requirement in guards or found if requirement.of_keys]
    if not strict or len(strict) < len(guards):
        return CONSOLE_ONLY, ""
    what = (
        "denies access keys too, which never carry MFA" if guards else "requires MFA for all that it allows"
    )
    return STRICT, f"{strict[0]} {what}"


def _identity(documents: Sequence[Found], names: _Names, profile: str) -> list[Group]:
    """One guard goes with each of the others; with none, several, or one that grants, all are alone."""
    guards = [one for one in documents if one.is_guard]
    only = [one for one in guards if one.is_only_guard]
    others = [one for one in documents if one not in only]
    if len(guards) != 1 or not only:
        mixed = [one.file for one in others if one.is_guard]
        comment = "\n".join([_ALONE, *(f"{file} {_MIXED}" for file in mixed[:1])])
        return [
            Group(_GUARDS, tuple(_guard(one, names, profile) for one in only)),
            Group(comment, tuple(_guard(one, names, profile) for one in others)),
        ]
    pairs = tuple(_files([one, only[0]], names, assume="nothing") for one in others)
    return [Group(_GUARDS, (_files(only, names),)), Group(_GUARDED, pairs)]


def _guard(one: Found, names: _Names, profile: str) -> Entry:
    """Return the subject of a policy; where guards differ, one of keys too has a profile of its own."""
    differs = profile == CONSOLE_ONLY and one.is_guard and one.mfa_requirement.of_keys
    return replace(_files([one], names), profile=STRICT if differs else None)


def _files(documents: Sequence[Found], names: _Names, assume: str | None = None) -> Entry:
    return Entry(names.of(documents[0]), "files", tuple(one.file for one in documents), assume)


def _limit(one: Found, names: _Names) -> Entry:
    return Entry(names.of(one), one.kind, (one.file,), "allow-all")


def _single(one: Found, layer: str, names: _Names) -> Entry:
    return Entry(names.of(one), layer, (one.file,), statements=one.statements)


class _Names:
    """Names of subjects: that of the file, with its folders where it would not be the only one."""

    def __init__(self, documents: Iterable[Found]) -> None:
        self._given: dict[str, str] = {}
        for one in documents:
            self._given[one.file] = self._free(one.file)

    def of(self, one: Found) -> str:
        return self._given[one.file]

    def _free(self, file: str) -> str:
        parts = PurePosixPath(file).with_suffix("").parts
        taken = {*_TAKEN, *self._given.values()}
        for count in range(1, len(parts) + 1):
            name = _plain("/".join(parts[-count:]))
            if name not in taken:
                return name
        number = 2
        while f"{name}-{number}" in taken:
            number += 1
        return f"{name}-{number}"


def _plain(text: str) -> str:
    """Return a text as the name of a subject may be."""
    return re.sub(r"[^A-Za-z0-9._/-]+", "-", text).strip("-._/") or "policy"
