"""The pytest plugin: scenario files become items, and tests get the engine and decisions.

Registered as the entry point `pytest11`; each hook links to what it implements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.pytest_plugin import _engine, _state
from mfagate.pytest_plugin._collect import ConfigFile, ScenarioFile
from mfagate.pytest_plugin._fixtures import evaluate, opa

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["evaluate", "opa"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options (https://docs.pytest.org/en/stable/reference/reference.html#pytest.hookspec.pytest_addoption)."""
    group = parser.getgroup("mfagate", "MFA requirements of AWS IAM policies")
    group.addoption("--mfagate-config", metavar="FILE", help="the config (default: the nearest mfagate.yaml)")
    group.addoption("--opa-engine", metavar="ENGINE", help="docker, binary, http, embedded or auto")
    group.addoption(
        "--require-opa",
        action="store_true",
        help="fail when OPA itself (docker, binary or http) cannot be used, instead of falling back",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Find the config once (…#pytest.hookspec.pytest_configure)."""
    _state.prepare(config)
    if config.pluginmanager.hasplugin("xdist"):
        config.pluginmanager.register(_engine.ForWorkers(config), "mfagate-xdist")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start an engine that an option names, also under -q (…#pytest.hookspec.pytest_sessionstart)."""
    config = session.config
    if config.getoption("--opa-engine") or config.getoption("--require-opa"):
        _engine.for_run(config)


def pytest_report_header(config: pytest.Config) -> str | None:
    """Name the engine that decides (…#pytest.hookspec.pytest_report_header)."""
    engine = _engine.for_run(config)
    if engine is None:
        return None
    info = engine.info()
    return f"mfagate: decided by {info.name} {info.version}"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.File | None:
    """Collect the scenario files of the config; the config itself for files that lie elsewhere.

    (…#pytest.hookspec.pytest_collect_file)
    """
    if file_path.suffix not in {".yaml", ".yml"}:
        return None
    state, path = _state.of(parent.config), file_path.resolve()
    if path == state.collected_config:
        whole: ConfigFile = ConfigFile.from_parent(parent, path=file_path)
        return whole
    if path not in state.near:
        return None
    collected: ScenarioFile = ScenarioFile.from_parent(parent, path=file_path)
    return collected


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started (…#pytest.hookspec.pytest_unconfigure)."""
    _engine.stop(config)
