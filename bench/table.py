"""The report of a run: JSON, and a table of ratios."""

from __future__ import annotations

import os
import platform
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import goals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.figures import Bench

HEAD = ("work", "goal", "ratio", "runs", "met")


def machine() -> dict[str, Any]:
    """Return what figures depend on; no name of the machine."""
    info, memory = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    models = [line for line in _lines(info) if line.startswith("model name")]
    total = [int(line.split()[1]) for line in _lines(memory) if line.startswith("MemTotal")]
    return {
        "cpu": models[0].partition(":")[2].strip() if models else platform.processor(),
        "cpus": os.cpu_count(),
        "memory_gb": round(total[0] / 2**20, 1) if total else None,
        "system": platform.system(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def report(bench: Bench, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything that a run found; `before` is the machine as it was at the start."""
    from mfagate import __version__  # noqa: PLC0415 - after the measures

    return {
        "version": 1,
        "mfagate": __version__,
        "date": datetime.now(timezone.utc).date().isoformat(),
        "command": " ".join(["python -m bench", *sys.argv[1:]]),
        "sizes": "quick" if bench.quick else "full" if bench.full else "usual",
        "machine": dict(before),
        "absent": bench.absent,
        "notes": bench.notes,
        "shares": {name: round(part, 3) for name, part in bench.shares.items()},
        "goals": goals.rows(bench),
        "figures": {name: figure.as_json() for name, figure in bench.figures.items()},
    }


def text(found: Mapping[str, Any]) -> str:
    """Return the report as Markdown: the table, what was absent, and what bounds what is not met."""
    lines = ["| " + " | ".join(HEAD) + " |", "|---" * len(HEAD) + "|"]
    lines += [f"| {' | '.join(_cells(row))} |" for row in found["goals"]]
    unmet = [f"* not met: {row['work']}: {row['bounds']}" for row in found["goals"] if row["met"] is False]
    absent = [f"* absent: {name}: {why}" for name, why in found["absent"].items()]
    notes = [f"* {name}: {note}" for name, note in found["notes"].items()]
    more = unmet + absent + notes
    return "\n".join(lines + ([""] if more else []) + more) + "\n"


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    if row["ratio"] is None:
        return (row["work"], _limit(row), "not measured", "", "")
    met = {True: "yes", False: "no", None: ""}[row["met"]]
    return (row["work"], _limit(row), f"{row['ratio']:.3g}", str(row["runs"]), met)


def _limit(row: Mapping[str, Any]) -> str:
    return "" if row["goal"] is None else f"≤ {row['goal']:g}"
