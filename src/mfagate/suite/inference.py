"""What documents say about themselves: the answers of the Rego package `mfa.inference`, evaluated in process.

Only that package and what it imports are loaded, into an interpreter for each thread, so no engine is
needed, and an answer takes about a millisecond.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mfagate.engines import Engine
    from mfagate.parsing import Json

_IAM = ("actions", "assumptions", "conditions", "operators", "patterns", "policies", "variables")
FOLDERS = (*(f"iam/{name}/" for name in _IAM), "mfa/flags/", "mfa/inference/")
BRANCHES = {("iam", "actions"), ("iam", "operators"), ("mfa", "flags")}


@dataclass(frozen=True)
class Requirement:
    """The MFA that a document seems to require.

    `requires` is `nothing`, `people` (a Deny that an absent MFA key escapes), `keys` (a Deny that covers an
    absent key too) or `grants` (Allows that need an MFA key). `only_guard` says that it denies by MFA and
    allows only what users do for themselves; `accounts` are those that it names as its own.
    """

    requires: str
    only_guard: bool
    accounts: frozenset[str]


def kind_of(document: Json) -> str:
    """Return `identity`, `trust` or `resource`: the kind that a document has by its elements."""
    kind: str = _answer("kinds", [document])[0]
    return kind


def is_of_registry(document: Json) -> bool:
    """Return whether the policy of a resource is that of a repository in a registry."""
    answer: bool = _answer("of_registry", [document])[0]
    return answer


def guards_in(document: Json) -> list[bool]:
    """Return for each statement of a document (see `statements_in`) whether it is a guard."""
    guards: list[bool] = _answer("guards", [document])[0]
    return guards


def has_guard(documents: Iterable[Json]) -> bool:
    """Return whether a statement of the documents denies by sign-in method."""
    return any(any(guards) for guards in _answer("guards", list(documents)))


def may_tag_sessions(trust: Json) -> bool:
    """Return whether a trust policy lets callers pass tags for the session of the role."""
    answer: bool = _answer("session_tags", [trust])[0]
    return answer


def named_account(documents: Iterable[Json]) -> str:
    """Return the account that documents are about: the one that they name, else that of AWS's examples."""
    account: str = _answer("named_account", list(documents))
    return account


def named_user(documents: Iterable[Json]) -> str:
    """Return the user that documents are about: the one that they name, else a sample."""
    user: str = _answer("named_user", list(documents))
    return user


def partition_replacements(documents: Iterable[Json]) -> Mapping[str, str]:
    """Return what is put for the beginning of ARNs, if all that are named are of one partition but `aws`."""
    replacements: Mapping[str, str] = _answer("replacements", list(documents))
    return replacements


def column_of(action: str) -> str:
    """Return the column of the posture that an action is judged in, exempt or not."""
    column: str = _evaluated("columns", json.dumps({"actions": [action]}))[0]
    return column


def requirement_of(document: Json) -> Requirement:
    """Return the MFA that a document seems to require."""
    found = _answer("requirements", [document])[0]
    return Requirement(found["requires"], found["only_guard"], frozenset(found["accounts"]))


def _answer(rule: str, documents: list[Json]) -> Json:
    text = json.dumps({"documents": documents}, ensure_ascii=False, default=str)
    return _evaluated(rule, text.encode("utf-8", "replace").decode())


@lru_cache(maxsize=1024)
def _evaluated(rule: str, text: str) -> Json:
    return _engine().query(f"mfa/inference/{rule}", json.loads(text))


@lru_cache(maxsize=1)
def _engine() -> Engine:
    from mfagate.engines.embedded import EmbeddedEngine  # noqa: PLC0415 - loads the interpreter

    engine = EmbeddedEngine()
    modules, data = shipped_suite()
    texts = {name: text for name, text in modules.expanded.items() if name.startswith(FOLDERS)}
    engine.take(texts, data.part(BRANCHES).text)
    return engine
