"""What holds for condition operators whatever the values."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from support.statement_queries import conditions_that_hold

from .strategies import KEY, clauses, context, opposites

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from mfagate.engines import Engine


@given(st.lists(clauses(), min_size=1, max_size=4))
def test_if_exists_is_the_operator_or_an_absent_key(
    engine: Engine, drawn: list[tuple[str, list[str], Any]]
) -> None:
    """`…IfExists` holds when the operator holds or the key is absent, and only then."""
    for operator, values, request_value in drawn:
        plain, if_exists = {operator: {KEY: values}}, {f"{operator}IfExists": {KEY: values}}
        (holding,) = conditions_that_hold(engine, [plain, if_exists], [context(request_value)])
        absent = request_value in (None, [])
        assert (1 in holding) == (absent or 0 in holding)


@given(st.lists(opposites(), min_size=1, max_size=4))
def test_a_negated_operator_is_the_opposite(
    engine: Engine, drawn: list[tuple[str, str, list[str], list[str]]]
) -> None:
    """On a present single value, a negated operator holds when its positive one does not."""
    for positive, negated, values, request_values in drawn:
        conditions = [{positive: {KEY: values}}, {negated: {KEY: values}}]
        contexts = [context(one) for one in request_values]
        for holding in conditions_that_hold(engine, conditions, contexts):
            assert len(holding) == 1


@given(clauses(), st.randoms(use_true_random=False))
def test_the_order_of_values_does_not_matter(
    engine: Engine, drawn: tuple[str, list[str], Any], random: Random
) -> None:
    """The values of a policy and of a request are sets."""
    operator, values, request_value = drawn
    prefixed = [f"{prefix}{operator}" for prefix in ("", "ForAllValues:", "ForAnyValue:")]
    shuffled = random.sample(values, len(values))
    conditions = [{name: {KEY: order}} for order in (values, shuffled) for name in prefixed]
    other = (
        random.sample(request_value, len(request_value)) if isinstance(request_value, list) else request_value
    )
    for holding in conditions_that_hold(engine, conditions, [context(request_value), context(other)]):
        assert {one for one in holding if one < 3} == {one - 3 for one in holding if one >= 3}
    first, second = conditions_that_hold(engine, conditions, [context(request_value), context(other)])
    assert first == second


@given(st.lists(clauses(), min_size=1, max_size=4))
def test_several_values_are_one_after_another(
    engine: Engine, drawn: list[tuple[str, list[str], Any]]
) -> None:
    """Values of a positive operator are OR; those of a negated one are AND."""
    for operator, values, request_value in drawn:
        conditions: list[dict[str, Any]] = [
            {operator: {KEY: values}},
            *({operator: {KEY: one}} for one in values),
        ]
        (holding,) = conditions_that_hold(engine, conditions, [context(request_value)])
        each = [place + 1 in holding for place in range(len(values))]
        assert (0 in holding) == (all(each) if "Not" in operator else any(each))


@given(clauses())
def test_set_operators_are_one_after_another(engine: Engine, drawn: tuple[str, list[str], Any]) -> None:
    """ForAllValues holds when each request value alone does, ForAnyValue when one of them does."""
    operator, values, request_value = drawn
    listed = (
        request_value if isinstance(request_value, list) else [request_value] * (request_value is not None)
    )
    conditions = [{f"{prefix}{operator}": {KEY: values}} for prefix in ("ForAllValues:", "ForAnyValue:", "")]
    whole, *each = conditions_that_hold(engine, conditions, [context(request_value), *map(context, listed)])
    alone = [2 in one for one in each]
    assert (0 in whole) == all(alone)
    assert (1 in whole) == any(alone)


@given(st.lists(clauses(), min_size=2, max_size=3))
def test_operators_of_one_condition_are_and(engine: Engine, drawn: list[tuple[str, list[str], Any]]) -> None:
    """A Condition holds when each of its operators and keys does."""
    keyed = [
        (operator, f"{KEY}{place}", values, value) for place, (operator, values, value) in enumerate(drawn)
    ]
    together: dict[str, Any] = {}
    for operator, key, values, _ in keyed:
        together.setdefault(operator, {})[key] = values
    each = [{operator: {key: values}} for operator, key, values, _ in keyed]
    request = {key: value for _, key, _, value in keyed if value is not None}
    (holding,) = conditions_that_hold(engine, [together, *each], [request])
    assert (0 in holding) == (set(range(1, len(each) + 1)) <= holding)


@given(clauses(), st.sampled_from([str.upper, str.lower, str.title]))
def test_the_case_of_a_key_does_not_matter(
    engine: Engine, drawn: tuple[str, list[str], Any], cased: Callable[[str], str]
) -> None:
    """A key is found whatever its case, in the policy and in the request."""
    operator, values, request_value = drawn
    conditions = [{operator: {key: values}} for key in (KEY, cased(KEY))]
    contexts = [{key: request_value} for key in (KEY, cased(KEY))] if request_value is not None else [{}]
    found = conditions_that_hold(engine, conditions, contexts)
    for one, other in itertools.pairwise([*found, found[0]]):
        assert one == other
    assert found[0] in ({0, 1}, set())
