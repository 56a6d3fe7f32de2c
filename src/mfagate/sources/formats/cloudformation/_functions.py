"""The intrinsic functions that give a value; what they cannot tell becomes a mark.

Source: "Intrinsic function reference" (CloudFormation Template Reference Guide).
"""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

from mfagate.parsing import scalar_text, shown
from mfagate.sources.formats.containers import members
from mfagate.sources.unknowns.marks import has_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Json, Path
    from mfagate.sources.formats.cloudformation._resolve import Functions, Resolver

_MAX_TEXT = 131_072
_VARIABLE = re.compile(r"\$\{([^{}]*)\}")


def _malformed(resolver: Resolver, name: str, wanted: str) -> str:
    return resolver.mark_unknown(f"{name} needs {wanted}", "Fix the template.")


def _arguments(resolver: Resolver, argument: Json, path: Path) -> list[Any]:
    """Return the arguments of a function worked out, none left out; empty where they are no list."""
    if not isinstance(argument, list):
        return []
    return [resolver.value(one, (*path, index)) for index, one in enumerate(argument)]


def _text(resolver: Resolver, value: Json, name: str) -> str:
    """Return a value that is to be part of a text."""
    if isinstance(value, (dict, list)) or value is None:
        return _malformed(resolver, name, "strings")
    return scalar_text(value)


def _get_att(resolver: Resolver, argument: Json, path: Path) -> Json:
    parts = argument.split(".", 1) if isinstance(argument, str) else _arguments(resolver, argument, path)
    if len(parts) < 2 or not all(isinstance(part, str) for part in parts):
        return _malformed(resolver, "Fn::GetAtt", "a resource and an attribute")
    return _attribute(resolver, parts[0], ".".join(parts[1:]))


def _attribute(resolver: Resolver, logical: str, attribute: str) -> Json:
    if resolver.scope.resource(logical) is not None:
        return resolver.names.attribute(logical, attribute)
    return resolver.scope.undeclared(f"{logical}.{attribute}")


def _sub(resolver: Resolver, argument: Json, path: Path) -> Json:
    own: Mapping[str, Any] = {}
    text = argument
    if isinstance(argument, list) and len(argument) == 2:
        text = argument[0]
        own = {key: resolver.value(one, (*path, 1, key)) for key, one in members(argument[1]).items()}
    if not isinstance(text, str):
        return _malformed(resolver, "Fn::Sub", "a string, or a string and its variables")

    def variable(match: re.Match[str]) -> str:
        name = match.group(1)
        if name.startswith("!"):
            return f"${{{name[1:]}}}"
        name = name.strip()
        return _text(
            resolver, own[name] if name in own else _named(resolver, name), f"Fn::Sub of {shown(name)}"
        )

    return _bounded(resolver, _VARIABLE.sub(variable, text))


def _named(resolver: Resolver, name: str) -> Json:
    """Return what a variable of Fn::Sub stands for."""
    if ":" in name and not name.startswith("AWS::"):
        what = f"${{{shown(name)}}} is not a name in the template"
        return resolver.mark_unknown(what, f"Write ${{!{shown(name)}}} for an IAM variable.")
    logical, dot, attribute = name.partition(".")
    return _attribute(resolver, logical, attribute) if dot else resolver.reference(name)


def _join(resolver: Resolver, argument: Json, path: Path) -> Json:
    parts = _arguments(resolver, argument, path)
    if len(parts) != 2 or not isinstance(parts[0], str):
        return _malformed(resolver, "Fn::Join", "a delimiter and a list")
    if isinstance(parts[1], str) and has_mark(parts[1]):
        return parts[1]
    if not isinstance(parts[1], list):
        return _malformed(resolver, "Fn::Join", "a delimiter and a list")
    return _bounded(resolver, parts[0].join(_text(resolver, one, "Fn::Join") for one in parts[1]))


def _split(resolver: Resolver, argument: Json, path: Path) -> Json:
    parts = _arguments(resolver, argument, path)
    if len(parts) != 2 or not all(isinstance(part, str) for part in parts) or not parts[0]:
        return _malformed(resolver, "Fn::Split", "a delimiter and a string")
    return parts[1] if has_mark(parts) else parts[1].split(parts[0])


def _select(resolver: Resolver, argument: Json, path: Path) -> Json:
    parts = _arguments(resolver, argument, path)
    if len(parts) != 2:
        return _malformed(resolver, "Fn::Select", "an index and a list")
    index, values = parts
    if has_mark(index) or (isinstance(values, str) and has_mark(values)):
        return index if has_mark(index) else values
    number = int(index) if re.fullmatch(r"[0-9]{1,6}", str(index)) else -1
    if not isinstance(values, list) or not 0 <= number < len(values):
        return _malformed(resolver, "Fn::Select", "an index into a list")
    return values[number]


def _find_in_map(resolver: Resolver, argument: Json, path: Path) -> Json:
    parts = _arguments(resolver, argument, path)
    if len(parts) < 3:
        return _malformed(resolver, "Fn::FindInMap", "a map and two keys")
    keys = [scalar_text(part) for part in parts[:3]]
    found: Json = resolver.scope.mappings
    for key in keys:
        found = members(found).get(key)
    if found is not None:
        return found
    if has_mark(keys):
        return next(key for key in keys if has_mark(key))
    default = members(parts[3]).get("DefaultValue") if len(parts) > 3 else None
    if default is not None:
        return default
    is_of_region = keys[1] == resolver.scope.pseudo("AWS::Region")
    remedy = "Fix the template, or give AWS::Region under parameters in mfagate.yaml."
    return resolver.mark_unknown(
        f"the mapping {'.'.join(map(shown, keys))} is not in the template",
        remedy if is_of_region else "Fix the template.",
    )


def _import_value(resolver: Resolver, argument: Json, path: Path) -> Json:
    name = resolver.value(argument, path)
    if not isinstance(name, str) or has_mark(name):
        return name if isinstance(name, str) else _malformed(resolver, "Fn::ImportValue", "a name")
    given = resolver.scope.given.get(name)
    return given or resolver.scope.unknown(f"{shown(name)} is exported by another stack", name)


def _base64(resolver: Resolver, argument: Json, path: Path) -> Json:
    value = resolver.value(argument, path)
    if not isinstance(value, str) or has_mark(value):
        return value if isinstance(value, str) else _malformed(resolver, "Fn::Base64", "a string")
    return base64.b64encode(value.encode("utf-8", "replace")).decode("ascii")


def _length(resolver: Resolver, argument: Json, path: Path) -> Json:
    value = resolver.value(argument, path)
    return len(value) if isinstance(value, list) else value if has_mark(value) else 0


def _to_json(resolver: Resolver, argument: Json, path: Path) -> Json:
    return _bounded(resolver, json.dumps(resolver.value(argument, path), ensure_ascii=False))


def _bounded(resolver: Resolver, text: str) -> str:
    if len(text) > _MAX_TEXT:
        return resolver.mark_unknown("this string is too long to resolve", "Use fewer functions.")
    return text


FUNCTIONS: Functions = {
    "Fn::Base64": _base64,
    "Fn::FindInMap": _find_in_map,
    "Fn::GetAtt": _get_att,
    "Fn::ImportValue": _import_value,
    "Fn::Join": _join,
    "Fn::Length": _length,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::Sub": _sub,
    "Fn::ToJsonString": _to_json,
}
"""The functions that are worked out here, by name; Fn::If and Ref are the resolver's own."""
