"""The resources that a template makes, as far as it says which.

Source: "Fn::ForEach" (CloudFormation Template Reference Guide): a loop is not expanded here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.parsing import shown
from mfagate.sources.formats.cloudformation._unread import PROCESSED
from mfagate.sources.formats.containers import members, text_of
from mfagate.sources.inventory import note, printable

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.sources.formats.cloudformation._resolve import Resolver
    from mfagate.sources.formats.containers import LocatedContainer
    from mfagate.sources.formats.drafts import Drafts
    from mfagate.sources.inventory import Inventory

_LOOP = "Fn::ForEach"
_TRANSFORM = "Fn::Transform"


class Resource(NamedTuple):
    """A resource: its logical name, its type, its properties, and its place.

    `open_condition` names the condition that decides whether it is made, where that is unknown.
    """

    logical: str
    type: str
    properties: dict[str, Any]
    path: Path
    open_condition: str = ""


def resources(
    container: LocatedContainer,
    resolver: Resolver,
    inventory: Inventory,
    drafts: Drafts,
    read: Container[str],
) -> Iterator[Resource]:
    """Give the resources that are made, or may be; what is not a resource becomes an unknown or an error.

    `read` are the types that contain policies.
    """
    found = container.value.get("Resources", {})
    if not isinstance(found, dict):
        inventory.add(drafts.refused(("Resources",), "Resources", "expected an object"))
        return
    for logical, value in found.items():
        path: Path = ("Resources", logical)
        unread = _unread(logical, value, path, read)
        if unread is not None:
            message = f"the output of {shown(str(unread[-1]))} is not known, so its policies cannot be judged"
            name = logical if logical.startswith("Fn::") else f"{logical}/Properties"
            unknown = note(container, unread, "error", message, PROCESSED)
            inventory.add(drafts.unknown((unknown,), printable(name, "?"), "identity"))
        if logical.startswith("Fn::"):
            continue
        if not isinstance(value, dict):
            inventory.add(drafts.refused(path, printable(logical, "?"), "expected a resource"))
            continue
        condition = text_of(value.get("Condition"))
        is_made = resolver.conditions.holds(condition) if "Condition" in value else True
        if is_made is not False:
            kind, properties = text_of(value.get("Type")), members(value.get("Properties"))
            yield Resource(logical, kind, properties, path, (condition or "?") if is_made is None else "")


def _unread(logical: str, value: Json, path: Path, read: Container[str]) -> Path | None:
    """Return where resources, or the properties of one, come from a loop or a transform; None where not."""
    if logical.startswith(_LOOP):
        return path if _makes_policies(value, read) else None
    if logical == _TRANSFORM:
        return path
    if _TRANSFORM in members(value):
        return (*path, _TRANSFORM)
    is_read = text_of(members(value).get("Type")) in read
    properties = members(members(value).get("Properties")) if is_read else {}
    functions = [key for key in properties if key.startswith("Fn::")]
    return (*path, "Properties", functions[0]) if functions else None


def _makes_policies(loop: Json, read: Container[str]) -> bool:
    """Tell whether a loop makes resources of types that can contain policies, or of unknown ones."""
    bodies = members(loop[2]) if isinstance(loop, list) and len(loop) == 3 else {"": None}
    return any(
        _makes_policies(body, read) if key.startswith(_LOOP) else _may_contain(body, read)
        for key, body in bodies.items()
    )


def _may_contain(body: Json, read: Container[str]) -> bool:
    kind = text_of(members(body).get("Type"))
    is_stack = kind.startswith(("AWS::CloudFormation::St", "AWS::Serverless::"))
    return kind in read or not kind.startswith("AWS::") or is_stack
