"""What a plan takes away: what a resource gave before, and does not once it is deleted or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.formats.terraform._people import HOLDERS, last
from mfagate.sources.formats.terraform._places import ATTACHMENTS, INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

Given: TypeAlias = tuple[str, str, str, str]
"""The kind and the name of a holder, what is given (policy, inline, group), and its ARN or name."""

_NOTHING_GOES = (["no-op"], ["read"], ["create"], ["forget"])
_NEW_FIRST = ["create", "delete"]


def taken(plan: dict[str, Any]) -> dict[Given, str]:
    """Return what a plan takes away, each with the address of the resource that takes it.

    What goes together with its user, group or role is theirs, perhaps of another account, and nobody else's.
    """
    changes = [members(one) for one in items(plan.get("resource_changes"))]
    gone = set(_holders_gone(changes))
    found: dict[Given, str] = {}
    for one in changes:
        change = members(one.get("change"))
        if not isinstance(change.get("before"), dict) or change.get("actions") in _NOTHING_GOES:
            continue
        kind, module = text_of(one.get("type")), text_of(one.get("module_address"))
        stays = not one.get("deposed") and change.get("actions") != _NEW_FIRST
        kept = set(_given(kind, members(change.get("after")))) if stays else set()
        for given in _given(kind, change["before"]):
            holders = {(module, *given[:2]), (module, given[2], given[3])}
            if given[3] and given not in kept and gone.isdisjoint(holders):
                found.setdefault(given, text_of(one.get("address")))
    return found


def _holders_gone(changes: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for one in changes:
        change, kind = members(one.get("change")), HOLDERS.get(text_of(one.get("type")))
        if kind is not None and change.get("actions") == ["delete"] and not one.get("deposed"):
            yield text_of(one.get("module_address")), kind, last(members(change.get("before")).get("name"))


def _given(kind: str, values: dict[str, Any]) -> Iterator[Given]:
    if kind == "aws_iam_user_group_membership":
        for group in items(values.get("groups")):
            yield "user", last(values.get("user")), "group", last(group)
    if kind == "aws_iam_group_membership":
        for user in items(values.get("users")):
            yield "user", last(user), "group", last(values.get("group"))
    for argument, wanted in INLINE.get(kind, ()):
        yield HOLDERS[wanted], last(values.get(argument)), "inline", text_of(values.get("name"))
    for argument, wanted in ATTACHMENTS.get(kind, ()):
        for holder in items(values.get(argument)):
            arn = text_of(values.get("policy_arn")) or text_of(values.get("managed_policy_arn"))
            yield HOLDERS[wanted], last(holder), "policy", arn
