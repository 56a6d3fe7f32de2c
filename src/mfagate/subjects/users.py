"""The user that documents are about, where none is set: the one that they name, if only one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.policy.contents import statements_in, texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mfagate.parsing import Json

DEFAULT_USER = "alice"
"""The user where none is named."""

_OWN = re.compile(r"arn:[^:]*:iam::[^:]*:(?P<what>user|mfa)/(?P<name>[\w+=,.@-]+)")
_ANYBODY = re.compile(r"\*|[0-9]{12}|arn:[^:]*:iam::[^:]*:root")


def named_user(documents: Iterable[Json]) -> str:
    """Return the user that documents name: the only principal, or whose user and device they are about.

    Asked for anybody else, a role that trusts one user lets in nobody.
    """
    known = list(documents)
    allowed, denied = (
        {text for document in known for text in texts_in(_principals(document, effect))}
        for effect in ("Allow", "Deny")
    )
    principals = allowed or denied
    trusted = {
        match["name"] for match in map(_OWN.fullmatch, principals) if match and match["what"] == "user"
    }
    if trusted and not any(map(_ANYBODY.fullmatch, principals)):
        return min(trusted)
    found = {
        (match["what"], match["name"])
        for document in known
        for match in map(_OWN.fullmatch, texts_in(document))
        if match
    }
    own = {name for what, name in found if what == "user" and ("mfa", name) in found}
    return own.pop() if len(own) == 1 and not principals else DEFAULT_USER


def _principals(document: Json, effect: str) -> list[Json]:
    """Give the principals that a document's statements of an effect name."""
    return [one.get("Principal") for one in statements_in(document) if one.get("Effect") == effect]
