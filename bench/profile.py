"""Which part of a command's CPU time the evaluation of the Rego takes, on the embedded engine."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from bench.figures import CommandError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Prints the CPU seconds of the whole process, and those of the engine's evaluations.
_CODE = """
import sys, time
from mfagate.engines import embedded
deciding, evaluate = [0.0], embedded._evaluate
def timed(*given):
    start = time.process_time()
    try:
        return evaluate(*given)
    finally:
        deciding[0] += time.process_time() - start
embedded._evaluate = timed
from mfagate.cli import main
sys.stdout = open("/dev/null", "w")
main([*sys.argv[1:], "--engine", "embedded"])
sys.stderr.write(f"{time.process_time()} {deciding[0]}")
"""


def cpu_seconds(folder: Path, *words: str, changes: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Return the CPU seconds of a command of mfagate, and how many of them the engine's evaluations take.

    Raises:
        CommandError: the command ended in an error.

    """
    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", _CODE, *words],
        cwd=folder,
        env={**os.environ, "MFAGATE_CACHE": "off", **(changes or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    last = (done.stderr.splitlines() or [""])[-1]
    if done.returncode:
        raise CommandError(f"profile of {words[0]}: {last}")
    whole, deciding = map(float, last.split())
    return whole, deciding


def share(folder: Path, *words: str) -> float:
    """Return the part of a command's CPU time that the engine's evaluations take."""
    whole, deciding = cpu_seconds(folder, *words)
    return deciding / whole
