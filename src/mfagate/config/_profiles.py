"""An organization's own profiles: what they add to the one that they extend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError
from mfagate.parsing.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.config._layer import Layer


def profiles_of(layers: Sequence[Layer], shipped: Mapping[str, Any]) -> dict[str, Any]:
    """Return the profiles that the layers define, whole, as the shipped data has them.

    Raises:
        ConfigError: one has the name of a shipped one, extends one that is not there, or requires nothing.

    """
    found: dict[str, Any] = {}
    for layer in layers:
        own: dict[str, Any] = layer.value.get("profiles", {})
        for name in own:
            if name in shipped:
                place = layer.key("profiles", name)
                raise ConfigError(
                    f"{place}: {name} is a shipped profile; give yours another name, and extends: {name}"
                )
        before = {**shipped, **found}
        for name in own:
            found[name] = _whole(name, layer, own, before, ())
    return found


def _whole(
    name: str,
    layer: Layer,
    own: Mapping[str, Any],
    before: Mapping[str, Any],
    through: tuple[str, ...],
) -> dict[str, Any]:
    """Return a profile with what it has from those that it extends; `through` is the way that led here."""
    entry = own[name]
    if name in through:
        raise ConfigError(f"{layer.at('profiles', name)}: the profile {name} extends itself; fix extends")
    base: dict[str, Any] = {"rows": {}, "enrolment": "any", "extends": []}
    if "extends" in entry:
        base = _base(entry["extends"], name, layer, own, before, (*through, name))
    rows = {row: dict(cells) for row, cells in base["rows"].items()}
    for row, cells in entry.get("rows", {}).items():
        rows[row] = {**rows.get(row, {}), **cells}
    profile = {
        "title": entry.get("description", base.get("title", name)),
        "rows": rows,
        "enrolment": entry.get("enrolment", base["enrolment"]),
        "extends": [entry["extends"], *base.get("extends", [])] if "extends" in entry else [],
    }
    if not any(state != "any" for cells in rows.values() for state in cells.values()):
        raise ConfigError(
            f"{layer.at('profiles', name)}: the profile {name} requires nothing, so every policy would pass; "
            f"add rows or extends"
        )
    return profile


def _base(
    extended: str,
    name: str,
    layer: Layer,
    own: Mapping[str, Any],
    before: Mapping[str, Any],
    through: tuple[str, ...],
) -> dict[str, Any]:
    if extended in own and (extended != name or extended not in before):
        return _whole(extended, layer, own, before, through)
    if extended not in before:
        place = layer.at("profiles", name, "extends")
        hint = closest(extended, {*before, *own} - {name})
        raise ConfigError(f"{place}: there is no profile {extended}; {hint}")
    base: dict[str, Any] = before[extended]
    return base
