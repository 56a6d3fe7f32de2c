"""One engine for a pytest run, whatever number of workers it has."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from mfagate.engines.pool import attach, share
from mfagate.exceptions import MfagateError
from mfagate.pytest_plugin import _state

if TYPE_CHECKING:
    from mfagate.engines import Engine
    from mfagate.parsing import Json

_KEY: pytest.StashKey[Engine] = pytest.StashKey()


def started(config: pytest.Config) -> Engine:
    """Return the run's engine with the rules loaded; the first call starts it.

    Raises:
        EngineError: it cannot be started.

    """
    engine = config.stash.get(_KEY, None)
    if engine is None:
        engine = _attached(config) or _state.of(config).run.open_engine()
        try:
            _state.of(config).run.load(engine)
        except MfagateError:
            engine.close()
            raise
        config.stash[_KEY] = engine
    return engine


def for_run(config: pytest.Config) -> Engine | None:
    """Return the engine of a run that has a config; None for a worker, and where there is no config.

    Raises:
        pytest.UsageError: it cannot be started.

    """
    if _state.of(config).run.config.path is None or _state.is_worker(config):
        return None
    try:
        return started(config)
    except MfagateError as error:
        raise pytest.UsageError(f"mfagate: {error}") from error


def stop(config: pytest.Config) -> None:
    """Stop the run's engine, if it was started."""
    engine = config.stash.get(_KEY, None)
    if engine is not None:
        engine.close()
        del config.stash[_KEY]


def _attached(config: pytest.Config) -> Engine | None:
    """Return the controller's engine, in a worker of pytest-xdist."""
    shared = getattr(config, "workerinput", {}).get("mfagate")
    return attach(**shared) if shared else None


class ForWorkers:
    """Tells the workers of pytest-xdist where the controller's engine is."""

    def __init__(self, config: pytest.Config) -> None:
        """Keep the controller's config."""
        self._config = config

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Json) -> None:
        """Start the engine, and send its place to the worker (pytest-xdist, newhooks)."""
        engine = for_run(self._config)
        shared = share(engine) if engine else None
        if shared is not None:
            node.workerinput["mfagate"] = asdict(shared)
