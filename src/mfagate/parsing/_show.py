"""Writing foreign text into a message of one line."""

from __future__ import annotations


def shown(text: str, limit: int = 60) -> str:
    """Give the text on one line, printable, and cut where it is long."""
    visible = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return visible if len(visible) <= limit else visible[: limit - 3] + "..."
