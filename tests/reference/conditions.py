"""Whether a Condition element holds in a context.

Sources: "Conditions with multiple context keys or values", "Set operators for multivalued context keys".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reference.context import Context, as_list, as_text
from reference.operators import NEGATED, POSITIVE, WITH_VARIABLES, comparable
from reference.patterns import Pattern, expanded, literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Operator:
    """An operator's name, taken apart: set qualifier, base, IfExists."""

    qualifier: str
    base: str
    if_exists: bool

    @classmethod
    def of(cls, name: str) -> Operator:
        """Read a name such as `ForAnyValue:StringLikeIfExists`.

        Raises:
            ValueError: there is no such operator.

        """
        qualifier, _, rest = name.rpartition(":")
        base = rest.removesuffix("IfExists")
        known = base in POSITIVE or base in NEGATED or rest == "Null"
        if qualifier not in ("", "ForAllValues", "ForAnyValue") or not known:
            raise ValueError(f"unknown operator {name}")
        return cls(qualifier, base, rest != base)


def condition_holds(condition: Mapping[str, Any], context: Context, *, variables: bool) -> bool:
    """Tell whether every operator and every key of a Condition holds."""
    return all(
        clause_holds(Operator.of(name), key, as_list(wanted), context, variables=variables)
        for name, keys in condition.items()
        for key, wanted in keys.items()
    )


def clause_holds(
    operator: Operator, key: str, wanted: list[Any], context: Context, *, variables: bool
) -> bool:
    """Tell whether one operator holds for one key."""
    values = context.values(key)
    texts = [as_text(value) for value in wanted]
    if operator.base == "Null":
        return _null(operator, texts, present=bool(values))
    if operator.qualifier and values == ("",):
        values = ()  # an empty text is an empty set
    if not texts:
        return not values and (operator.qualifier == "ForAllValues" or _lenient(operator))
    patterns = _patterns(operator, texts, context, variables=variables)
    if operator.qualifier == "ForAllValues":
        return all(_matches(operator, patterns, value) for value in values)
    if operator.qualifier == "ForAnyValue":
        return any(_matches(operator, patterns, value) for value in values) or (
            operator.if_exists and not values
        )
    if not values:
        return operator.if_exists or operator.base in NEGATED
    return len(values) == 1 and _matches(operator, patterns, values[0])


def _lenient(operator: Operator) -> bool:
    return operator.if_exists and not operator.qualifier


def _null(operator: Operator, texts: list[str], *, present: bool) -> bool:
    if operator.qualifier:
        return operator.qualifier == "ForAllValues"
    return ("false" if present else "true") in (text.lower() for text in texts)


def _patterns(
    operator: Operator, texts: list[str], context: Context, *, variables: bool
) -> list[Pattern | None]:
    if not operator.base.startswith(WITH_VARIABLES):
        return [literal(text) for text in texts]
    return [expanded(text, context, variables=variables) for text in texts]


def _matches(operator: Operator, patterns: list[Pattern | None], value: str) -> bool:
    """Compare one value of the request; a policy value whose variable has no value equals nothing."""
    if not comparable(operator.base, value):
        return False
    positive = NEGATED.get(operator.base, operator.base)
    found = any(pattern is not None and POSITIVE[positive](pattern, value) for pattern in patterns)
    return found != (operator.base in NEGATED)
