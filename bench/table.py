"""The report of a run: JSON, and a table of ratios."""

from __future__ import annotations

import os
import platform
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import goals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.figures import Bench

HEAD = ("work", "goal", "ratio", "runs", "met")
FIGURES = ("a run, or one subject or case of it", "seconds", "CPU seconds", "MB", "runs")


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


def report(bench: Bench, before: Mapping[str, Any], options: Sequence[str] = ()) -> dict[str, Any]:
    """Return everything that a run found; `before` is the machine as it was at the start."""
    from mfagate import __version__  # noqa: PLC0415 - after the measures

    return {
        "version": 1,
        "mfagate": __version__,
        "date": datetime.now(timezone.utc).date().isoformat(),
        "command": " ".join(["python -m bench", *options]),
        "sizes": "quick" if bench.quick else "full" if bench.full else "usual",
        "machine": dict(before),
        "absent": bench.absent,
        "notes": bench.notes,
        "shares": {name: round(part, 3) for name, part in bench.shares.items()},
        "goals": goals.rows(bench),
        "figures": {name: figure.as_json() for name, figure in bench.figures.items()},
    }


def text(found: Mapping[str, Any]) -> str:
    """Return the report as Markdown: how it was made, the ratios, what bounds them, and the figures."""
    on = found["machine"]
    made = (
        f"Measured on {found['date']} with mfagate {found['mfagate']}, `{found['command']}`: "
        f"{on['cpu']}, {on['cpus']} CPUs, {on['memory_gb']} GB, {on['system']}, Python {on['python']}; "
        f"load at the start {on['load']}."
    )
    unmet = [f"* not met: {row['work']}: {row['bounds']}" for row in found["goals"] if row["met"] is False]
    absent = [f"* absent: {name}: {why}" for name, why in found["absent"].items()]
    notes = [f"* {name}: {note}" for name, note in found["notes"].items()]
    parts = (
        [made],
        _table(HEAD, [_cells(row) for row in found["goals"]]),
        unmet + absent + notes,
        _table(FIGURES, [_seconds(name, one) for name, one in found["figures"].items()]),
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def _seconds(name: str, figure: Mapping[str, float]) -> tuple[str, ...]:
    times = (f"{figure[clock]:.3g}" for clock in ("wall", "cpu"))
    return (name, *times, f"{figure['peak_mb']:.0f}", str(figure["runs"]))


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    if row["ratio"] is None:
        return (row["work"], _limit(row), "not measured", "", "")
    met = {True: "yes", False: "no", None: ""}[row["met"]]
    return (row["work"], _limit(row), f"{row['ratio']:.3g}", str(row["runs"]), met)


def _limit(row: Mapping[str, Any]) -> str:
    return "" if row["goal"] is None else f"≤ {row['goal']:g}"
