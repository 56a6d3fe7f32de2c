"""Reads a config with those that it extends, and makes one of them."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from mfagate.config._context import context_of, over
from mfagate.config._exempt import exempt_of
from mfagate.config._extends import layers_of, locked_by
from mfagate.config._inputs import with_inputs
from mfagate.config._model import Config
from mfagate.config._names import check_names
from mfagate.config._profiles import profiles_of
from mfagate.config._scenarios import scenarios_of
from mfagate.config._subjects import subjects_of
from mfagate.exceptions import ConfigError
from mfagate.sources.defaults import DEFAULT_PROFILE
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mfagate.config._layer import Layer


def load_layers(path: Path, profile: str | None, *, read_subjects: bool) -> Config:
    """Read a config and those that it extends, as `mfagate.config.load_config` does.

    Raises:
        ConfigError: as there.

    """
    layers = layers_of(path)
    shipped = shipped_suite()[1]["mfa"]["profiles"]["by_name"]
    profiles = profiles_of(layers, shipped)
    for layer in layers:
        check_names(layer, {**shipped, **profiles})
    locked = locked_by(layers)
    if profile is not None and "profile" in locked and profile != _last(layers, "profile", DEFAULT_PROFILE):
        raise ConfigError(f"profile is locked by {locked['profile']}; leave out --profile {profile}")
    scenarios, by_name = scenarios_of(layers)
    defaults = {key: _last(layers, key, None) for key in ("profile", "account", "user")}
    facts = _merged(layers, "account_facts")
    parameters = _merged(layers, "parameters")
    context = reduce(over, (context_of(layer.value, layer) for layer in layers))
    shared = {**defaults, "account_facts": facts, "context": context, "parameters": parameters}
    rules = _rules(layers)
    config = Config(
        path=path,
        engine=_last(layers, "engine", "auto"),
        allow_empty=_last(layers, "allow_empty", default=False),
        profile=profile or defaults["profile"] or DEFAULT_PROFILE,
        account=defaults["account"] or "",
        user=defaults["user"] or "",
        scenarios=scenarios,
        rules=tuple(rules),
        rule_places=rules,
        assumptions=_merged(layers, "assumptions"),
        account_facts=facts,
        context=context,
        parameters=parameters,
        subjects=subjects_of(layers[-1], shared, profile) if read_subjects else (),
        profiles=profiles,
        exempt=exempt_of(layers),
        shipped_scenarios=by_name,
        locked=locked,
        located=layers[-1].located,
        outer=tuple((layer.display, layer.located) for layer in layers[:-1]),
    )
    return with_inputs(config, layers[-1]) if read_subjects else config


def _rules(layers: Sequence[Layer]) -> dict[Path, str]:
    """Return the folders of own rules, and where each is named."""
    return {
        layer.base / one: layer.at("rules", index)
        for layer in layers
        for index, one in enumerate(layer.value.get("rules", []))
    }


def _last(layers: Sequence[Layer], key: str, default: Any) -> Any:  # noqa: ANN401 - as the schema has it
    """Return what the nearest layer says that says anything."""
    found = [layer.value[key] for layer in layers if key in layer.value]
    return found[-1] if found else default


def _merged(layers: Sequence[Layer], key: str) -> dict[str, Any]:
    return {name: value for layer in layers for name, value in layer.value.get(key, {}).items()}
