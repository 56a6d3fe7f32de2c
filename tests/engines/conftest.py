"""An engine of each kind for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mfagate.engines import Engine, open_engine
from support.availability import ENGINES, needs
from support.opa_server import opa_server

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLEARED = ("OPA_URL", "OPA_TOKEN")


@pytest.fixture(autouse=True)
def _clear_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _CLEARED:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(
    params=[pytest.param(name, marks=needs(name)) for name in ENGINES],
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
