"""What stands for an unknown in a text of a policy: anything, or a name that nothing else has."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import items
from mfagate.sources.unknowns.marks import MARK, has_mark, is_mark, replaced
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from mfagate.parsing import Json
    from mfagate.sources.unknowns.marks import UnknownValues

_FRESH_ACCOUNT = "000000000000"
_NO_ARN = "arn:aws:unknown:::"
_SOMEBODY = re.compile(
    rf"arn:aws[a-z-]*:(?:iam|sts)::([0-9]{{12}}|cloudfront|{MARK}):"
    r"(?:root|(?:role|user|assumed-role|saml-provider)/.+)"
)
_COMPARES = re.compile(r"(?:For(?:All|Any)Values?:)?(?:String|Arn)[A-Za-z]+", re.IGNORECASE)
_EQUALS = re.compile(r"(?:For(?:All|Any)Values?:)?String(?:Not)?Equals(?:IfExists)?", re.IGNORECASE)
# Keys whose values mean nothing by themselves: one value that is not known is like any other.
_OPAQUE = {
    *("aws:principalorgid", "aws:resourceorgid", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce"),
    "sts:externalid",
}


def widened(text: str) -> str:
    """Return a pattern of resources that matches whatever the unknowns in it may be."""
    wide = re.sub(r"\*+", "*", replaced(text, lambda _: "*"))
    return wide if wide.startswith("arn:") else "*"


def narrowed(unknown_values: UnknownValues, text: str, whole: str = _NO_ARN) -> str:
    """Return a text with a name that nothing else has for each unknown; `whole` starts one that is first."""

    def name(mark: re.Match[str]) -> str:
        is_account = text[: mark.start()].count(":") == 4 and text[mark.start() - 1] == ":"
        fresh = unknown_values.name(int(mark.group(1)))
        return _FRESH_ACCOUNT if is_account else f"{whole if mark.start() == 0 else ''}{fresh}"

    return replaced(text, name)


def are_somebody(unknown_values: UnknownValues, principals: Json) -> bool:
    """Tell whether all that is not known of principals is the name or the account of single ones."""
    if not unknown_values.account or not isinstance(principals, dict) or any(map(has_mark, principals)):
        return False
    return all(
        isinstance(one, str)
        and (_SOMEBODY.fullmatch(one) or (key == "CanonicalUser" and _is_made(unknown_values, one)))
        for key, held in principals.items()
        for one in items(held)
        if has_mark(one)
    )


def somebody(unknown_values: UnknownValues, text: str, *, widest: bool) -> str:
    """Return the principal that stands for one: `widest`, in the own account where that is not known."""
    if not text.startswith("arn:"):  # a canonical user is known by a digest
        return hashlib.sha256(narrowed(unknown_values, text).encode()).hexdigest()
    if is_mark(text.split(":")[4]):
        text = replaced(text, lambda _: unknown_values.account if widest else _FRESH_ACCOUNT, count=1)
    return narrowed(unknown_values, text)


def are_compared(unknown_values: UnknownValues, conditions: Json) -> bool:
    """Tell whether all that is not known of conditions is single texts that a key is compared with."""
    return (
        bool(unknown_values.account)
        and isinstance(conditions, dict)
        and all(
            isinstance(keys, dict)
            and not has_mark(operator)
            and all(_is_compared(unknown_values, operator, key, held) for key, held in keys.items())
            for operator, keys in conditions.items()
            if has_mark([operator, keys])
        )
    )


def _is_compared(unknown_values: UnknownValues, operator: str, key: str, held: Json) -> bool:
    """Tell whether values of a condition are known, or texts of which any stands for any other."""
    if not has_mark([key, held]):
        return True
    if has_mark(key) or key.lower() in _mfa_keys() or not _COMPARES.fullmatch(operator):
        return False
    if not all(isinstance(one, str) for one in items(held)):
        return False
    is_equal = key.lower() in _OPAQUE and _EQUALS.fullmatch(operator) is not None
    return is_equal or _is_made(unknown_values, held)


def _mfa_keys() -> set[str]:
    return {name.lower() for name in shipped_suite()[1]["mfa"]["flags"]["names"].values()}


def compared(unknown_values: UnknownValues, operator: str, text: str) -> str:
    """Return the text that stands for one which a key is compared with."""
    return narrowed(unknown_values, text, _NO_ARN if "arn" in operator.lower() else "")


def _is_made(unknown_values: UnknownValues, value: Json) -> bool:
    """Tell whether all that is not known of a value are names that AWS makes up."""
    return all(one.made for one in unknown_values.within(value))
