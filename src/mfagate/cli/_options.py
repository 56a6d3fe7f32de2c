"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.config import find_config
from mfagate.engines import ENGINE_NAMES
from mfagate.exceptions import UsageError

if TYPE_CHECKING:
    import argparse


def add_engine(parser: argparse._ActionsContainer) -> None:
    """Add `--engine`."""
    parser.add_argument(
        "--engine",
        metavar="E",
        help=f"what evaluates the rules: {', '.join(ENGINE_NAMES)}; auto takes the first that works "
        "(default: auto)",
    )


def add_config(parser: argparse._ActionsContainer) -> None:
    """Add `--config`."""
    parser.add_argument(
        "-c", "--config", metavar="FILE", help="config file (default: the nearest mfagate.yaml)"
    )


def add_assume(parser: argparse._ActionsContainer) -> None:
    """Add `--assume NAME=VALUE`."""
    parser.add_argument(
        "--assume",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="assume this about undocumented AWS behavior (docs/explanation/open-points.md); repeatable",
    )


def assumptions(given: list[str]) -> dict[str, str]:
    """Return the values of `--assume` by name.

    Raises:
        UsageError: one is not NAME=VALUE.

    """
    values = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name or not value:
            raise UsageError(f"--assume {one}: expected NAME=VALUE, such as colon-crossing=never")
        values[name] = value
    return values


def config_path(given: str | None) -> Path | None:
    """Return the config that `-c` names, else the nearest one.

    Raises:
        UsageError: the named file does not exist.

    """
    if given is None:
        return find_config(Path.cwd())
    path = Path(given)
    if not path.is_file():
        raise UsageError(f"{given}: no such config file; fix the path, or leave -c out")
    return path
