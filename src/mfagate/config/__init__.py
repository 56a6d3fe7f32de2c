"""`mfagate.yaml`: subjects, profiles, scenarios and assumptions of a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.config._model import Config
from mfagate.config._names import known_profile
from mfagate.config._paths import FILE_NAME, find_config
from mfagate.config._selection import Selection, selected
from mfagate.config._subjects import defaults_of, subjects_of_file
from mfagate.parsing.files import displayed
from mfagate.sources.defaults import DEFAULT_PROFILE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "FILE_NAME",
    "Config",
    "Selection",
    "defaults_of",
    "displayed",
    "find_config",
    "known_profile",
    "load_config",
    "selected",
    "subjects_of_file",
]


def load_config(path: Path | None, profile: str | None = None, *, read_subjects: bool = True) -> Config:
    """Read a config; without one, the defaults. `profile` overrides every subject's profile.

    Without `read_subjects` it has no subjects, and no file that they name has to be there. Of a config that
    it extends, lists go before its own, and maps and plain values give way to its own.

    Raises:
        ConfigError: a file is not valid, names a subject twice, names a file that is not there, or sets what
            a config that it extends has locked.

    """
    if path is None:
        return Config(profile=profile or DEFAULT_PROFILE)
    from mfagate.config._load import load_layers  # noqa: PLC0415 - a run without a config reads none

    return load_layers(path, profile, read_subjects=read_subjects)
