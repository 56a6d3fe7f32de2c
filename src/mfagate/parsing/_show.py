"""Writing foreign text into a message of one line, and a scalar as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mfagate.parsing._model import Json


def shown(text: str, limit: int = 60) -> str:
    """Give the text on one line, printable, and cut where it is long."""
    visible = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return visible if len(visible) <= limit else visible[: limit - 3] + "..."


def scalar_text(value: Json) -> str:
    """Return a text, number or truth value as the text that AWS takes it for."""
    return str(value).lower() if isinstance(value, bool) else str(value)
