"""docs/explanation/performance.md shows the recorded run of the bench, and nothing else."""

from __future__ import annotations

import json

from bench import table
from bench.corpus import ROOT

PAGE = ROOT / "docs/explanation/performance.md"
BEGIN = "<!-- bench: python -m bench --show bench/recorded.json -->\n"
END = "<!-- /bench -->\n"


def test_the_page_has_the_figures_of_the_recorded_run() -> None:
    """Whoever records anew pastes what the command in the comment prints."""
    recorded = json.loads((ROOT / "bench/recorded.json").read_text(encoding="utf-8"))
    shown = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]

    assert shown == table.text(recorded)


def test_the_page_says_so_if_the_recorded_run_was_a_quick_one() -> None:
    """Small sizes and few runs are preliminary, and a whole run is not."""
    recorded = json.loads((ROOT / "bench/recorded.json").read_text(encoding="utf-8"))

    assert ("preliminary" in PAGE.read_text(encoding="utf-8")) == (recorded["sizes"] == "quick")
