"""What is measured: runs of a command, and their medians."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Clock = Literal["wall", "cpu", "peak"]
_CLEARED = ("OPA_URL", "OPA_TOKEN", "MFAGATE_DEBUG", "PYTEST_ADDOPTS")
_MEASURED = (0, 1)  # policies with findings are measured as well as others


class CommandError(Exception):
    """A command that was to be measured failed."""


@dataclass(frozen=True)
class Sample:
    """One run: seconds that passed, CPU seconds of all its processes, and MB of the largest of them."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Figure:
    """The runs of one command, which does `units` of the same work."""

    samples: tuple[Sample, ...]
    units: float = 1.0

    @classmethod
    def of(cls, seconds: float) -> Figure:
        """Return a figure of one run that took so many seconds, all of them CPU."""
        return cls((Sample(seconds, seconds, seconds),))

    def median(self, clock: Clock = "wall") -> float:
        """Return the median of one unit; of memory, that of the whole run."""
        middle: float = statistics.median(getattr(sample, clock) for sample in self.samples)
        return middle if clock == "peak" else middle / self.units

    def less(self, other: Figure, units: float = 1.0) -> Figure:
        """Return what these runs take beyond others that were made in turn with them."""
        pairs = zip(self.samples, other.samples, strict=True)
        return Figure(tuple(Sample(a.wall - b.wall, a.cpu - b.cpu, a.peak) for a, b in pairs), units)

    def as_json(self) -> dict[str, float]:
        """Return the medians, the number of runs, and the fastest and slowest of them."""
        walls = [sample.wall / self.units for sample in self.samples]
        return {
            "wall": round(self.median("wall"), 6),
            "cpu": round(self.median("cpu"), 6),
            "peak_mb": round(self.median("peak"), 1),
            "runs": len(self.samples),
            "fastest": round(min(walls), 6),
            "slowest": round(max(walls), 6),
        }


@dataclass(frozen=True)
class Command:
    """A command, where it runs, what it changes in the environment, and what it does before each run."""

    words: tuple[str, ...]
    folder: Path
    changes: Mapping[str, str] = field(default_factory=dict)
    out: Path | None = None

    def run(self) -> Sample:
        """Run it once.

        Raises:
            CommandError: it ended with neither 0 nor 1.

        """
        environment = {key: value for key, value in os.environ.items() if key not in _CLEARED}
        environment |= {"MFAGATE_CACHE": "off", **self.changes}
        with (
            tempfile.TemporaryFile() as errors,
            self.out.open("wb") if self.out else tempfile.TemporaryFile() as out,
        ):
            start = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603 - commands of this package
                self.words,
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=errors,
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in _MEASURED:
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip().splitlines()[-3:]
                raise CommandError(
                    f"{' '.join(self.words[:6])} ended with {process.returncode}: {' / '.join(said)}"
                )
        return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(runs: int, commands: Mapping[str, Command], *, warm: bool = True) -> dict[str, Figure]:
    """Measure commands one after the other, again and again: a busy moment slows all of them.

    The first run of each, which compiles and prepares what later ones find, is not counted.
    """
    if warm:
        for command in commands.values():
            command.run()
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            samples[name].append(command.run())
    return {name: Figure(tuple(found)) for name, found in samples.items()}


def ratio(over: Figure, under: Figure, clock: Clock = "wall") -> float:
    """Return how many times as much the one takes as the other."""
    return over.median(clock) / under.median(clock)


@dataclass
class Bench:
    """One run of the bench: its sizes, where it writes, and what it found so far."""

    folder: Path
    runs: int = 5
    quick: bool = False
    full: bool = False
    against: Path | None = None
    figures: dict[str, Figure] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)  # of CPU time, by the engine's evaluations

    def size(self, usual: int, quick: int) -> int:
        """Return how much work to measure."""
        return quick if self.quick else usual

    def measure(
        self, commands: Mapping[str, Command], *, runs: int | None = None, warm: bool = True
    ) -> dict[str, Figure]:
        """Measure commands in turn and keep their figures."""
        found = in_turn(runs or self.runs, commands, warm=warm)
        self.figures |= found
        return found

    def new_folder(self, name: str) -> Path:
        """Return an empty folder for a measure."""
        folder = self.folder / name
        folder.mkdir(parents=True)
        return folder
