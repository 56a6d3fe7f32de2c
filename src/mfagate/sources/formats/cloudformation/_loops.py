"""The resources of a template: those that are made, and those that `Fn::ForEach` writes out.

Source: "Fn::ForEach" (CloudFormation Template Reference Guide).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.parsing import shown
from mfagate.sources.formats.containers import members, text_of
from mfagate.sources.inventory import note, plain
from mfagate.sources.unknowns.marks import has_mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Unknown
    from mfagate.sources.formats.cloudformation._resolve import Resolver
    from mfagate.sources.formats.containers import LocatedContainer
    from mfagate.sources.formats.drafts import Drafts
    from mfagate.sources.inventory import Holding

_LOOP = "Fn::ForEach"
_TRANSFORM = "Fn::Transform"
_MAX_RESOURCES = 2_000
_PROCESSED = (
    "Judge the template as it is processed (aws cloudformation get-template --template-stage Processed)."
)


class Resource(NamedTuple):
    """One resource: its logical name, its type, its properties, and where it stands.

    `doubtful` tells that nobody knows whether it is made.
    """

    logical: str
    type: str
    properties: dict[str, Any]
    path: Path
    doubtful: bool = False


class _Written(NamedTuple):
    """A resource as it is written, or written out; `fault` says why a loop is not."""

    logical: str
    value: Json
    path: Path
    fault: str = ""


def resources(
    container: LocatedContainer,
    resolver: Resolver,
    holding: Holding,
    drafts: Drafts,
    read: Container[str],
) -> Iterator[Resource]:
    """Give the resources that are made; what is no resource becomes a document that is refused.

    `read` are the types that hold policies: whose conditions are worth trying both ways.
    """
    found = container.value.get("Resources", {})
    if not isinstance(found, dict):
        holding.add(drafts.refused(("Resources",), "Resources", "an object was expected here"))
        return
    for one in _written_out(found, resolver, ("Resources",), read):
        fault = _fault(container, one, read)
        if fault is not None:
            holding.add(drafts.unknown((fault,), plain(_fault_name(one), "?"), "identity"))
        if one.logical.startswith("Fn::"):
            continue
        if not isinstance(one.value, dict):
            holding.add(drafts.refused(one.path, plain(one.logical, "?"), "a resource was expected here"))
            continue
        condition = one.value.get("Condition")
        kind, properties = text_of(one.value.get("Type")), members(one.value.get("Properties"))
        holds = resolver.conditions.holds if kind in read else resolver.conditions.settled
        is_made = True if condition is None else holds(text_of(condition))
        if is_made is not False:
            yield Resource(one.logical, kind, properties, one.path, is_made is None)


def _fault(container: LocatedContainer, one: _Written, read: Container[str]) -> Unknown | None:
    """Say of a resource, or of a loop, that it is not known what it makes; None where it is known."""
    included = _included(one, read)
    if included is None and not one.fault:
        return None
    said = one.fault or f"what {shown(str((included or ('',))[-1]))} puts here is not known"
    said = f"{said}, so the policies in it cannot be judged"
    return note(container, included or one.path, "error", said, _PROCESSED)


def _fault_name(one: _Written) -> str:
    return one.logical if one.logical.startswith("Fn::") else f"{one.logical}/Properties"


def _included(one: _Written, read: Container[str]) -> Path | None:
    """Return where a resource, or its properties, come from a function; None where they do not."""
    if one.logical == _TRANSFORM:
        return one.path
    if _TRANSFORM in members(one.value):
        return (*one.path, _TRANSFORM)
    is_held = text_of(members(one.value).get("Type")) in read
    properties = members(members(one.value).get("Properties")) if is_held else {}
    functions = [key for key in properties if key.startswith("Fn::")]
    return (*one.path, "Properties", functions[0]) if functions else None


def _may_hold_policies(loop: Json, read: Container[str]) -> bool:
    """Tell whether the resources that a loop makes are of types that can hold policies."""
    bodies = members(loop[2]) if isinstance(loop, list) and len(loop) == 3 else {"": None}
    return any(
        _may_hold_policies(body, read) if key.startswith(_LOOP) else _is_held(body, read)
        for key, body in bodies.items()
    )


def _is_held(body: Json, read: Container[str]) -> bool:
    kind = text_of(members(body).get("Type"))
    return (
        kind in read
        or not kind.startswith("AWS::")
        or kind.startswith(("AWS::CloudFormation::St", "AWS::Serverless::"))
    )


def _written_out(
    found: dict[str, Any], resolver: Resolver, path: Path, read: Container[str]
) -> list[_Written]:
    """Return the resources of an object of them, loops written out, also loops in loops."""
    written: list[_Written] = []
    waiting = [_Written(logical, value, (*path, logical)) for logical, value in reversed(found.items())]
    while waiting:
        one = waiting.pop()
        if not one.logical.startswith(_LOOP):
            written.append(one)
            continue
        names = _loop(one.value, resolver, one.path)
        if (
            names is not None
            and len(written) + len(waiting) + len(names) * len(one.value[2]) <= _MAX_RESOURCES
        ):
            waiting += reversed([inner for name in names for inner in _turn(one, name)])
            resolver.scope.made.update(
                (made.logical, made.value) for made in waiting if made.path[: len(one.path)] == one.path
            )
        elif _may_hold_policies(one.value, read):
            written.append(one._replace(fault=f"what {shown(one.logical)} makes is not known here"))
    return written


def _turn(loop: _Written, name: str) -> Iterator[_Written]:
    identifier, _, template = loop.value
    for key, body in template.items():
        yield _Written(_filled(key, identifier, name), _filled(body, identifier, name), (*loop.path, 2, key))


def _loop(value: Json, resolver: Resolver, path: Path) -> list[str] | None:
    """Return the values that a loop runs over; None where they, or the loop's shape, are not known."""
    if not isinstance(value, list) or len(value) != 3:
        return None
    if not isinstance(value[0], str) or not isinstance(value[2], dict):
        return None
    names = resolver.value(value[1], (*path, 1))
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return None if has_mark(names) else names


def _filled(value: Json, identifier: str, name: str) -> Json:
    if isinstance(value, str):
        return value.replace(f"${{{identifier}}}", name).replace(f"&{{{identifier}}}", name)
    if isinstance(value, list):
        return [_filled(item, identifier, name) for item in value]
    if isinstance(value, dict):
        if value == {"Ref": identifier}:
            return name
        return {
            _filled(key, identifier, name): _filled(item, identifier, name) for key, item in value.items()
        }
    return value
