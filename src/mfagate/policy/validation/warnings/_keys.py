"""Condition keys: misspelt, written twice, or under an operator of another type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.parsing import shown
from mfagate.parsing.suggestions import closest_match
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation.warnings._global_keys import Key, find, global_keys, tag_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Path
    from mfagate.policy.validation._elements import Clause, Policy, Statement
    from mfagate.policy.validation._operators import Operator

_FITS_ALL = frozenset({"Null", "BinaryEquals"})


def faults(policy: Policy) -> Iterator[Fault]:
    """Warn of keys that do not exist, or do not go with their operator."""
    for statement in policy.statements:
        yield from _twice(statement)
        for clause in statement.clauses:
            yield from _spelling(clause)
            key = find(clause.key)
            if key and clause.operator:
                yield from _type(clause, clause.operator, key)
                yield from _qualifier(clause, clause.operator, key, statement.effect)


def _twice(statement: Statement) -> Iterator[Fault]:
    condition: Any = statement.body.get("Condition")
    for name, keys in condition.items() if isinstance(condition, dict) else ():
        seen: dict[str, str] = {}
        for key in keys if isinstance(keys, dict) else ():
            first = seen.setdefault(key.lower(), key)
            if first != key:
                path: Path = (*statement.path, "Condition", name, key)
                message = f'"{shown(key)}" and "{shown(first)}" are the same key; keep one of them'
                yield Fault(path, "duplicate-keys-with-different-case", message, on_key=True)


def _spelling(clause: Clause) -> Iterator[Fault]:
    key = clause.key
    if ":" not in key:
        message = f'"{shown(key)}" is not a condition key; write service:key'
        yield Fault(clause.path, "invalid-condition-key-format", message, on_key=True)
    elif key.lower() == "aws:arn":
        message = "aws:ARN is not supported; write aws:PrincipalArn or aws:SourceArn"
        yield Fault(clause.path, "unsupported-global-condition-key", message, on_key=True)
    elif key.lower() in {tag.rstrip("/") for tag in tag_keys()} | set(tag_keys()):
        message = f'"{shown(key)}" needs the name of a tag; write {key.rstrip("/")}/tag-key'
        yield Fault(clause.path, "missing-tag-key-in-condition", message, on_key=True)
    elif key.lower().startswith("aws:") and not _is_global(key):
        meant = closest_match(key, (known.name for known in global_keys().values()))
        hint = f"; did you mean {meant}?" if meant else "; it never has a value"
        message = f'"{shown(key)}" is not a known global condition key{hint}'
        yield Fault(clause.path, "invalid-global-condition-key", message, on_key=True)


def _is_global(key: str) -> bool:
    return find(key) is not None or key.lower().startswith(tag_keys())


def _type(clause: Clause, operator: Operator, key: Key) -> Iterator[Fault]:
    if operator.base in _FITS_ALL or any(name in operator.base for name in key.types):
        return
    types = " or ".join(key.types)
    message = f"{key.name} takes {types} operators, not {operator.base}"
    yield Fault(clause.path, "type-mismatch", message, on_key=True)


def _qualifier(clause: Clause, operator: Operator, key: Key, effect: object) -> Iterator[Fault]:
    if operator.base == "Null":
        return
    if key.multivalued and not operator.qualifier:
        message = f"{key.name} has several values; write ForAnyValue: or ForAllValues: before it"
        yield Fault(clause.path, "missing-qualifier", message, on_key=True)
    if operator.qualifier == "ForAllValues:" and not key.multivalued and effect == "Allow":
        message = (
            f"ForAllValues matches when {key.name} is absent, so this allows more than it says; "
            "delete ForAllValues:"
        )
        yield Fault(clause.path, "forallvalues-with-single-valued-key", message, on_key=True)
