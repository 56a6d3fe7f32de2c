"""Many subjects and many cases: the engines, organizations, pytest, and a second run."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bench import corpus, opponents
from bench.figures import Bench, Command, Figure
from bench.opponents import AbsentError
from bench.start import MFAGATE, bundle

if TYPE_CHECKING:
    from pathlib import Path

_PYTEST = (
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:hypothesispytest",
    "--opa-engine",
    "embedded",
)


def engines(bench: Bench) -> None:
    """Measure each engine on this repository's matrix and on a generated corpus."""
    from mfagate.engines import probe_engines  # noqa: PLC0415 - the other measures need no import

    folder = bench.new_folder("engines")
    size = bench.size(100, 4)
    places = {"corpus": corpus.write(folder / "corpus", corpus.organization(size)), "matrix": _matrix(folder)}
    bench.notes["subjects of the corpus"] = str(size)
    with ExitStack() as servers:
        usable: dict[str, dict[str, str]] = {}
        for probe in probe_engines():
            if probe.name == "http":
                usable |= _server(bench, servers, folder)
            elif probe.usable:
                usable[probe.name] = {}
            else:
                bench.absent[probe.name] = probe.why_not or "no reason given"
        for place, where in places.items():
            some = ("policies/seed",) if bench.quick and place == "matrix" else ()
            commands = {
                f"{place}, {name}": Command((*MFAGATE, "check", *some, "--engine", name), where, changes)
                for name, changes in usable.items()
            }
            bench.measure(commands, warm=False)


def _server(bench: Bench, servers: ExitStack, folder: Path) -> dict[str, dict[str, str]]:
    """Start an OPA for the engine `http`, or note why there is none."""
    try:
        return {"http": {"OPA_URL": servers.enter_context(opponents.opa_server(bundle(folder)))}}
    except AbsentError as error:
        bench.absent["http"] = str(error)
        return {}


def _matrix(folder: Path) -> Path:
    """Return a copy of what this repository's `mfagate.yaml` reads."""
    place = folder / "matrix"
    for name in ("policies", "scenarios"):
        shutil.copytree(corpus.ROOT / name, place / name)
    shutil.copy(corpus.ROOT / "mfagate.yaml", place)
    return place


def organizations(bench: Bench) -> None:
    """Measure organizations of growing size; large ones are measured once, as averages of many subjects."""
    sizes = (4, 12) if bench.quick else (100, 1000, *((10_000,) if bench.full else ()))
    for size in sizes:
        folder = corpus.write(bench.new_folder(f"organization-{size}"), corpus.organization(size))
        command = Command((*MFAGATE, "check", "--engine", "embedded", "--no-cache"), folder)
        name = f"organization of {size}"
        runs = bench.runs if size <= 100 else 1
        found = bench.measure({name: command}, runs=runs, warm=False)
        bench.figures[name] = Figure(found[name].samples, size)
    if not bench.full:
        bench.notes["organization of 10,000"] = "not measured: needs --full"


def pytest_cases(bench: Bench) -> None:
    """Measure cases as pytest items, in one process and in two."""
    workers: dict[str, tuple[str, ...]] = {"one process": ()}
    if find_spec("xdist"):
        workers["-n 2"] = ("-n", "2")
    else:
        bench.absent["xdist"] = "pytest-xdist is not installed beside pytest"
    for count in (100, 1000) if bench.quick else (1000, 10_000):
        folder = corpus.write(bench.new_folder(f"pytest-{count}"), corpus.matrix(count))
        found = bench.measure(
            {
                f"pytest, {count} cases, {how}": Command(
                    (sys.executable, *_PYTEST, *extra, "scenarios"), folder
                )
                for how, extra in workers.items()
            },
            warm=False,
        )
        bench.figures |= {name: Figure(figure.samples, count) for name, figure in found.items()}


def second_run(bench: Bench) -> None:
    """Measure a check of a repository, and the same again, which takes the verdicts of the first."""
    folder = bench.new_folder("second")
    where = corpus.write(folder / "organization", corpus.organization(bench.size(20, 4)))
    words = (*MFAGATE, "check", "--engine", "embedded")
    first, second = [], []
    for number in range(bench.runs):
        verdicts = folder / f"verdicts-{number}"
        verdicts.mkdir(mode=0o700)
        command = Command(words, where, {"MFAGATE_CACHE": str(verdicts)})
        first.append(command.run())
        second.append(command.run())
    bench.figures["first run"] = Figure(tuple(first))
    bench.figures["second run"] = Figure(tuple(second))
