"""Engines for the tests: a missing one is skipped, unless MFAGATE_REQUIRE_ENGINES names it."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

import pytest

from mfagate.engines import Engine, open_engine, probe_engines

from .helpers import opa_server

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLEARED = ("OPA_URL", "OPA_TOKEN")
_REAL = ("docker", "binary", "http", "embedded")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of these tests."""
    config.addinivalue_line(
        "markers",
        "needs_engine(name): skipped where the engine is missing, failed where "
        "MFAGATE_REQUIRE_ENGINES (a list with commas) names it",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip or fail a test whose engine is missing."""
    required = os.environ.get("MFAGATE_REQUIRE_ENGINES", "").replace(" ", "").split(",")
    for mark in item.iter_markers("needs_engine"):
        name = mark.args[0]
        why = _why_not("binary" if name == "http" else name)  # its server is an `opa` of ours
        if why and name in required:
            pytest.fail(f"{name} is required: {why}", pytrace=False)
        if why:
            pytest.skip(why)


@cache
def _why_not(name: str) -> str | None:
    return {probe.name: probe.why_not for probe in probe_engines()}[name]


@pytest.fixture(autouse=True)
def _clear_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _CLEARED:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(
    params=[pytest.param(name, marks=pytest.mark.needs_engine(name)) for name in _REAL],
)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Every engine in turn, open and empty."""
    if request.param != "http":
        with open_engine(request.param) as opened:
            yield opened
        return
    with opa_server() as url:
        monkeypatch.setenv("OPA_URL", url)
        with open_engine("http") as opened:
            yield opened
