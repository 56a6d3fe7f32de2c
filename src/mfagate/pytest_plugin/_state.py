"""What the plugin keeps with a pytest run: the config, and which files are scenarios."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from mfagate.config import Config, find_config, load_config
from mfagate.exceptions import MfagateError
from mfagate.pytest_plugin._accepted import Accepted, accepted_by
from mfagate.scenarios.matrix import scenario_files, shipped_files

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class State:
    """A run's config, and the scenario files that it names.

    Some lie elsewhere than below its folder or pytest's root: `afar` has them, each with whether it is a
    shipped one. The config stands for them. One that names none is judged by the shipped ones.
    """

    config: Config
    scenario_paths: frozenset[Path] = field(default_factory=frozenset)
    afar: tuple[tuple[Path, bool], ...] = ()
    accepted: Accepted | None = None

    @property
    def stands_for_others(self) -> Path | None:
        """The path of the config, if it stands for scenario files that lie elsewhere."""
        read = self.config
        return read.path.resolve() if read.path and read.subjects and self.afar else None


_KEY: pytest.StashKey[State] = pytest.StashKey()


def prepare(config: pytest.Config) -> None:
    """Read the config of a run and keep it.

    Raises:
        pytest.UsageError: the config is not valid.

    """
    try:
        read = load_config(_config_path(config))
        files, afar = _files(read, config.rootpath)
        accepted = accepted_by(read) if read.path else None
    except MfagateError as error:
        raise pytest.UsageError(f"mfagate: {error}") from error
    config.stash[_KEY] = State(read, files, afar, accepted)


def _files(read: Config, root: Path) -> tuple[frozenset[Path], tuple[tuple[Path, bool], ...]]:
    """Return the scenario files below the folder of the config or pytest's root, and those elsewhere."""
    if read.path is None or not read.scenarios:
        return frozenset(), tuple((file, True) for file in shipped_files())
    folders = (read.path.parent.resolve(), root.resolve())
    near, afar = [], []
    for path in read.scenarios:
        is_shipped = path in read.shipped_scenarios
        for file in scenario_files(path):
            if is_shipped or not any(file.resolve().is_relative_to(folder) for folder in folders):
                afar.append((file, is_shipped))
            else:
                near.append(file.resolve())
    return frozenset(near), tuple(dict.fromkeys(afar))


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
