"""The account that documents are about, where nobody says it: the one that they name themselves."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mfagate.policy.contents import texts_in
from mfagate.sources.defaults import DEFAULT_ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.parsing import Json

_ARN = re.compile(r"arn:[^:]*:(?P<service>[^:]*):[^:]*:(?P<account>[0-9]{12}):(?P<tail>.*)", re.DOTALL)
_ACCOUNT = re.compile(r"[0-9]{12}")
_OWN = ("user/", "mfa/")
_EXTERNAL_ID = "sts:externalid"
_PRINCIPALS = frozenset({"Principal", "NotPrincipal"})


def named_account(documents: Iterable[Json]) -> str:
    """Return the account that documents name: in the ARNs of users and devices, else in any, most often.

    Of accounts that are named as often, it is the first in their order, as in `rego/mfagate/document`.
    Policies are judged in an account. In another one than theirs, ARNs that name theirs would match nothing.
    """
    found = [named for document in documents for text in own_texts(document) for named in _accounts(text)]
    for own in (True, False):
        counted = Counter(account for account, is_own in found if is_own or not own)
        if counted:
            return min(counted, key=lambda account: (-counted[account], account))
    return DEFAULT_ACCOUNT


def own_texts(document: Json) -> Iterator[str]:
    """Give the texts of a document that may name its own account.

    A statement that asks for an `sts:ExternalId` lets in somebody else, such as a vendor: the accounts of its
    principals are not one's own.
    """
    if not isinstance(document, dict):
        yield from texts_in(document)
        return
    yield from texts_in({key: value for key, value in document.items() if key != "Statement"})
    statements = document.get("Statement")
    for one in statements if isinstance(statements, list) else [statements]:
        yield from texts_in(_without_others(one))


def _without_others(statement: Json) -> Json:
    if not isinstance(statement, dict) or not _asks_for_external_id(statement.get("Condition")):
        return statement
    return {key: value for key, value in statement.items() if key not in _PRINCIPALS}


def _asks_for_external_id(condition: Json) -> bool:
    clauses = condition.values() if isinstance(condition, dict) else ()
    return any(str(key).lower() == _EXTERNAL_ID for one in clauses if isinstance(one, dict) for key in one)


def _accounts(text: str) -> Iterator[tuple[str, bool]]:
    """Give the account of a text that is an ARN or an account, and whether it can only be one's own."""
    arn = _ARN.fullmatch(text)
    if arn:
        yield arn["account"], arn["service"] == "iam" and arn["tail"].startswith(_OWN)
    elif _ACCOUNT.fullmatch(text):
        yield text, False
