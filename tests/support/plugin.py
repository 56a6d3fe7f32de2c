"""The hooks of this repository's own tests."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import pytest

from .availability import VARIABLE, everything_required, need, required

if TYPE_CHECKING:
    from collections.abc import Generator

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a wrong list of requirements before any test runs; no test takes a verdict of an earlier run."""
    os.environ["MFAGATE_CACHE"] = "off"
    config.addinivalue_line(
        "markers",
        f"needs(name, …): skipped where an engine or a program is missing, failed where {VARIABLE} names it",
    )
    config.addinivalue_line(
        "markers",
        "slow: takes seconds, for an engine, processes or many generated cases; `tox -e fast` leaves it out",
    )
    required()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip or fail a test whose engine or program is missing, before a fixture opens it."""
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            need(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that was skipped although everything is required.

    Scenario files are left alone: a scenario that does not apply is shown as skipped by design.
    """
    report = yield
    return _failed_if_skipped(report) if item.path.suffix == ".py" else report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that was skipped as a whole although everything is required."""
    report = yield
    return _failed_if_skipped(report)


def _failed_if_skipped(report: _Report) -> _Report:
    if report.skipped and not hasattr(report, "wasxfail") and everything_required():
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{VARIABLE}=all allows no skip. {reason}"
    return report
