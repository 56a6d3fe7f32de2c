"""Condition values that the operator cannot compare, or that never match."""

from __future__ import annotations

import base64
import binascii
import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING

from mfagate.parsing import scalar_text, shown
from mfagate.policy.validation._arn import has_wildcard
from mfagate.policy.validation._conditions import is_range
from mfagate.policy.validation._dates import is_epoch
from mfagate.policy.validation._model import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mfagate.policy.validation._elements import Clause, Policy
    from mfagate.policy.validation._operators import Operator

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_DATE = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII
)
_EPOCH = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)
_LENGTH = re.compile(r"[^/]*(?:/(?:0|[1-9]\d{0,2}))?", re.ASCII)
_VARIABLE = re.compile(r"\$\{[^}]*\}?")
_PRIVATE = tuple(
    ip_network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7")
)
_EXACT = ("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase")


def faults(policy: Policy) -> Iterator[Fault]:
    """Warn of values that do not fit their operator."""
    for statement in policy.statements:
        for clause in statement.clauses:
            if clause.operator:
                yield from _several_booleans(clause, clause.operator)
                yield from _mixed(clause)
                yield from _private(clause, clause.operator)
                yield from _each(clause, clause.operator)


def _each(clause: Clause, operator: Operator) -> Iterator[Fault]:
    judge = _judge(operator.base)
    for path, value in clause.values:
        if value is None or isinstance(value, (dict, list)):
            continue
        text = scalar_text(value)
        found = None if "${" in text else judge(text, clause)
        if found:
            yield Fault(path, *found)
        if operator.base in _EXACT and has_wildcard(_VARIABLE.sub("", text)):
            like = operator.base.replace("EqualsIgnoreCase", "Like").replace("Equals", "Like")
            message = f'{operator.base} takes "{shown(text)}" literally; for wildcards write {like}'
            yield Fault(path, "wildcard-without-like-operator", message)


def _judge(base: str) -> Callable[[str, Clause], tuple[str, str] | None]:
    for start, judge in _JUDGES.items():
        if base.startswith(start):
            return judge
    return lambda _text, _clause: None


def _boolean(text: str, _clause: Clause) -> tuple[str, str] | None:
    if text.lower() in ("true", "false"):
        return None
    return "type-mismatch-boolean", f'"{shown(text)}" is neither true nor false; it never matches'


def _number(text: str, _clause: Clause) -> tuple[str, str] | None:
    if _NUMBER.fullmatch(text):
        return None
    return "type-mismatch-number", f'"{shown(text)}" is not a number; it never matches'


def _date(text: str, clause: Clause) -> tuple[str, str] | None:
    if not _DATE.fullmatch(text) and not _EPOCH.fullmatch(text):
        message = (
            f'"{shown(text)}" is not a W3C ISO 8601 date and is judged as never matching; '
            "write one such as 2026-01-31T00:00:00Z"
        )
        return "date-never-matches", message
    if not is_epoch(text) or clause.key.lower() == "aws:epochtime":
        return None
    return "invalid-date-value", f'"{shown(text)}" is read as seconds since 1970; write a date'


def _range(text: str, _clause: Clause) -> tuple[str, str] | None:
    if is_range(text) and _LENGTH.fullmatch(text) and not ("." in text and ":" in text):
        return None
    message = f'"{shown(text)}" is not an address range; write one such as 203.0.113.0/24'
    return "type-mismatch-ip-range", message


def _binary(text: str, _clause: Clause) -> tuple[str, str] | None:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return "type-mismatch-string", f'"{shown(text)}" is not base64; it never matches'
    return None


_JUDGES: dict[str, Callable[[str, Clause], tuple[str, str] | None]] = {
    "Bool": _boolean,
    "Null": _boolean,
    "Numeric": _number,
    "Date": _date,
    "IpAddress": _range,
    "NotIpAddress": _range,
    "BinaryEquals": _binary,
}


def _several_booleans(clause: Clause, operator: Operator) -> Iterator[Fault]:
    if operator.base == "Bool" and len(clause.values) > 1:
        message = "Several Booleans for one key match any of them; write one"
        yield Fault(clause.path, "invalid-condition-multiple-boolean", message)


def _mixed(clause: Clause) -> Iterator[Fault]:
    types = {type(value) for _, value in clause.values} - {dict, list, type(None)}
    if len(types - {float}) > 1:
        message = "The values have different JSON types; use one type"
        yield Fault(clause.path, "invalid-condition-data-type", message)


def _private(clause: Clause, operator: Operator) -> Iterator[Fault]:
    if clause.key.lower() != "aws:sourceip" or not operator.base.endswith("IpAddress"):
        return
    inside = [isinstance(value, str) and _is_private(value) for _, value in clause.values]
    if not any(inside):
        return
    never = "always" if operator.base == "NotIpAddress" else "never"
    if all(inside):
        message = f"aws:SourceIp is a public address, so this {never} matches; see aws:VpcSourceIp"
        code = "private-notipaddress" if never == "always" else "private-ip-address"
        yield Fault(clause.path, code, message)
        return
    for (path, value), is_private in zip(clause.values, inside, strict=True):
        if is_private:
            message = f'aws:SourceIp is a public address; "{shown(value)}" is private and never matches'
            yield Fault(path, "private-ip-address-subset", message)


def _is_private(text: str) -> bool:
    """Tell whether a range lies in what is private to a network (RFC 1918, RFC 4193, loopback)."""
    return is_range(text) and any(_is_inside(ip_network(text, strict=False), private) for private in _PRIVATE)


def _is_inside(inner: IPv4Network | IPv6Network, outer: IPv4Network | IPv6Network) -> bool:
    if isinstance(inner, IPv4Network):
        return isinstance(outer, IPv4Network) and inner.subnet_of(outer)
    return isinstance(outer, IPv6Network) and inner.subnet_of(outer)
