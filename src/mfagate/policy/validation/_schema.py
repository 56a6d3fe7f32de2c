"""The JSON Schemas of policy documents, compiled once for each kind.

The schemas under `schemas/` refer to each other; the references are put in place when they are
loaded, which halves the time of a check.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from mfagate.parsing.json_schema import shipped_schema, surely_keeps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    from mfagate.parsing import Json, Path
    from mfagate.policy.validation._model import Kind

_SILENT = frozenset({"$defs", "$id", "$schema", "description"})


class Violation(NamedTuple):
    """A value that does not keep a keyword of a schema."""

    path: Path
    keyword: str
    expected: Any
    value: Any
    schema: dict[str, Any]


def violations(value: Json, kind: Kind | None) -> Iterator[Violation]:
    """Give every violation of the schema of a kind; None stands for what all have in common."""
    if surely_keeps(value, _schema(kind)):
        return
    for error in _validator(kind).iter_errors(value):
        yield Violation(
            tuple(error.absolute_path),
            str(error.validator),
            error.validator_value,
            error.instance,
            cast("dict[str, Any]", error.schema),
        )


def _items(
    validator: Draft202012Validator, items: Json, value: Json, _schema: Json
) -> Iterator[ValidationError]:
    """Check `items`, without a descent into each text of a list of texts."""
    if not isinstance(value, list):
        return
    types = items["type"] if items.keys() == {"type"} else ()
    types = [types] if isinstance(types, str) else types
    for index, item in enumerate(value):
        if not any(validator.is_type(item, name) for name in types):
            yield from validator.descend(item, items, path=index)


@cache
def _validator(kind: Kind | None) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - takes 50 ms; only errors need it
    from jsonschema.validators import extend  # noqa: PLC0415 - the same

    extended = extend(Draft202012Validator, {"items": _items})  # type: ignore[no-untyped-call]
    return cast("Draft202012Validator", extended(_schema(kind)))


@cache
def _schema(kind: Kind | None) -> dict[str, Any]:
    name = f"policy-{kind}.json" if kind else "policy.json"
    return cast("dict[str, Any]", _in_place(_load(name), name))


@cache
def _load(name: str) -> dict[str, Any]:
    return shipped_schema(name.removesuffix(".json"))


def _in_place(schema: Json, document: str) -> Json:
    """Copy a schema of a document with what its references mean in their place."""
    if isinstance(schema, list):
        return [_in_place(item, document) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {
        key: _in_place(value, document)
        for key, value in schema.items()
        if key not in _SILENT and key != "$ref"
    }
    if "$ref" not in schema:
        return inner
    target = _target(schema["$ref"], document)
    if target.keys().isdisjoint(inner):
        return target | inner
    return {**inner, "allOf": [target, *inner.get("allOf", [])]}


def _target(reference: str, document: str) -> dict[str, Any]:
    name, _, fragment = reference.partition("#")
    name = name or document
    target: Any = _load(name)
    for part in fragment.strip("/").split("/") if fragment else ():
        target = target[part]
    return cast("dict[str, Any]", _in_place(target, name))
