"""The goals as rows: met, not met with what bounds it, or not measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import goals, table
from bench.figures import Bench, Figure, Sample
from bench.goals import Goal

if TYPE_CHECKING:
    from pathlib import Path

GOAL = Goal("work", "ours", "theirs", 0.5, parts=("start",), bounds="the reading")


def seconds(value: float) -> Figure:
    """Return a figure of one run."""
    return Figure((Sample(value, value, value),))


def test_a_goal_at_its_limit_is_met() -> None:
    """And then nothing bounds it."""
    row = goals.row(GOAL, {"ours": seconds(1), "theirs": seconds(2)}, {})

    assert (row["ratio"], row["met"], row["bounds"]) == (0.5, True, None)


def test_a_goal_above_its_limit_says_what_bounds_it() -> None:
    """With the parts of it that were measured."""
    figures = {"ours": seconds(4), "theirs": seconds(2), "start": seconds(1)}
    row = goals.row(GOAL, figures, {"ours": 0.6})

    assert (row["ratio"], row["met"]) == (2.0, False)
    assert row["bounds"] == "the reading (of its CPU time: start 25%, the engine's evaluations 60%)"


def test_a_goal_of_which_a_figure_is_missing_is_neither() -> None:
    """Not measured is not met."""
    row = goals.row(GOAL, {"ours": seconds(1)}, {})

    assert (row["ratio"], row["met"]) == (None, None)


def test_each_goal_has_a_row_whatever_was_measured(tmp_path: Path) -> None:
    """A goal never drops out of the table because an opponent is absent."""
    limits = [goal.work for goal in goals.GOALS if goal.limit is not None]

    assert [row["work"] for row in goals.rows(Bench(tmp_path))] == limits
    assert len({goal.work for goal in goals.GOALS}) == len(goals.GOALS)


def test_the_table_names_what_is_absent_and_not_measured(tmp_path: Path) -> None:
    """Nothing is left out quietly."""
    bench = Bench(tmp_path, absent={"docker": "no daemon answers"})
    bench.figures = {"--version": seconds(1), "parliament --help": seconds(2)}
    text = table.text(table.report(bench, table.machine()))

    assert "| `--version` against `parliament --help` | ≤ 0.25 | 0.5 | 1 | no |\n" in text
    assert "| the corpus, docker against embedded | ≤ 1 | not measured |  |  |\n" in text
    assert "* absent: docker: no daemon answers\n" in text


def test_the_machine_is_described_without_its_name() -> None:
    """Figures are published."""
    assert set(table.machine()) == {"cpu", "cpus", "memory_gb", "system", "python", "load"}


def test_the_profile_says_what_bounds_a_goal_without_a_reason_of_its_own() -> None:
    """The larger part of the CPU time does; without a profile nothing is claimed."""
    goal = Goal("work", "ours", "theirs", 0.5)
    figures = {"ours": seconds(4), "theirs": seconds(2)}

    def bounds(shares: dict[str, float]) -> str:
        return str(goals.row(goal, figures, shares)["bounds"])

    assert bounds({"ours": 0.9}).startswith("the evaluation of the Rego (")
    assert bounds({"ours": 0.4}).startswith("Python: ")
    assert bounds({}) == "not profiled"
