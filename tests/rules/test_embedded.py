"""The embedded engine agrees with OPA on every test of the rules: the Rego tests pass in it too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mfagate.engines import open_engine
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

REGO = Path(__file__).parents[2] / "rego"
PRINT = re.compile(r"^\t*print\(.*\n", re.MULTILINE)  # what an assertion prints is for `opa test` alone
TESTS = {
    path.relative_to(REGO).as_posix(): PRINT.sub("", path.read_text(encoding="utf-8"))
    for folder in ("assertions", "mfa/rules")
    for path in sorted((REGO / folder).rglob("*_test.rego"))
    if not path.name.startswith("hijack_")  # the search is slow, and has its own tests
}
NAMES = [
    (name, test) for name, text in TESTS.items() for test in re.findall(r"^(test_\w+)", text, re.MULTILINE)
]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Open the embedded engine with the rules and their tests."""
    modules, data = shipped_suite()
    with open_engine("embedded") as opened:
        opened.load({**modules, **TESTS}, data)
        yield opened


def test_there_are_tests() -> None:
    """The test below is about something."""
    assert len(NAMES) > 100


@pytest.mark.parametrize(("name", "test"), NAMES, ids=[test for _, test in NAMES])
def test_a_rego_test_passes(engine: Engine, name: str, test: str) -> None:
    """What `opa test` runs comes out true here."""
    package = re.search(r"^package (\S+)", TESTS[name], re.MULTILINE)
    assert package
    assert engine.query(f"{package[1].replace('.', '/')}/{test}", {}) is True
