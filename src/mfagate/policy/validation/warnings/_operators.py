"""Condition operators that say something else than they seem to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.parsing import shown
from mfagate.parsing.suggestions import closest
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation._operators import Operator, names, operator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Path
    from mfagate.policy.validation._elements import Clause, Policy


def faults(policy: Policy) -> Iterator[Fault]:
    """Warn of empty operators, of Null with what it does not go with, and of empty lists."""
    for statement in policy.statements:
        condition: Any = statement.body.get("Condition")
        for name, keys in condition.items() if isinstance(condition, dict) else ():
            path = (*statement.path, "Condition", name)
            if keys == {}:
                yield _empty(path, name)
            elif operator(name):
                yield from _null(path, name)
        for clause in statement.clauses:
            if clause.operator and clause.is_list and not clause.values:
                yield _no_values(clause, clause.operator)


def _empty(path: Path, name: str) -> Fault:
    message = f'"{shown(name)}" is empty and has no effect; delete it or write conditions'
    if operator(name) is None:
        message = f'"{shown(name)}" is not a condition operator and is empty; ' + closest(
            name, names(), "delete it"
        )
    return Fault(path, "empty-object-condition", message, on_key=True)


def _null(path: Path, name: str) -> Iterator[Fault]:
    found = operator(name)
    if not found or found.base != "Null":
        return
    if found.if_exists:
        message = f'"{name}": Null tests existence itself and takes no IfExists; write "Null"'
        yield Fault(path, "null-with-if-exists", message, on_key=True)
    if found.qualifier:
        always = "always" if found.qualifier == "ForAllValues:" else "never"
        message = f'"{name}" {always} matches; write "Null"'
        yield Fault(path, "null-with-qualifier", message, on_key=True)


def _no_values(clause: Clause, found: Operator) -> Fault:
    code = "empty-array-condition"
    if found.qualifier == "ForAnyValue:":
        message = "ForAnyValue with no values never matches; list values"
        return Fault(clause.path, f"{code}-foranyvalue", message)
    if found.qualifier or found.if_exists:
        suffix = "forallvalues" if found.qualifier else "ifexists"
        message = "This matches only when the key is absent; write Null with the value true"
        return Fault(clause.path, f"{code}-{suffix}", message)
    return Fault(clause.path, code, "There are no values for the key; list values")
