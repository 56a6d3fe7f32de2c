"""The account that documents are about, where nobody says it: the one that they name themselves."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mfagate.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.positions import Json

DEFAULT_ACCOUNT = "123456789012"
"""The account where none is named: the one of the examples in AWS's documentation."""

_ARN = re.compile(r"arn:[^:]*:(?P<service>[^:]*):[^:]*:(?P<account>[0-9]{12}):(?P<tail>.*)", re.DOTALL)
_ACCOUNT = re.compile(r"[0-9]{12}")
_OWN = ("user/", "mfa/")


def named_account(documents: Iterable[Json]) -> str:
    """Return the account that documents name: in the ARNs of users and devices, else in any, most often.

    Of accounts that are named as often, it is the first in their order, as in `rego/mfagate/document`.
    Policies are judged in an account. In another one than theirs, ARNs that name theirs would match nothing.
    """
    found = [named for document in documents for text in texts_in(document) for named in _accounts(text)]
    for own in (True, False):
        counted = Counter(account for account, is_own in found if is_own or not own)
        if counted:
            return min(counted, key=lambda account: (-counted[account], account))
    return DEFAULT_ACCOUNT


def _accounts(text: str) -> Iterator[tuple[str, bool]]:
    """Give the account of a text that is an ARN or an account, and whether it can only be one's own."""
    arn = _ARN.fullmatch(text)
    if arn:
        yield arn["account"], arn["service"] == "iam" and arn["tail"].startswith(_OWN)
    elif _ACCOUNT.fullmatch(text):
        yield text, False
