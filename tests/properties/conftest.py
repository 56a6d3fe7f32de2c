"""How Hypothesis runs: the same examples in every run, unless HYPOTHESIS_PROFILE is `wide`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from support.availability import COMPARED
from support.decisions import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

# One engine serves all the examples of a test: it holds the rules and nothing else.
_ENGINE_IS_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=_ENGINE_IS_SHARED,
)
settings.register_profile(
    "wide", database=None, deadline=None, max_examples=500, suppress_health_check=_ENGINE_IS_SHARED
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="package", params=COMPARED)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give an engine that holds the rules."""
    with opened(request.param) as engine:
        yield engine
