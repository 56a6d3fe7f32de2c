"""`extends`: a config that goes on from another, of a package or at a path, and what that one locks."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.config._layer import read_layer
from mfagate.config._paths import FILE_NAME
from mfagate.exceptions import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mfagate.config._layer import Layer

MAX_LAYERS = 8
_PACKAGE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OF_SUBJECTS = ("profile", "account", "user", "account_facts", "context")


def layers_of(path: Path) -> tuple[Layer, ...]:
    """Return a config file and those that it extends, the outermost first.

    Raises:
        ConfigError: one cannot be read, they go round in a circle, or one sets what another has locked.

    """
    found = [read_layer(path)]
    while "extends" in found[0].value:
        following = read_layer(_extended(found[0]))
        if following.path.resolve() in {one.path.resolve() for one in found}:
            raise ConfigError(
                f"{found[0].at('extends')}: the configs extend each other in a circle; delete one extends"
            )
        if len(found) == MAX_LAYERS:
            raise ConfigError(
                f"{found[0].at('extends')}: more than {MAX_LAYERS} configs in a chain; delete one extends"
            )
        found.insert(0, following)
    _check_locks(found)
    return tuple(found)


def locked_by(layers: Sequence[Layer]) -> dict[str, str]:
    """Return what the layers lock, each key with the file that does."""
    found: dict[str, str] = {}
    for layer in layers:
        for key in layer.value.get("locked", []):
            found.setdefault(key, layer.display)
    return found


def _extended(layer: Layer) -> Path:
    named: str = layer.value["extends"]
    place = layer.at("extends")
    if "/" in named or named.endswith((".yaml", ".yml")):
        path = (layer.base / named).resolve()
        if not path.is_file():
            raise ConfigError(
                f"{place}: {named}: no such config file; fix the path, which is relative to this file"
            )
        return path
    if not _PACKAGE.fullmatch(named):
        raise ConfigError(
            f"{place}: {named} is neither a package nor a path; expected the name of an installed package, "
            f"or a path such as ../platform/mfagate.yaml"
        )
    return _packaged(named, place)


def _packaged(name: str, place: str) -> Path:
    """Find the config that an installed package carries; the package is not imported, so none of it runs."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError, AttributeError):
        spec = None
    if spec is None:
        raise ConfigError(
            f"{place}: there is no package {name} here; install it in mfagate's environment (pip install …), "
            f"or write a path with a / in it"
        )
    folders = [Path(one) for one in spec.submodule_search_locations or ()]
    for folder in folders:
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise ConfigError(
        f"{place}: the package {name} contains no {FILE_NAME}; expected it next to its __init__.py, "
        f"as package data"
    )


def _check_locks(layers: Sequence[Layer]) -> None:
    for index, layer in enumerate(layers):
        locked = locked_by(layers[:index])
        for key, by in locked.items():
            if key in layer.value:
                raise ConfigError(f"{layer.key(key)}: {key} is locked by {by}; delete it here")
            for number, subject in enumerate(layer.value.get("subjects", [])):
                if key in _OF_SUBJECTS and key in subject:
                    place = layer.key("subjects", number, key)
                    raise ConfigError(f"{place}: {key} is locked by {by}; delete it here")
