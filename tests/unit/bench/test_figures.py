"""The arithmetic of the bench: medians, differences, ratios, and how commands are run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bench.figures import Command, CommandError, Figure, Sample, in_turn, ratio

if TYPE_CHECKING:
    from pathlib import Path


def figure(*walls: float, units: float = 1.0) -> Figure:
    """Return a figure of runs that took so many seconds, half as many of CPU, and twice as many MB."""
    return Figure(tuple(Sample(wall, wall / 2, wall * 2) for wall in walls), units)


def test_median_is_per_unit_but_memory_is_of_the_run() -> None:
    """One slow run does not count; ten subjects share the time of a run, not its memory."""
    ten = figure(10.0, 20.0, 900.0, units=10)

    assert (ten.median("wall"), ten.median("cpu"), ten.median("peak")) == (2.0, 1.0, 40.0)


def test_ratio_is_of_medians_by_one_clock() -> None:
    """Twice the time of one subject, in a run of five."""
    assert ratio(figure(10.0, units=5), figure(1.0)) == 2.0
    assert ratio(figure(10.0, units=5), figure(1.0), "peak") == 10.0


def test_less_subtracts_the_runs_that_were_made_in_turn() -> None:
    """What ten more cases add to a run."""
    added = figure(5.0, 7.0).less(figure(1.0, 2.0), 10)

    assert added.median("wall") == pytest.approx(0.45)


def test_runs_of_different_number_cannot_be_subtracted() -> None:
    """They were not made in turn."""
    with pytest.raises(ValueError, match="zip"):
        figure(5.0, 7.0).less(figure(1.0))


def test_commands_run_in_turn(tmp_path: Path) -> None:
    """First each once, which is not counted, then one after the other."""
    log = tmp_path / "log"
    code = "import sys; open('log', 'a').write(sys.argv[1])"
    commands = {name: Command((sys.executable, "-c", code, name), tmp_path) for name in "ab"}

    found = in_turn(2, commands)

    assert log.read_text(encoding="utf-8") == "ababab"
    assert [len(found[name].samples) for name in "ab"] == [2, 2]
    assert found["a"].median("peak") > 1.0


@pytest.mark.parametrize(("code", "fails"), [(0, False), (1, False), (2, True), (3, True)])
def test_only_a_run_that_judged_is_measured(tmp_path: Path, code: int, fails: bool) -> None:  # noqa: FBT001
    """Findings are exit code 1; anything else would measure an error message."""
    command = Command(
        (sys.executable, "-c", f"import sys; sys.stderr.write('why'); sys.exit({code})"), tmp_path
    )

    if fails:
        with pytest.raises(CommandError, match=f"ended with {code}: why"):
            command.run()
    else:
        assert command.run().wall > 0
