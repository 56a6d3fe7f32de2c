"""What a run costs before and after it decides anything, and one file, cold."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bench import corpus, opponents
from bench.figures import Bench, Command, Figure, Sample
from bench.opponents import AbsentError
from bench.profile import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PYTHON = sys.executable
MFAGATE = (PYTHON, "-m", "mfagate")
EMBEDDED = ("--engine", "embedded", "--jobs", "1")
READY = """
from mfagate.engines import open_engine
from mfagate.suite.suite import suite_with
suite_with().load(open_engine("embedded"))
"""


def start(bench: Bench) -> None:
    """Measure `--version` and one file, cold, beside other tools, and what one file's time is made of."""
    folder = bench.new_folder("start")
    policy = corpus.write(folder, {"policy.json": corpus.not_action(3)}) / "policy.json"
    commands = {
        "python -c pass": (PYTHON, "-c", "pass"),
        "--version": (*MFAGATE, "--version"),
        "import": (PYTHON, "-c", "import mfagate.cli.check"),
        "engine ready": (PYTHON, "-c", READY),
        "validate, one file": (*MFAGATE, "validate", policy.name),
        "check, one file": (*MFAGATE, "check", policy.name, *EMBEDDED),
        **_others(bench, policy),
    }
    bench.measure({name: Command(tuple(words), folder) for name, words in commands.items()})
    _fixed(bench, folder)


def _others(bench: Bench, policy: Path) -> dict[str, tuple[str, ...]]:
    """Return the commands of other tools on the policy; those that are absent are noted."""

    def parliament() -> dict[str, tuple[str, ...]]:
        tool = opponents.python_tool("parliament")
        return {"parliament --help": (tool, "--help"), "parliament, one file": (tool, "--files", policy.name)}

    def cloudsplaining() -> dict[str, tuple[str, ...]]:
        tool = opponents.python_tool("cloudsplaining")
        return {"cloudsplaining, one file": (tool, "scan-policy-file", "-i", policy.name)}

    def opa() -> dict[str, tuple[str, ...]]:
        words = ("eval", "-b", str(_suite(policy.parent)), "-i", policy.name, "data.mfagate.deny")
        return {"opa eval, one file": (opponents.program("opa", "MFAGATE_OPA"), *words)}

    def conftest() -> dict[str, tuple[str, ...]]:
        tool, folder = opponents.program("conftest", "MFAGATE_CONFTEST"), str(_suite(policy.parent))
        words = ("test", "-p", folder, "-d", folder, "--namespace", "mfagate", policy.name)
        return {"conftest, one file": (tool, *words)}

    found: dict[str, tuple[str, ...]] = {}
    for finder in (parliament, cloudsplaining, opa, conftest):
        found |= present(bench, finder.__name__, finder)
    return found


def present(
    bench: Bench, name: str, finder: Callable[[], dict[str, tuple[str, ...]]]
) -> dict[str, tuple[str, ...]]:
    """Return the commands of an opponent, or note why it is absent."""
    try:
        return finder()
    except AbsentError as error:
        bench.absent[name] = str(error)
        return {}


def bundle(folder: Path) -> Path:
    """Return the bundle of the rules in a folder, which is made if it is not there."""
    archive = folder / "suite.tar.gz"
    if not archive.exists():
        Command((*MFAGATE, "bundle", "-o", str(archive)), folder).run()
    return archive


def _suite(folder: Path) -> Path:
    """Return the folder of the unpacked bundle."""
    suite = folder / "suite"
    if not suite.exists():
        suite.mkdir()
        Command(("tar", "xzf", str(bundle(folder)), "-C", str(suite)), folder).run()
    return suite


def _fixed(bench: Bench, folder: Path) -> None:
    """Measure a `check` without the engine's evaluations, here and, in turn, in another checkout."""
    places: dict[str, dict[str, str]] = {"check without deciding": {}}
    if bench.against is not None:
        places["check without deciding, there"] = {"PYTHONPATH": str(bench.against.resolve() / "src")}
    found: dict[str, list[Sample]] = {name: [] for name in places}
    for _ in range(bench.runs + 1):
        for name, changes in places.items():
            whole, deciding = cpu_seconds(folder, "check", "policy.json", "--jobs", "1", changes=changes)
            found[name].append(Sample(whole - deciding, whole - deciding, 0.0))
            bench.shares.setdefault("check, one file", deciding / whole)
    bench.figures |= {name: Figure(tuple(samples[1:])) for name, samples in found.items()}
