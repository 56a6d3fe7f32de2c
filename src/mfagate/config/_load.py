"""Reads a config."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.checked import read_checked
from mfagate.config._model import Config
from mfagate.config._names import check_names
from mfagate.config._paths import displayed
from mfagate.config._subjects import subjects_of
from mfagate.exceptions import ConfigError
from mfagate.subjects import DEFAULT_PROFILE, DEFAULT_USER

if TYPE_CHECKING:
    from pathlib import Path


def load_config(path: Path | None, profile: str | None = None) -> Config:
    """Read a config; without one, the defaults. `profile` overrides every subject's profile.

    Raises:
        ConfigError: the file is not valid, names a subject twice, or names a file that is not there.

    """
    if path is None:
        return Config(profile=profile or DEFAULT_PROFILE)
    display = displayed(path)
    located = read_checked(path, display, "config", ConfigError)
    value: dict[str, Any] = located.value
    check_names(located, display)
    base = path.parent
    return Config(
        path=path,
        engine=value.get("engine", "auto"),
        profile=profile or value.get("profile", DEFAULT_PROFILE),
        account=value.get("account", ""),
        user=value.get("user", DEFAULT_USER),
        scenarios=tuple(base / one for one in value.get("scenarios", [])),
        rules=tuple(base / one for one in value.get("rules", [])),
        assumptions=value.get("assumptions", {}),
        account_facts=value.get("account_facts", {}),
        subjects=subjects_of(located, display, base, profile),
        located=located,
    )
