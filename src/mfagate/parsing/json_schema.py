"""The shipped JSON Schemas, and whether a value surely keeps one: an answer that does not need jsonschema.

To import jsonschema takes about as long as all else that reading a policy needs. Only the keywords that the
schemas of input files use are known here, and only what JSON can say. Where anything else occurs, and where a
value does not keep its schema, jsonschema decides and words the errors.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.parsing import Json

    Keyword = Callable[[Any, Json, Mapping[str, Any], Json], bool]

_JSON = (str, dict, list, int, float, type(None))
_SCALAR = (str, int, float, type(None))
# What says nothing by itself: notes, and the parts of keywords that are in `_KEYWORDS`.
_SILENT = frozenset({"$defs", "$id", "$schema", "description", "examples", "title", "then", "else"})


_FOLDER = Path(__file__).parents[1] / "schemas"


class _UnknownError(Exception):
    """A keyword or a value that is not known here."""


def shipped_schema(name: str) -> dict[str, Any]:
    """Return the schema `schemas/<name>.json`."""
    return cast("dict[str, Any]", json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def surely_keeps(value: Json, schema: Json) -> bool:
    """Return True where jsonschema finds no error; False where it may find one.

    `schema` is a whole schema of the draft 2020-12, whose references lead into itself.
    """
    try:
        return _keeps(value, schema, schema)
    except _UnknownError:
        return False


def _keeps(value: Json, schema: Json, root: Json) -> bool:
    if isinstance(schema, bool):
        return schema
    if not isinstance(value, _JSON):
        raise _UnknownError
    return all(
        _keyword(name)(expected, value, schema, root)
        for name, expected in schema.items()
        if name not in _SILENT
    )


def _keyword(name: str) -> Keyword:
    if name not in _KEYWORDS:
        raise _UnknownError
    return _KEYWORDS[name]


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_TYPES: Mapping[str, Callable[[Json], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and (isinstance(value, int) or value.is_integer()),
    "null": lambda value: value is None,
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}


def _type(expected: Json, value: Json, _schema: Json, _root: Json) -> bool:
    names = [expected] if isinstance(expected, str) else expected
    return any(_TYPES[name](value) for name in names)


def _is_same(one: Json, other: Json) -> bool:
    if not isinstance(one, _SCALAR) or not isinstance(other, _SCALAR):
        raise _UnknownError
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _enum(expected: Json, value: Json, _schema: Json, _root: Json) -> bool:
    return isinstance(value, _SCALAR) and any(_is_same(value, one) for one in expected)


def _reference(expected: Json, value: Json, _schema: Json, root: Json) -> bool:
    start, *names = expected.split("/")
    if start != "#" or any("~" in name or "%" in name for name in names):
        raise _UnknownError
    target = root
    for name in names:
        target = target[name]
    return _keeps(value, target, root)


def _items(expected: Json, value: Json, _schema: Json, root: Json) -> bool:
    return not isinstance(value, list) or all(_keeps(item, expected, root) for item in value)


def _unique(expected: Json, value: Json, _schema: Json, _root: Json) -> bool:
    if not expected or not isinstance(value, list):
        return True
    if not all(isinstance(item, str) for item in value):
        raise _UnknownError
    return len(set(value)) == len(value)


def _properties(expected: Json, value: Json, _schema: Json, root: Json) -> bool:
    return not isinstance(value, dict) or all(
        _keeps(value[name], inner, root) for name, inner in expected.items() if name in value
    )


def _pattern_properties(expected: Json, value: Json, _schema: Json, root: Json) -> bool:
    return not isinstance(value, dict) or all(
        _keeps(item, inner, root)
        for pattern, inner in expected.items()
        for name, item in value.items()
        if re.search(pattern, _text(name))
    )


def _additional(expected: Json, value: Json, schema: Mapping[str, Any], root: Json) -> bool:
    if not isinstance(value, dict):
        return True
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    return all(
        _keeps(item, expected, root)
        for name, item in value.items()
        if name not in known and not any(re.search(pattern, _text(name)) for pattern in patterns)
    )


def _names(expected: Json, value: Json, _schema: Json, root: Json) -> bool:
    return not isinstance(value, dict) or all(_keeps(name, expected, root) for name in value)


def _text(name: Json) -> str:
    if not isinstance(name, str):
        raise _UnknownError
    return name


def _if(expected: Json, value: Json, schema: Mapping[str, Any], root: Json) -> bool:
    return _keeps(value, schema.get("then" if _keeps(value, expected, root) else "else", True), root)


def _sized(kind: type[str | list[Any] | dict[str, Any]], *, most: bool = False) -> Keyword:
    def keeps(expected: Json, value: Json, _schema: Json, _root: Json) -> bool:
        return not isinstance(value, kind) or (len(value) <= expected if most else len(value) >= expected)

    return keeps


_KEYWORDS: Mapping[str, Keyword] = {
    "$ref": _reference,
    "additionalProperties": _additional,
    "allOf": lambda expected, value, _, root: all(_keeps(value, one, root) for one in expected),
    "anyOf": lambda expected, value, _, root: any(_keeps(value, one, root) for one in expected),
    "const": lambda expected, value, _, __: _is_same(value, expected),
    "enum": _enum,
    "if": _if,
    "items": _items,
    "maxLength": _sized(str, most=True),
    "maxProperties": _sized(dict, most=True),
    "minItems": _sized(list),
    "minLength": _sized(str),
    "minProperties": _sized(dict),
    "minimum": lambda expected, value, _, __: not _is_number(value) or not value < expected,
    "not": lambda expected, value, _, root: not _keeps(value, expected, root),
    "pattern": lambda expected, value, _, __: (
        not isinstance(value, str) or re.search(expected, value) is not None
    ),
    "patternProperties": _pattern_properties,
    "properties": _properties,
    "propertyNames": _names,
    "required": lambda expected, value, _, __: (
        not isinstance(value, dict) or all(name in value for name in expected)
    ),
    "type": _type,
    "uniqueItems": _unique,
}
