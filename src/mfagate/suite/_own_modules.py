"""What own rules are once they are read; most runs have none, and do not import what reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class OwnRules:
    """Modules by the id that engines know them by, their files, and the metadata of each rule by its id."""

    modules: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def shown(self, message: str) -> str:
        """Return a message of an engine with the files' names in place of the modules' ids."""
        for name in sorted(self.files, key=len, reverse=True):
            message = message.replace(name, self.files[name])
        return message

    def blamed(self, message: str) -> bool:
        """Tell whether a message of an engine is about one of these modules."""
        return any(name in message for name in self.files)
