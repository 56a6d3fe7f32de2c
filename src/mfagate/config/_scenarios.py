"""The scenarios that a config names: its own files and folders, and the shipped ones by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.exceptions import ConfigError
from mfagate.parsing.suggestions import closest
from mfagate.suite.shipped import shipped_scenarios

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mfagate.config._layer import Layer

_SHIPPED = "shipped"


def scenarios_of(layers: Sequence[Layer]) -> tuple[tuple[Path, ...], frozenset[Path]]:
    """Return the paths that the layers name, and those of them that are the shipped ones, by name.

    Raises:
        ConfigError: there is no shipped file of a name.

    """
    paths: dict[Path, None] = {}
    shipped: set[Path] = set()
    for layer in layers:
        for index, one in enumerate(layer.value.get("scenarios", [])):
            name, colon, file = one.partition(":")
            if name != _SHIPPED:
                paths[layer.base / one] = None
                continue
            path = _named(file, layer, index) if colon else shipped_scenarios()
            paths[path] = None
            shipped.add(path)
    return tuple(paths), frozenset(shipped)


def _named(name: str, layer: Layer, index: int) -> Path:
    known = {path.stem: path for path in shipped_scenarios().glob("*.yaml")}
    if name not in known:
        place = layer.at("scenarios", index)
        raise ConfigError(f"{place}: there are no shipped scenarios named {name}; {closest(name, known)}")
    return known[name]
