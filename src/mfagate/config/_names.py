"""The names that a config uses: profiles and facts about the account have to exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError, UsageError
from mfagate.parsing.suggestions import closest
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.config._layer import Layer


def check_names(layer: Layer, profiles: Mapping[str, Any]) -> None:
    """Demand that the profiles and the facts about the account that a config names exist.

    Raises:
        ConfigError: one does not.

    """
    entries: list[tuple[tuple[str | int, ...], dict[str, Any]]] = [((), layer.value)]
    entries += [(("subjects", index), entry) for index, entry in enumerate(layer.value.get("subjects", []))]
    for path, entry in entries:
        if "profile" in entry and entry["profile"] not in profiles:
            profile = entry["profile"]
            place = layer.at(*path, "profile")
            raise ConfigError(f"{place}: there is no profile {profile}; {closest(profile, profiles)}")
        _check_facts(layer, (*path, "account_facts"), entry.get("account_facts", {}))


def _check_facts(layer: Layer, path: tuple[str | int, ...], facts: Mapping[str, str]) -> None:
    known = shipped_suite()[1]["mfa"]["hijack"]["graph"]["assumptions"]
    for name, value in facts.items():
        if name not in known:
            place, hint = layer.key(*path, name), closest(name, known)
            raise ConfigError(f"{place}: there is no fact {name} about the account; {hint}")
        values = known[name].get("values", [value])
        if value not in values:
            place = layer.at(*path, name)
            raise ConfigError(f"{place}: {name} cannot be {value}; {closest(value, values)}")


def known_profile(name: str, profiles: Mapping[str, Any]) -> str:
    """Return `name` when it is a profile.

    Raises:
        UsageError: it is not.

    """
    if name not in profiles:
        raise UsageError(f"there is no profile {name}; {closest(name, profiles)}")
    return name
