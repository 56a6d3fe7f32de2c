"""A config file, read and checked against the schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError
from mfagate.parsing.files import displayed
from mfagate.parsing.schema import read_checked

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Located


@dataclass(frozen=True)
class Layer:
    """One config file: where it is, how it is shown, and what it says."""

    path: Path
    display: str
    located: Located

    @property
    def base(self) -> Path:
        """The folder that its paths are relative to."""
        return self.path.parent

    @property
    def value(self) -> dict[str, Any]:
        """What it says."""
        value: dict[str, Any] = self.located.value
        return value

    def at(self, *path: str | int) -> str:
        """Return where the value at `path` stands, as `file:line:column`."""
        line, column = self.located.positions.at(path)
        return f"{self.display}:{line}:{column}"

    def key(self, *path: str | int) -> str:
        """Return where the key of the value at `path` stands, as `file:line:column`."""
        line, column = self.located.positions.key(path)
        return f"{self.display}:{line}:{column}"


def read_layer(path: Path) -> Layer:
    """Read a config file.

    Raises:
        ConfigError: it cannot be read, or is not valid.

    """
    display = displayed(path)
    return Layer(path, display, read_checked(path, display, "config", ConfigError))
