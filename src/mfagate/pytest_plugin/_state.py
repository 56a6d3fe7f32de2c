"""What the plugin keeps with pytest's config: the run, and where its scenario files lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from mfagate.config import find_config
from mfagate.exceptions import MfagateError
from mfagate.pipeline import Options, Run, load_run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class State:
    """The run that pytest shows, and its scenario files by where they lie.

    `near` has those below the folder of the config or pytest's root, by the path that pytest collects; `afar`
    those elsewhere, such as the shipped ones, for which the config is collected instead.
    """

    run: Run
    near: Mapping[Path, Path] = field(default_factory=dict)
    afar: tuple[Path, ...] = ()

    @property
    def collected_config(self) -> Path | None:
        """The path of the config, where it is collected for the files that lie elsewhere."""
        config = self.run.config
        has_items = config.subjects or config.contents
        return config.path.resolve() if config.path and has_items and self.afar else None


_KEY: pytest.StashKey[State] = pytest.StashKey()


def prepare(config: pytest.Config) -> None:
    """Read the config of a run and keep it.

    Raises:
        pytest.UsageError: the config is not valid.

    """
    options = Options(engine=config.getoption("--opa-engine"), require_opa=config.getoption("--require-opa"))
    try:
        run = load_run(_config_path(config), options)
        if run.config.path is not None:
            _ = run.suppressions
        near, afar = _files(run, config.rootpath)
    except MfagateError as error:
        raise pytest.UsageError(f"mfagate: {error}") from error
    config.stash[_KEY] = State(run, near, afar)


def _files(run: Run, root: Path) -> tuple[dict[Path, Path], tuple[Path, ...]]:
    """Return the scenario files near the config or pytest's root, and those elsewhere."""
    folders = [root.resolve(), *([run.config.path.parent.resolve()] if run.config.path else [])]
    files = run.scenario_files.files
    afar = [
        file
        for file, is_shipped in files.items()
        if is_shipped or not any(file.resolve().is_relative_to(folder) for folder in folders)
    ]
    return {file.resolve(): file for file in files if file not in afar}, tuple(afar)


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
        raise pytest.UsageError(f"mfagate: {given}: no such config file; fix --mfagate-config")
    return path
