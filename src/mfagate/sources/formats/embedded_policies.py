"""Policies inside files of a form that is not read: reported at their place, never passed over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mfagate.policy.contents import statements_in
from mfagate.sources.formats.containers import JSON_STARTS, items, members, parts, text_of
from mfagate.sources.formats.other_tools import tool_with_policy
from mfagate.sources.inventory import Holder, Inventory, note

if TYPE_CHECKING:
    from collections.abc import Container as Container_

    from mfagate.parsing import Json, Path
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.sources.formats.containers import Container
    from mfagate.sources.formats.other_tools import Tool

_VERSIONS = ("2008-10-17", "2012-10-17")
_BESIDE_EFFECT = {"Action", "NotAction", "Principal", "NotPrincipal", "Resource", "NotResource"}
_EFFECTS = ("Allow", "Deny")
_SAVE = (
    "Save each policy as its own JSON file, "
    "or convert the file to a form that mfagate reads (docs/reference/inputs.md)."
)


def is_meant_as_policy(value: Json) -> bool:
    """Tell whether a value was meant as a policy or a statement, by its keys in any case."""
    names = {str(key).lower(): item for key, item in members(value).items()}
    has_effect = any(
        "effect" in {str(key).lower() for key in members(one)} for one in items(names.get("statement"))
    )
    return (
        has_effect
        or names.get("version") in _VERSIONS
        or ("statement" in names and "version" in names)
        or _is_statement(value)
    )


def embedded_statement(value: Json) -> Path | None:
    """Return the path of the first policy statement inside a value; None where there is none.

    A policy document, and what was meant as one, is not embedded in anything.
    """
    if any("Effect" in one for one in statements_in(value)) or any(map(is_meant_as_policy, items(value))):
        return None
    return first_statement(value)


def embedded_inventory(container: Container, path: Path) -> Inventory:
    """Return what is reported of a file with a policy statement at a path, in a form that is not read.

    It is an error, since the policy would pass unchecked; a warning in a file that another tool deploys.
    """
    tool = tool_with_policy(container.value)
    if tool is not None:
        return tool_inventory(container, path, tool)
    form = "in a form that mfagate does not read"
    return _unread(container, form, note(container, path, "error", _message(form), _SAVE))


def tool_inventory(container: Container, path: Path, tool: Tool) -> Inventory:
    """Return what is reported of a file that another tool deploys, at a path."""
    message = _message(f"{tool.form}, which mfagate does not read")
    return _unread(container, tool.form, note(container, path, "warning", message, tool.remedy))


def report_unread(container: Container, inventory: Inventory, left_out: Container_[str | int] = ()) -> None:
    """Add an error for the first policy of an inventory's file that is not under the keys of `left_out`."""
    path = first_statement(container.value, left_out)
    if path is not None:
        message = f"mfagate does not read policies at this place of {inventory.form}, so it is not checked"
        unknown = note(container, path, "error", message, _SAVE)
        name = "unread" if inventory.documents else ""
        inventory.add_holder(Holder(name, "rest", unknowns=[unknown]))


def _message(form: str) -> str:
    return f"this file is {form}, so its policies are not checked"


def _unread(container: Container, form: str, unknown: Diagnostic) -> Inventory:
    inventory = Inventory(container.file, form, read=False)
    inventory.add_holder(Holder("", "rest", unknowns=[unknown]))
    return inventory


def _is_statement(value: Json) -> bool:
    return members(value).get("Effect") in _EFFECTS and not _BESIDE_EFFECT.isdisjoint(value)


def first_statement(value: Json, left_out: Container_[str | int] = ()) -> Path | None:
    """Return the path of the first statement in a value, or of the first text that has one as JSON.

    Values under the keys of `left_out` are skipped.
    """
    found = (path for path, one in parts(value, left_out) if _is_statement(one) or _has_statement(one))
    return next(found, None)


def _has_statement(value: Json) -> bool:
    """Tell whether a value is a text that has a policy as JSON, URL-encoded or not."""
    text = text_of(value).lstrip()
    if "Effect" not in text or not text.startswith(JSON_STARTS):
        return False
    try:
        return first_statement(json.loads(unquote(text) if text.startswith("%") else text)) is not None
    except (ValueError, RecursionError):
        return False
