"""The names that a config uses: profiles and facts about the account have to exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError, UsageError
from mfagate.hints import closest
from mfagate.subjects import DEFAULT_PROFILE
from mfagate.suite import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.positions import Located


def check_names(located: Located, display: str) -> None:
    """Demand that the profiles and the facts about the account that a config names exist.

    Raises:
        ConfigError: one does not.

    """
    shipped = shipped_suite()[1]["mfa"]
    entries: list[tuple[tuple[str | int, ...], dict[str, Any]]] = [((), located.value)]
    entries += [(("subjects", index), entry) for index, entry in enumerate(located.value.get("subjects", []))]
    for path, entry in entries:
        profile = entry.get("profile", DEFAULT_PROFILE)
        if profile not in shipped["profiles"]:
            place = place_of(located, display, (*path, "profile"))
            raise ConfigError(
                f"{place}: there is no profile {profile}; {closest(profile, shipped['profiles'])}"
            )
        _check_facts(located, display, (*path, "account_facts"), entry.get("account_facts", {}))


def _check_facts(
    located: Located, display: str, path: tuple[str | int, ...], facts: Mapping[str, str]
) -> None:
    known = shipped_suite()[1]["mfa"]["hijack"]["graph"]["assumptions"]
    for name, value in facts.items():
        if name not in known:
            line, column = located.positions.key((*path, name))
            hint = closest(name, known)
            raise ConfigError(f"{display}:{line}:{column}: there is no fact {name} about the account; {hint}")
        values = known[name].get("values", [value])
        if value not in values:
            place = place_of(located, display, (*path, name))
            raise ConfigError(f"{place}: {name} cannot be {value}; {closest(value, values)}")


def place_of(located: Located, display: str, path: tuple[str | int, ...]) -> str:
    """Return where the value at `path` stands, as `file:line:column`."""
    line, column = located.positions.at(path)
    return f"{display}:{line}:{column}"


def known_profile(name: str, profiles: Mapping[str, Any]) -> str:
    """Return `name` when it is a profile.

    Raises:
        UsageError: it is not.

    """
    if name not in profiles:
        raise UsageError(f"there is no profile {name}; {closest(name, profiles)}")
    return name
