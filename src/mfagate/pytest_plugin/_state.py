"""What the plugin keeps with a pytest run: the config, and which files are scenarios."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from mfagate.config import Config, find_config, load_config
from mfagate.exceptions import MfagateError
from mfagate.matrix import scenario_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class State:
    """A run's config, and the scenario files that it names.

    A config that has subjects and names no scenarios is judged by the shipped ones.
    """

    config: Config
    scenario_paths: frozenset[Path] = field(default_factory=frozenset)
    shipped_paths: frozenset[Path] = field(default_factory=frozenset)

    @property
    def shipped_for(self) -> Path | None:
        """The path of the config, if it stands for the shipped scenarios."""
        read = self.config
        return read.path.resolve() if read.path and read.subjects and not read.scenarios else None


_KEY: pytest.StashKey[State] = pytest.StashKey()


def prepare(config: pytest.Config) -> None:
    """Read the config of a run and keep it.

    Raises:
        pytest.UsageError: the config is not valid.

    """
    try:
        read = load_config(_config_path(config))
        files = _files(read.scenarios)
        shipped = _files(read.shipped_scenarios)
    except MfagateError as error:
        raise pytest.UsageError(f"mfagate: {error}") from error
    config.stash[_KEY] = State(read, files, shipped)


def _files(paths: Iterable[Path]) -> frozenset[Path]:
    return frozenset(file.resolve() for path in paths for file in scenario_files(path))


def of(config: pytest.Config) -> State:
    """Return what `prepare` kept."""
    return config.stash[_KEY]


def is_worker(config: pytest.Config) -> bool:
    """Tell whether this process is a worker of pytest-xdist."""
    return hasattr(config, "workerinput")


def _config_path(config: pytest.Config) -> Path | None:
    given: str | None = config.getoption("--mfagate-config")
    if given is None:
        return find_config(config.rootpath)
    path = config.invocation_params.dir / given
    if not path.is_file():
        raise pytest.UsageError(f"mfagate: {given}: no such config file; mend --mfagate-config")
    return path
