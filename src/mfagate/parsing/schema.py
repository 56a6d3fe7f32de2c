"""YAML files that people write for us, read strictly and validated by a JSON Schema."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from mfagate.parsing import Json, Located, ParseError, json_path, parse_yaml
from mfagate.parsing.json_schema import shipped_schema, surely_keeps
from mfagate.parsing.suggestions import closest

if TYPE_CHECKING:
    from pathlib import Path

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    from mfagate.exceptions import MfagateError


_DIGITS = 12  # of an account's number


def read_checked(path: Path, display: str, schema: str, error: type[MfagateError]) -> Located:
    """Read the YAML file at `path` and check it against `schemas/<schema>.json`.

    Raises:
        MfagateError: of the class `error`, as `file:line:column: …`, for the first thing that is wrong.

    """
    try:
        located = parse_yaml(path.read_bytes(), display)
    except OSError as problem:
        raise error(f"{display}: cannot be read: {problem.strerror}") from problem
    except ParseError as problem:
        raise error(str(problem)) from problem
    return check(located, display, schema, error)


def check(located: Located, display: str, schema: str, error: type[MfagateError]) -> Located:
    """Check a value against `schemas/<schema>.json`; positions make the message.

    Raises:
        MfagateError: of the class `error`, for the first thing that is wrong.

    """
    if surely_keeps(located.value, _schema(schema)):
        return located
    found = sorted(
        _validator(schema).iter_errors(located.value),
        key=lambda one: (one.validator != "additionalProperties", _place(located, one)),
    )
    if found:
        first = _deepest(found[0])
        line, column = _place(located, first)
        where = json_path(tuple(first.absolute_path))
        raise error(f"{display}:{line}:{column}: {where}: {explain(first)}")
    return located


@cache
def _schema(name: str) -> dict[str, Any]:
    return shipped_schema(name)


@cache
def _validator(schema: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - takes 50 ms; only errors need it

    return Draft202012Validator(_schema(schema))


def _deepest(found: ValidationError) -> ValidationError:
    """Choose, under anyOf or oneOf, the alternative that came furthest: it is what was meant."""
    while found.context:
        found = max(found.context, key=lambda one: (len(one.absolute_path), not _is_of_another_type(one)))
    return found


def _is_of_another_type(found: ValidationError) -> bool:
    return found.validator == "type" or (found.validator == "enum" and not isinstance(found.instance, str))


def _place(located: Located, found: ValidationError) -> tuple[int, int]:
    path = tuple(found.absolute_path)
    extra = _extra(found)
    if extra:
        return located.positions.key((*path, extra[0]))
    return located.positions.at(path)


def _extra(found: ValidationError) -> list[str]:
    """Give the keys that the schema does not know, when that is what is wrong."""
    if found.validator != "additionalProperties" or not isinstance(found.instance, dict):
        return []
    return [str(key) for key in found.instance if key not in _properties(found)]


def _properties(found: ValidationError) -> list[str]:
    schema = found.schema
    return list(schema.get("properties", {})) if isinstance(schema, dict) else []


def explain(found: ValidationError) -> str:
    """Describe a schema error in words, with the closest match for a misspelt name."""
    wanted: Json = found.validator_value
    present: Json = found.instance
    extra = _extra(found)
    if extra:
        return _unknown("key", extra[0], _properties(found))
    if found.validator == "enum" and isinstance(found.instance, str):
        return _unknown("value", found.instance, [str(one) for one in wanted])
    if found.validator == "required":
        missing = [one for one in wanted if one not in present]
        return f"the key {missing[0]} is missing{_only_value(found, missing[0])}"
    if found.validator == "type" and _is_account(found):
        digits = str(present).zfill(_DIGITS)
        return f'{present} is a number; write an account in quotes, with all 12 digits: "{digits}"'
    if found.validator == "type":
        return f"{_short(found.instance)} is not {_types(wanted)}{_example(found)}"
    if found.validator == "pattern" and isinstance(found.schema, dict) and "description" in found.schema:
        return f"{_short(found.instance)} is not {found.schema['description']}"
    if found.validator in {"minItems", "minProperties", "minLength"}:
        return "must not be empty"
    return found.message


def _only_value(found: ValidationError, key: str) -> str:
    """Say what to write for a key that has one value only."""
    schema = found.schema.get("properties", {}).get(key, {}) if isinstance(found.schema, dict) else {}
    return f"; write {key}: {json.dumps(schema['const'])}" if "const" in schema else ""


def _example(found: ValidationError) -> str:
    """Say what to write where the schema has an example."""
    examples = found.schema.get("examples", []) if isinstance(found.schema, dict) else []
    return f"; write, for example, {json.dumps(examples[0])}" if examples else ""


def _is_account(found: ValidationError) -> bool:
    """Tell whether a number stands where an account's does: YAML drops the zeros before it."""
    pattern = found.schema.get("pattern") if isinstance(found.schema, dict) else None
    number: Json = found.instance
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 10**_DIGITS
    return is_number and pattern == f"^[0-9]{{{_DIGITS}}}$"


def _unknown(what: str, name: str, known: list[str]) -> str:
    return f"unknown {what} {name}; {closest(name, known)}"


def _types(wanted: Json) -> str:
    names = {
        "object": "a map",
        "array": "a list",
        "string": "a string",
        "integer": "a whole number",
    }
    listed = [wanted] if isinstance(wanted, str) else list(wanted)
    return " or ".join(names.get(one, str(one)) for one in listed)


def _short(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 40 else text[:37] + "…"
