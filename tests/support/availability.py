"""Whether an engine or a program is there, missing or required: the one place that decides it for every test.

A test that needs something missing is skipped with the reason. It fails where MFAGATE_REQUIRE_ENGINES, a list
with commas, names it. `MFAGATE_REQUIRE_ENGINES=all` requires everything, and turns every skip into a failure.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from mfagate.engines import probe_engines

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "MFAGATE_REQUIRE_ENGINES"
EVERYTHING = "all"
ENGINES = ("docker", "binary", "http", "embedded")

# Programs by what they are called here, the variable that may name one, and the names they have on PATH.
PROGRAMS: Mapping[str, tuple[str | None, tuple[str, ...]]] = {
    "opa": ("MFAGATE_OPA", ("opa",)),
    "regal": ("MFAGATE_REGAL", ("regal",)),
    "conftest": ("MFAGATE_CONFTEST", ("conftest",)),
    "chromium": (None, ("chromium", "chromium-browser", "google-chrome")),
    "bash": (None, ("bash",)),
    "git": (None, ("git",)),
}
MODULES = {"pre-commit": "pre_commit", "shtab": "shtab", "z3": "z3"}

# An engine that is required needs its program, also where a test runs the program itself.
_BROUGHT_BY = {"opa": {"binary", "http"}}

needs = pytest.mark.needs
"""Marks a test, a parameter or a module: `needs("docker", "opa")`."""

COMPARED = ("embedded", pytest.param("binary", marks=needs("binary")))
"""The engines that are held to the same answers; tests/engines holds the ways to reach OPA to one another."""


def required() -> frozenset[str]:
    """Return what this run must have, by name.

    Raises:
        UsageError: the variable names something that no test can need.

    """
    known = {*ENGINES, *PROGRAMS, *MODULES}
    named = set(os.environ.get(VARIABLE, "").replace(",", " ").split())
    if EVERYTHING in named:
        named = known
    if unknown := named - known:
        wrong, choices = ", ".join(sorted(unknown)), ", ".join([EVERYTHING, *sorted(known)])
        raise pytest.UsageError(f"{VARIABLE} names {wrong}; choose from {choices}")
    return frozenset(named | {name for name, engines in _BROUGHT_BY.items() if engines & named})


def everything_required() -> bool:
    """Return whether nothing may be skipped."""
    return EVERYTHING in os.environ.get(VARIABLE, "").replace(",", " ").split()


def need(name: str) -> None:
    """Skip the test that needs a missing engine or program, or fail it where this run requires the thing."""
    why = why_missing(name)
    if why is None:
        return
    if name in required():
        pytest.fail(f"{VARIABLE} requires {name}: {why}", pytrace=False)
    pytest.skip(why)


def program(name: str) -> str:
    """Return the path of a program that the test needs."""
    need(name)
    path = _path(name)
    assert path is not None
    return path


def why_missing(name: str) -> str | None:
    """Return why an engine or a program cannot be used here; None where it can."""
    if name in ENGINES:
        return _probed()["binary" if name == "http" else name]  # the tests start the server of `http`
    if name in MODULES:
        return None if find_spec(MODULES[name]) else f"{name} is not installed beside pytest"
    if _path(name):
        return None
    variable, names = PROGRAMS[name]
    where = f"{' or '.join(names)} is not on PATH"
    return f"{where}, and {variable} does not name it" if variable else where


def _path(name: str) -> str | None:
    variable, names = PROGRAMS[name]
    named = os.environ.get(variable) if variable else None
    return next(filter(None, map(shutil.which, [named] if named else names)), None)


@cache
def _probed() -> dict[str, str | None]:
    return {probe.name: probe.why_not for probe in probe_engines()}
