"""What a repository already has that decides where new files are read."""

from __future__ import annotations

import configparser
from typing import TYPE_CHECKING

from mfagate.parsing import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TOX_FILE = "tox.ini"


def tox_elsewhere(root: Path) -> str | None:
    """Return the file that configures tox where no `tox.ini` does: tox would read a new one in its place."""
    if (root / TOX_FILE).exists():
        return None
    for name, configures in _CONFIGS.items():
        text = _text(root / name)
        if text is not None and configures(text):
            return name
    return None


def top_of(folder: Path) -> Path | None:
    """Return the folder at or above this one that is the top of a repository; None where there is none."""
    real = folder.resolve()
    return next((one for one in (real, *real.parents) if (one / ".git").exists()), None)


def _text(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return None


def _in_setup(text: str) -> bool:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return False
    return parser.has_section("tox:tox")


def _in_pyproject(text: str) -> bool:
    lines = [line.strip().replace(" ", "") for line in text.splitlines()]
    return any(line.startswith(("[tool.tox]", "[tool.tox.")) for line in lines)


_CONFIGS: dict[str, Callable[[str], bool]] = {
    "setup.cfg": _in_setup,
    "pyproject.toml": _in_pyproject,
    "tox.toml": lambda _text: True,
}
