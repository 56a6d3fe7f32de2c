"""What a run costs before and after it decides anything, on the embedded engine.

    python bench/fixed_cost.py [RUNS [CHECKOUT]]

Prints JSON: the median CPU seconds of `python -c pass`, of `--version`, of importing the command line, of an
engine ready with the shipped suite, of `validate` and `check` of a small policy, of `again`: the same `check`
where an earlier run has judged it, and of `fixed`: `check` without what the engine's evaluations take. Each
is also given as a multiple of `python -c pass`, to compare machines by. With CHECKOUT, another checkout of
mfagate, `against` is `fixed` as a part of what it is there: the runs of both alternate, so a busy machine
slows both.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Deny",
            "Action": "s3:*",
            "Resource": "*",
            "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
        }
    ],
}
READY = """
from mfagate.engines import open_engine
from mfagate.suite.suite import suite_with
suite_with().load(open_engine("embedded"))
"""
# The clock of the process, less what the engine's evaluations take.
FIXED = """
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
main(["check", "p.json", "--engine", "embedded", "--jobs", "1"])
sys.stderr.write(str(time.process_time() - deciding[0]))
"""


def seconds(folder: str, *command: str) -> float:
    """Return the user CPU seconds of one run."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)"
    )
    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", code, sys.executable, *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def fixed(folder: str, checkout: str | None = None) -> float:
    """Return the CPU seconds of a `check`, without those in which the engine evaluated."""
    path = {"PYTHONPATH": str(Path(checkout, "src").resolve())} if checkout else {}
    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", FIXED],
        cwd=folder,
        env={**os.environ, **path},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stderr.splitlines()[-1])


def measured(folder: str, runs: int, other: str | None) -> dict[str, float]:
    """Return the median of each figure."""
    check = ("-m", "mfagate", "check", "p.json", "--engine", "embedded", "--jobs", "1")
    commands = {
        "python": ("-c", "pass"),
        "version": ("-m", "mfagate", "--version"),
        "import": ("-c", "import mfagate.cli.check"),
        "ready": ("-c", READY),
        "validate": ("-m", "mfagate", "validate", "p.json"),
        "check": check,
    }
    os.environ["MFAGATE_CACHE"] = str(Path(folder, "verdicts"))
    seconds(folder, *check)  # whatever is prepared or compiled once is there now
    again = statistics.median(seconds(folder, *check) for _ in range(runs))
    os.environ["MFAGATE_CACHE"] = "off"
    medians = {
        name: statistics.median(seconds(folder, *command) for _ in range(runs))
        for name, command in commands.items()
    }
    medians["again"] = again
    if other is not None:
        fixed(folder, other)
    pairs = [(fixed(folder), fixed(folder, other) if other else 0.0) for _ in range(runs)]
    medians["fixed"] = statistics.median(here for here, _ in pairs)
    if other is not None:
        medians["there"] = statistics.median(there for _, there in pairs)
    return medians


def main() -> None:
    """Measure, and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    other = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "p.json").write_text(json.dumps(POLICY), encoding="utf-8")
        medians = measured(folder, runs, other)
    ratios = {name: round(value / medians["python"], 1) for name, value in medians.items()}
    rounded = {name: round(value, 3) for name, value in medians.items()}
    against = {"against": round(medians["fixed"] / medians["there"], 3)} if other else {}
    result = {"seconds": rounded, "ratios": ratios, **against, "runs": runs}
    sys.stdout.write(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
