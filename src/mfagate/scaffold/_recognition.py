"""What a file seems to be, by its shape and its name.

These are guesses for a config that a person reads before it counts. What a policy does, the Rego decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.parsing import MAX_BYTES, ParseError, read_json, read_yaml, unmarked
from mfagate.policy.contents import statements_in
from mfagate.policy.documents import guess_kind
from mfagate.scaffold._mfa_requirement import Asks, asked_by
from mfagate.scaffold._only_guard import is_only_guard
from mfagate.sources.defaults import Defaults
from mfagate.sources.folders import may_hold_policies
from mfagate.sources.formats.containers import items, members
from mfagate.sources.recognition import MAX_CONTAINER_BYTES, holding_of
from mfagate.subjects.accounts import own_texts
from mfagate.subjects.variants import all_subjects

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json
    from mfagate.policy.documents import Kind

_ACCOUNT = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12}):")
_STATEMENT = b"tatement"  # in any spelling that somebody may have tried
# A text that cannot be read, and in all likelihood is a policy with a fault.
_POLICY_START = re.compile(r'\s*\{\s*"(?:Version|Id|Statement)"\s*:')
_POLICY_WORDS = tuple(
    re.compile(rf"[\"']?\b{word}\b[\"']?\s*:", re.IGNORECASE) for word in ("Statement", "Effect", "Action")
)
LIMITS = frozenset({"boundary", "scp", "rcp"})
USERS = frozenset({"identity", "boundary", "session", "scp"})  # kinds of what holds for users
_WORDS = re.compile(r"[a-z]+")


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
        """Whether it is a guard that grants nothing but what a user does for himself."""
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


def recognised(path: Path, file: str) -> Found | Container | None:
    """Return what a file seems to be; None where it is nothing of ours, or cannot be read at all."""
    data = _bytes(path)
    plain = None if data is None else unmarked(data)
    if data is None or plain is None or not (may_hold_policies(plain) or _STATEMENT in plain):
        return None
    # What IAM would not take because of its encoding is a subject all the same, so that `check` says so.
    found = _document(plain.decode("utf-8", "replace"), file) if len(data) <= MAX_BYTES else None
    if found is not None and not found.is_broken:
        return found
    return _container(data, file) or found


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_CONTAINER_BYTES + 1)
    except OSError:
        return None
    return data if len(data) <= MAX_CONTAINER_BYTES else None


def _container(data: bytes, file: str) -> Container | None:
    defaults = Defaults()
    try:
        holding = holding_of(data, file, defaults)
    except ParseError:
        return None
    if holding is None:
        return None
    subjects = all_subjects(holding, defaults)
    documents = {id(one): one for subject in subjects for one in subject.parts.values()}.values()
    asks = tuple(asked_by(statements_in(one.value)) for one in documents if one.kind in USERS)
    return Container(file, holding.form, len(subjects), asks) if subjects else None


def _document(text: str, file: str) -> Found | None:
    try:
        reader = read_json if file.lower().endswith((".json", ".tfstate")) else read_yaml
        value = reader(text, file)[0].value
    except ParseError:
        is_filled_in = "{{" in text  # a template of something else, which makes policies
        has_words = not is_filled_in and all(word.search(text) for word in _POLICY_WORDS)
        is_policy = has_words or _POLICY_START.match(text)
        return Found(file, _by_name(file, "identity"), is_broken=True) if is_policy else None
    statements = tuple(statements_in(value))
    if not any("Effect" in one for one in statements):
        is_meant = any(map(_is_meant, items(value)))
        return Found(file, _by_name(file, "identity"), is_broken=True) if is_meant else None
    return Found(
        file,
        _by_name(file, guess_kind(value)),
        asks=asked_by(statements),
        accounts=frozenset(account for one in own_texts(value) for account in _ACCOUNT.findall(one)),
        statements=statements,
    )


def _is_meant(value: Json) -> bool:
    """Tell whether a value is meant for a policy though it is none, by its keys in any case."""
    names = {str(key).lower(): held for key, held in members(value).items()}
    return "statement" in names and ("version" in names or _has_effect(names["statement"]))


def _has_effect(statement: Json) -> bool:
    return any("effect" in {str(key).lower() for key in members(one)} for one in items(statement))


def _by_name(file: str, kind: Kind) -> Kind:
    """Tell SCPs, RCPs and boundaries apart from what has the same shape, by the words of the path."""
    words = set(_WORDS.findall(file.lower()))
    if kind == "identity" and words & {"scp", "scps"}:
        return "scp"
    if kind == "identity" and words & {"boundary", "boundaries"}:
        return "boundary"
    if kind == "resource" and words & {"rcp", "rcps"}:
        return "rcp"
    return kind
