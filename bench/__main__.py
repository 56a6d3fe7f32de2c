"""Measure mfagate, and other tools beside it, on this machine in one run; print a table of ratios.

Ratios are of medians (five runs; two with --quick), made in turn with what they are compared with. Nothing is
compared with another run: figures of two machines, or of a busy and a quiet one, say little about each other.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench import deciding, scale, start, table
from bench.figures import Bench, CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MEASURES: dict[str, Callable[[Bench], None]] = {
    "start": start.start,
    "simulate": deciding.simulate,
    "fresh": deciding.fresh,
    "patterns": deciding.patterns,
    "second-run": scale.second_run,
    "pytest": scale.pytest_cases,
    "engines": scale.engines,
    "organizations": scale.organizations,
}
FAILED = "the measure failed"


def parser() -> argparse.ArgumentParser:
    """Return the options."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__, allow_abbrev=False)
    size = options.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small sizes and two runs, to try the bench")
    size.add_argument("--full", action="store_true", help="also an organization of 10,000 subjects")
    options.add_argument(
        "--only", nargs="+", choices=MEASURES, metavar="NAME", help=f"of {', '.join(MEASURES)}"
    )
    options.add_argument("--runs", type=int, help="runs that a median is of (default: 5; 2 with --quick)")
    options.add_argument(
        "--record", type=Path, metavar="FILE", help="write everything as JSON (default: print the table only)"
    )
    options.add_argument("--show", type=Path, metavar="FILE", help="print what was recorded; measure nothing")
    options.add_argument(
        "--against", type=Path, metavar="CHECKOUT", help="compare the fixed cost with another checkout"
    )
    return options


def measured(bench: Bench, names: Sequence[str]) -> Iterator[str]:
    """Make the measures of these names and give each when it is made; one that fails is noted."""
    for name in names:
        begun = time.monotonic()
        try:
            MEASURES[name](bench)
        except CommandError as error:
            bench.absent[name] = f"{FAILED}: {error}"
        sys.stderr.write(f"bench: {name}: {time.monotonic() - begun:.0f} s\n")
        yield name


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, record; return 1 where a measure failed."""
    options = sys.argv[1:] if arguments is None else arguments
    given = parser().parse_args(options)
    if given.show is not None:
        sys.stdout.write(table.text(json.loads(given.show.read_text(encoding="utf-8"))))
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started ends, and folders go
    before = table.machine()
    with tempfile.TemporaryDirectory(prefix="mfagate-bench-") as folder:
        runs = given.runs or (2 if given.quick else 5)
        bench = Bench(Path(folder), runs, quick=given.quick, full=given.full, against=given.against)
        for _ in measured(bench, given.only or list(MEASURES)):  # a run that is stopped keeps what it found
            found = table.report(bench, before, options)
            if given.record is not None:
                given.record.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(table.text(found))
    return 1 if any(why.startswith(FAILED) for why in bench.absent.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
