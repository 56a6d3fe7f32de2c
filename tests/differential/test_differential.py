"""OPA and the embedded engine give the same answers, in every word, to generated questions."""

from __future__ import annotations

import itertools
import json
import os
from typing import TYPE_CHECKING

import pytest

from support import generated_cases
from support.availability import needs
from support.decisions import opened
from support.generated_vocabulary import OPERATORS

from .compare import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

CASES = int(os.environ.get("MFAGATE_DIFFERENTIAL_CASES", "2000"))
SEED = int(os.environ.get("MFAGATE_DIFFERENTIAL_SEED", "20261124"))


@pytest.fixture(scope="module")
def opa() -> Iterator[Engine]:
    """Give OPA as a process."""
    with opened("binary") as engine:
        yield engine


@needs("binary")
def test_the_engines_agree(opa: Engine) -> None:
    """Every answer of OPA is the answer of the embedded engine."""
    with opened("embedded") as embedded:
        found = compare(opa, embedded, generated_cases.groups(CASES, SEED))
    assert not found.differences, f"{found.summary()}\n{json.dumps(found.differences[0], indent=1)}"
    assert found.cases == CASES
    assert {"Allowed", "ImplicitlyDenied", "ExplicitlyDenied", "error"} == set(found.decisions), (
        found.summary()
    )


def test_the_same_seed_gives_the_same_questions() -> None:
    """A difference can be found again by its seed."""
    assert list(generated_cases.simulate_lines(200, 5)) == list(generated_cases.simulate_lines(200, 5))
    assert list(generated_cases.simulate_lines(200, 5)) != list(generated_cases.simulate_lines(200, 6))


def test_as_many_cases_as_are_asked_for() -> None:
    """The number of cases is exact, whatever the size of the groups."""
    assert sum(len(group.requests) for group in generated_cases.groups(333, 1)) == 333


def test_every_operator_comes_up() -> None:
    """No operator, in none of its forms, is left out."""
    text = "\n".join(itertools.islice(generated_cases.simulate_lines(30_000, 1), 0, None, 10))
    forms = itertools.product(("", "ForAllValues:", "ForAnyValue:"), OPERATORS, ("", "IfExists"))
    expected = {f"{prefix}{name}{end}" for prefix, name, end in forms if not (name == "Null" and end)}
    assert not {name for name in expected if f'"{name}":' not in text}
