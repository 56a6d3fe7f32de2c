"""An organization's own profiles: what they add to the one that they extend."""

from __future__ import annotations

from dataclasses import dataclass
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
        definitions = _Definitions(layer, own, {**shipped, **found})
        found.update({name: definitions.whole(name) for name in own})
    return found


@dataclass(frozen=True)
class _Definitions:
    """The profiles of one layer, `own`, and those that it may extend beside them."""

    layer: Layer
    own: Mapping[str, Any]
    before: Mapping[str, Any]

    def whole(self, name: str, through: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return a profile with what it extends; `through` is the way that led here."""
        entry, place = self.own[name], self.layer.at("profiles", name)
        if name in through:
            raise ConfigError(f"{place}: the profile {name} extends itself; fix extends")
        base: dict[str, Any] = {"rows": {}, "enrolment": "any", "extends": []}
        if "extends" in entry:
            base = self._base(entry["extends"], name, (*through, name))
        rows = {row: dict(cells) for row, cells in base["rows"].items()}
        for row, cells in entry.get("rows", {}).items():
            rows[row] = {**rows.get(row, {}), **cells}
        if not any(state != "any" for cells in rows.values() for state in cells.values()):
            raise ConfigError(
                f"{place}: the profile {name} requires nothing, so every policy would pass; "
                "add rows or extends"
            )
        return {
            "title": entry.get("description", base.get("title", name)),
            "rows": rows,
            "enrolment": entry.get("enrolment", base["enrolment"]),
            "extends": [entry["extends"], *base.get("extends", [])] if "extends" in entry else [],
        }

    def _base(self, extended: str, name: str, through: tuple[str, ...]) -> dict[str, Any]:
        if extended in self.own and (extended != name or extended not in self.before):
            return self.whole(extended, through)
        if extended not in self.before:
            place = self.layer.at("profiles", name, "extends")
            hint = closest(extended, {*self.before, *self.own} - {name})
            raise ConfigError(f"{place}: there is no profile {extended}; {hint}")
        base: dict[str, Any] = self.before[extended]
        return base
