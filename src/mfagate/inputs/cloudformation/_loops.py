"""The resources of a template: those that are made, and those that `Fn::ForEach` writes out.

Source: "Fn::ForEach" (CloudFormation Template Reference Guide).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.documents import Unknown
from mfagate.inputs.containers import members, text_of
from mfagate.inputs.holdings import plain
from mfagate.positions import json_path, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.inputs.cloudformation._resolve import Resolver
    from mfagate.inputs.containers import LocatedContainer
    from mfagate.inputs.drafts import Drafts
    from mfagate.inputs.holdings import Holding
    from mfagate.positions import Json, Path

_LOOP = "Fn::ForEach"
_TRANSFORM = "Fn::Transform"
_WITH_POLICIES = tuple(
    f"AWS::{service}::"
    for service in [
        "ECR",
        "IAM",
        "KMS",
        "Organizations",
        "S3",
        "SNS",
        "SQS",
        "SSO",
        "SecretsManager",
        "Serverless",
    ]
)
_MAX_RESOURCES = 2_000


class Resource(NamedTuple):
    """One resource: its logical name, its type, its properties, and where it stands."""

    logical: str
    type: str
    properties: dict[str, Any]
    path: Path


def resources(
    container: LocatedContainer, resolver: Resolver, holding: Holding, drafts: Drafts
) -> Iterator[Resource]:
    """Give the resources that are made; what is no resource becomes a document that is refused."""
    found = container.value.get("Resources")
    if not isinstance(found, dict):
        holding.add(drafts.refused(("Resources",), "Resources", "an object was expected here"))
        return
    for logical, value, path in _written_out(found, resolver, ("Resources",)):
        included = _included(logical, value, path)
        if included is not None:
            holding.add(
                drafts.unknown((_included_fault(container, included),), plain(logical, "?"), "identity")
            )
        if logical == _TRANSFORM:
            continue
        if not isinstance(value, dict):
            if not logical.startswith(_LOOP):
                holding.add(drafts.refused(path, plain(logical, "?"), "a resource was expected here"))
            elif _may_hold_policies(value):
                holding.add(drafts.refused(path, plain(logical, "?"), _loop_fault(logical)))
            continue
        condition = value.get("Condition")
        if condition is not None and resolver.conditions.holds(text_of(condition)) is False:
            continue
        yield Resource(logical, text_of(value.get("Type")), members(value.get("Properties")), path)


def _included(logical: str, value: Json, path: Path) -> Path | None:
    """Return where a resource, or its properties, come from a transform; None where they do not."""
    if logical == _TRANSFORM:
        return path
    if _TRANSFORM in members(value):
        return (*path, _TRANSFORM)
    is_held = text_of(members(value).get("Type")).startswith(_WITH_POLICIES)
    if is_held and _TRANSFORM in members(members(value).get("Properties")):
        return (*path, "Properties", _TRANSFORM)
    return None


def _included_fault(container: LocatedContainer, path: Path) -> Unknown:
    line, column = container.lines.at(container.offset(path))
    return Unknown(
        "error",
        "what Fn::Transform puts here is not known, so the policies in it cannot be judged",
        "Judge the template as it is processed (aws cloudformation get-template --template-stage Processed).",
        container.file,
        line,
        column,
        json_path(path),
    )


def _loop_fault(logical: str) -> str:
    return f"what {shown(logical)} makes is not known here; write the resources out"


def _may_hold_policies(loop: Json) -> bool:
    """Tell whether the resources that a loop makes are of types that can hold policies."""
    bodies = members(loop[2]) if isinstance(loop, list) and len(loop) == 3 else {"": None}
    types = [text_of(members(body).get("Type")) for body in bodies.values()]
    return any(not one or one.startswith(_WITH_POLICIES) for one in types)


def _written_out(found: dict[str, Any], resolver: Resolver, path: Path) -> Iterator[tuple[str, Json, Path]]:
    count = 0
    for logical, value in found.items():
        where = (*path, logical)
        names = _loop(value, resolver, where) if logical.startswith(_LOOP) else None
        if names is None or count + len(names) > _MAX_RESOURCES:
            yield logical, value, where
            continue
        identifier, template = value[0], value[2]
        for name in names:
            for key, body in template.items():
                count += 1
                inner = (*where, 2, key)
                yield _filled(key, identifier, name), _filled(body, identifier, name), inner


def _loop(value: Json, resolver: Resolver, path: Path) -> list[str] | None:
    """Return the values that a loop runs over; None where they, or the loop's shape, are not known."""
    if not isinstance(value, list) or len(value) != 3:
        return None
    if not isinstance(value[0], str) or not isinstance(value[2], dict):
        return None
    names = resolver.value(value[1], (*path, 1))
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    nested = any(key.startswith(_LOOP) for key in value[2])
    return None if nested else names


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
