"""Ratios of one small run here against those of bench/recorded.json: noise never fails this, a square does.

A ratio may be FACTOR times the recorded one, and SLACK more: machines differ in it, and busy ones are uneven.
`python -m bench --record bench/recorded.json` records anew.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bench import corpus, scale
from bench.corpus import ROOT
from bench.figures import Bench, Command, Figure, ratio
from bench.start import EMBEDDED, MFAGATE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

FACTOR, SLACK = 3.0, 0.3
RECORDED = json.loads((ROOT / "bench/recorded.json").read_text(encoding="utf-8"))
GUARDED = {
    "version": ("--version", "python -c pass"),
    "resources": ("resources-100, embedded", "resources-25, embedded"),
    "not-action": ("not-action-120, embedded", "not-action-30, embedded"),
    "second": ("second run", "first run"),
}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return a bench that measures little, twice."""
    return Bench(tmp_path, runs=2, quick=True)


def recorded(over: str, under: str) -> float:
    """Return a ratio of the recorded run."""
    figures: dict[str, Any] = RECORDED["figures"]
    return float(figures[over]["cpu"] / figures[under]["cpu"])


def allowed(over: str, under: str) -> float:
    """Return how high the ratio may be here."""
    return FACTOR * recorded(over, under) + SLACK


def measured(bench: Bench, over: str, under: str) -> float:
    """Return a ratio of what was measured here: of CPU time, which other processes lengthen least."""
    return ratio(bench.figures[over], bench.figures[under], "cpu")


def test_version_starts_like_python_itself(bench: Bench) -> None:
    """Nothing is imported for it."""
    names = GUARDED["version"]
    words = dict(zip(names, ((*MFAGATE, "--version"), (sys.executable, "-c", "pass")), strict=True))
    bench.measure({name: Command(one, bench.folder) for name, one in words.items()})

    assert measured(bench, *names) <= allowed(*names)


@pytest.mark.parametrize(
    ("guarded", "make"), [("resources", corpus.resources), ("not-action", corpus.not_action)]
)
def test_four_times_the_patterns_take_no_square_of_the_time(bench: Bench, guarded: str, make: Any) -> None:  # noqa: ANN401
    """A square would be sixteen times the time that is not the start of the run."""
    names = GUARDED[guarded]
    commands = {}
    for name in names:
        count = int(name.partition(",")[0].rpartition("-")[2])
        corpus.write(bench.folder, {f"{count}.json": make(count)})
        commands[name] = Command((*MFAGATE, "check", f"{count}.json", *EMBEDDED), bench.folder)
    bench.measure(commands, runs=1, warm=False)

    assert measured(bench, *names) <= allowed(*names)


def test_an_unchanged_repository_asks_nothing(bench: Bench) -> None:
    """The second run takes the verdicts of the first."""
    scale.second_run(bench)
    names = GUARDED["second"]

    assert measured(bench, *names) <= min(allowed(*names), 0.9)


@pytest.mark.parametrize("guarded", GUARDED)
def test_a_ratio_far_above_the_recorded_one_would_fail(bench: Bench, guarded: str) -> None:
    """The guard compares with figures that are there, and is no pass for everything."""
    over, under = GUARDED[guarded]
    bench.figures = {
        over: Figure.of(10 * recorded(over, under) + 1),
        under: Figure.of(1.0),
    }

    assert measured(bench, over, under) > allowed(over, under)
