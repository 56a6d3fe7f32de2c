"""`mfagate engines`: which engines work here, their versions, and why others do not."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from mfagate.engines import probe_engines

if TYPE_CHECKING:
    import argparse

    from mfagate.engines import Probe

NONE_USABLE = 3
_EPILOG = """\
exit codes: 0 at least one engine works; 3 none works

examples:
  mfagate engines
  mfagate engines --format json

`mfagate --help` lists the environment variables that set up engines.
"""
_HEAD = ("engine", "usable", "version", "why not")


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `engines` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser(
        "engines",
        help="show which engines work here",
        description="Show which engines work here, their versions, and why others do not.",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="output format (default: text)"
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print which engines work; return 0 when any does, else 3."""
    probes = probe_engines()
    usable = [probe.name for probe in probes if probe.usable]
    text = _as_json(probes, usable) if args.format == "json" else _as_text(probes, usable)
    sys.stdout.write(text + "\n")
    return 0 if usable else NONE_USABLE


def _as_json(probes: list[Probe], usable: list[str]) -> str:
    engines = [
        {
            "name": probe.name,
            "usable": probe.usable,
            "version": probe.version,
            "why_not": probe.why_not,
        }
        for probe in probes
    ]
    document = {"version": 1, "auto": usable[0] if usable else None, "engines": engines}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _as_text(probes: list[Probe], usable: list[str]) -> str:
    rows = [_HEAD, *(_row(probe) for probe in probes)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [line for row in rows for line in _lines(row, widths)]
    auto = f"auto: {usable[0]}" if usable else "auto: no engine works"
    return "\n".join([*lines, "", auto])


def _row(probe: Probe) -> tuple[str, ...]:
    why_not = (probe.why_not or "").removeprefix(f"{probe.name}: ")
    return probe.name, "yes" if probe.usable else "no", probe.version or "", why_not


def _lines(row: tuple[str, ...], widths: list[int]) -> list[str]:
    """Return a row of the table; on a terminal its last column is wrapped."""
    start = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + "  "
    room = max(shutil.get_terminal_size().columns - len(start), 30)
    parts = textwrap.wrap(row[-1], room) if sys.stdout.isatty() else [row[-1]]
    return [(start + part).rstrip() for part in parts[:1] or [""]] + [
        " " * len(start) + part for part in parts[1:]
    ]
