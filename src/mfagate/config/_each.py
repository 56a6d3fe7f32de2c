"""`each`: one subject for every file that a pattern matches, together with files that all of them have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mfagate.config._layer import Layer

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_HOLES = ("stem", "parent")
_HOLE = re.compile(r"\{([^{}]*)\}|[{}]")
_ONLY_WITH_EACH = ("together_with", "kind")


def expanded(entry: Mapping[str, Any], layer: Layer, index: int) -> Iterator[dict[str, Any]]:
    """Give the subjects that an entry stands for: itself, or with `each` one for every file.

    Raises:
        ConfigError: the pattern matches nothing, or a name is none.

    """
    name = entry["name"]
    if "each" not in entry:
        for key in _ONLY_WITH_EACH:
            if key in entry:
                place = layer.key("subjects", index, key)
                raise ConfigError(f'{place}: {key} needs each; write each: "policies/*.json", or files')
        _demand(name, layer, index, holes=False)
        yield dict(entry)
        return
    for key in ("files", "resource", "trust"):
        if key in entry:
            place = layer.key("subjects", index, key)
            raise ConfigError(
                f"{place}: {key} does not work with each; list what all subjects share in together_with"
            )
    _demand(name, layer, index, holes=True)
    rest = {key: value for key, value in entry.items() if key not in {"each", *_ONLY_WITH_EACH}}
    for path in _matches(entry, layer, index):
        filled = name.replace("{stem}", path.stem).replace("{parent}", path.parent.name)
        if not _NAME.fullmatch(filled):
            raise ConfigError(
                f"{layer.at('subjects', index, 'name')}: {path.as_posix()} would name a subject {filled}; "
                f"names have only letters, digits, . _ / and -: rename the file or the subject"
            )
        yield {**rest, "name": filled, **_files(entry, path, layer, index)}


def _files(entry: Mapping[str, Any], path: Path, layer: Layer, index: int) -> dict[str, Any]:
    kind = entry.get("kind", "identity")
    common = entry.get("together_with", [])
    if kind == "identity":
        return {"files": [*common, path], "shared": len(common)}
    if common:
        place = layer.key("subjects", index, "together_with")
        raise ConfigError(f"{place}: together_with does not work with kind: {kind}; delete one of them")
    return {kind: path}


def _matches(entry: Mapping[str, Any], layer: Layer, index: int) -> list[Path]:
    """Return the files that the pattern matches, sorted, without those that all subjects have."""
    place, pattern = layer.at("subjects", index, "each"), entry["each"]
    common = {(layer.base / one).resolve() for one in entry.get("together_with", [])}
    try:
        found = sorted(path for path in layer.base.glob(pattern) if path.is_file())
    except (NotImplementedError, ValueError, OSError, IndexError) as error:
        raise ConfigError(
            f"{place}: {pattern} is not a pattern of paths below this file ({error}); "
            f"expected a pattern such as policies/users/*.json"
        ) from error
    files = [path for path in found if path.resolve() not in common]
    if not files:
        raise ConfigError(
            f"{place}: {pattern} matches no file; fix the pattern, which is relative to this file"
        )
    return files


def _demand(name: str, layer: Layer, index: int, *, holes: bool) -> None:
    """Demand that a name has holes where there is something to fill them with, and only then."""
    found = [one[1] for one in _HOLE.finditer(name)]
    place = layer.at("subjects", index, "name")
    unknown = [one for one in found if one not in _HOLES]
    if unknown or (found and not holes):
        raise ConfigError(
            f"{place}: {name}: {{ and }} enclose a part of a file's name; "
            f"expected {{stem}} or {{parent}}, in an entry with each"
        )
    if holes and not found:
        raise ConfigError(
            f"{place}: {name} would name every file of each; write {{stem}} into it, such as users/{{stem}}"
        )
