"""Scenario matrices for tests: read from paths, as a config would name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.scenarios.files import named_files
from mfagate.scenarios.matrix import Matrix, ScenarioFiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def load_matrix(
    paths: Iterable[Path] = (),
    known: Iterable[str] = (),
    shipped: Iterable[Path] = (),
    profiles: Mapping[str, Any] | None = None,
) -> Matrix:
    """Read the scenario files under these paths; `known` are the names that expectations may use."""
    return ScenarioFiles(named_files(paths, shipped), known, lambda: profiles or {}).matrix()
