"""The exempt actions: what a config adds to them, takes away, or puts in their place.

Whether an action is exempt is decided in Rego; here a name is only looked up, to report typing errors.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mfagate.exceptions import ConfigError
from mfagate.parsing.suggestions import closest
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mfagate.config._layer import Layer


def exempt_of(layers: Sequence[Layer]) -> tuple[str, ...] | None:
    """Return the exempt actions as the layers leave them; None where none says anything of them.

    Raises:
        ConfigError: an action is not known, would leave nothing to judge, or is not there to be removed.

    """
    shipped: list[str] = shipped_suite()[1]["mfa"]["exempt"]["actions"]
    actions, is_changed = list(shipped), False
    for layer in layers:
        change = layer.value.get("exempt")
        if change is None:
            continue
        is_changed = True
        if isinstance(change, list):
            actions = [_known(one, layer, index) for index, one in enumerate(change)]
            continue
        for index, one in enumerate(change.get("remove", [])):
            actions = _without(actions, one, layer, index)
        added = [_known(one, layer, "add", index) for index, one in enumerate(change.get("add", []))]
        actions += [one for one in added if one.lower() not in _lower(actions)]
    return tuple(actions) if is_changed else None


def _lower(actions: list[str]) -> list[str]:
    return [one.lower() for one in actions]


def _without(actions: list[str], one: str, layer: Layer, index: int) -> list[str]:
    if one.lower() not in _lower(actions):
        place = layer.at("exempt", "remove", index)
        raise ConfigError(f"{place}: {one} is not exempt; {closest(one, actions)}")
    return [action for action in actions if action.lower() != one.lower()]


def _known(one: str, layer: Layer, *path: str | int) -> str:
    place = layer.at("exempt", *path)
    service, _, name = one.lower().partition(":")
    if one.strip("*") and not (service and name):
        raise ConfigError(
            f"{place}: {one} is not an action; expected service:Name, such as iam:ListMFADevices"
        )
    if re.search(r"[*?]", service) or (service == "iam" and not name.strip("*?")):
        raise ConfigError(
            f"{place}: {one} cannot be exempt: too little would be left to judge; "
            f"expected actions of one service, such as iam:ListMFADevices or sso:Get*"
        )
    actions = _actions(service)
    if not actions:
        known = shipped_suite()[1]["mfa"]["actions"]["services"]
        raise ConfigError(f"{place}: {one}: there is no service {service}; {_hint(service, known)}")
    pattern = re.escape(name).replace(r"\*", ".*").replace(r"\?", ".")
    if not any(re.fullmatch(pattern, action.lower()) for action in actions):
        hint = _hint(one, [f"{service}:{action}" for action in actions])
        raise ConfigError(f"{place}: {one} is not an action in the catalogue; {hint}")
    return one


def _hint(name: str, known: Sequence[str] | dict[str, object]) -> str:
    hint = closest(name, known)
    return hint if hint.startswith("did you") else "fix its name"


@lru_cache(maxsize=64)
def _actions(service: str) -> tuple[str, ...]:
    """Return the names of a service's actions in the catalogue."""
    services = shipped_suite()[1]["mfa"]["actions"]["services"]
    groups = services.get(service, {}).get("groups", [])
    return tuple(name for group in groups for name in group["names"].split("\n"))
