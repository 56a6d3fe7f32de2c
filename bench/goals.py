"""The goals: ratios of two figures of one run, and whether they are met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.figures import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.figures import Bench, Clock, Figure


@dataclass(frozen=True)
class Goal:
    """The figure `over` is at most `limit` times the figure `under`; without a limit it is only shown.

    `bounds` says what bounds a goal that is not met, otherwise the profile does; `parts` are the figures
    whose share of `over` shows it.
    """

    work: str
    over: str
    under: str
    limit: float | None = None
    clock: Clock = "wall"
    parts: tuple[str, ...] = ()
    bounds: str = ""


_START = ("python -c pass", "import", "engine ready", "check without deciding")
_ONE = "one file, cold, embedded, against"
_FRESH = "a fresh subject, CPU, against as many decisions of the public entry"
_GROWS = "work for the repository as a whole; documents and reports stay in memory until the end"


def _file(tool: str, limit: float | None = None) -> Goal:
    return Goal(f"{_ONE} `{tool}`", "check, one file", f"{tool}, one file", limit, parts=_START)


def _simulate(label: str, entry: str, limit: float) -> Goal:
    name = f"simulate, {label}"
    against = {"public": "the public entry", "bare": "its bare engine"}[entry]
    work = f"`simulate`, {label}, against {against}"
    return Goal(work, f"{name}, mfagate", f"{name}, iam-simulate {entry}", limit)


def _patterns(what: str, file: str, many: int, few: int) -> list[Goal]:
    return [
        Goal(f"{many} {what} against {few}, {one}", f"{file}-{many}, {one}", f"{file}-{few}, {one}", 5.0)
        for one in ("embedded", "binary")
    ]


def _grown(many: int, few: int, limit: float | None) -> list[Goal]:
    names = (f"organization of {many}", f"organization of {few}")
    against = f"{many:,} subjects against {few:,}"
    return [
        Goal(f"cost per subject, {against}", *names, limit, bounds=_GROWS),
        Goal(f"peak memory, {against}", *names, limit, "peak", bounds=_GROWS),
    ]


def _engine(place: str, name: str, limit: float | None = None) -> Goal:
    return Goal(f"the {place}, {name} against embedded", f"{place}, {name}", f"{place}, embedded", limit)


def _one_process(count: int) -> str:
    return f"pytest, {count} cases, one process"


def _pytest(count: int) -> Goal:
    work = f"pytest, {count:,} cases, `-n 2` against one process"
    return Goal(work, f"pytest, {count} cases, -n 2", _one_process(count))


GOALS = (
    Goal("`--version` against `parliament --help`", "--version", "parliament --help", 0.25, parts=_START[:1]),
    _file("parliament", 1.0),
    *(_file(tool) for tool in ("cloudsplaining", "opa eval", "conftest")),
    Goal(_FRESH, "fresh subject", "as many decisions, iam-simulate public", 0.15, "cpu"),
    _simulate("one policy set", "public", 0.1),
    _simulate("one policy set", "bare", 1.0),
    _simulate("another each line", "public", 0.5),
    _simulate("another each line", "bare", 4.0),
    *_grown(10_000, 1000, 1.15),
    *_grown(1000, 100, None),
    *_patterns("`svc:*` patterns", "not-action", 120, 30),
    *_patterns("resource patterns", "resources", 100, 25),
    _engine("corpus", "docker", 1.0),
    *(_engine("corpus", name) for name in ("binary", "http")),
    *(_engine("matrix", name) for name in ("docker", "binary", "http")),
    Goal("unchanged repository, second run against first", "second run", "first run", 0.1, parts=_START[:2]),
    *map(_pytest, (1000, 10_000)),
    Goal("pytest, a case of 10,000 against one of 1,000", _one_process(10_000), _one_process(1000)),
    Goal("`--version` against `python -c pass`", "--version", "python -c pass"),
    Goal("fixed cost here against the other checkout, CPU", *_START[3:], f"{_START[3]}, there", clock="cpu"),
)


def row(goal: Goal, figures: Mapping[str, Figure], shares: Mapping[str, float]) -> dict[str, Any]:
    """Return a goal with what was measured: `met` is None where it was not, or where there is no limit."""
    found: dict[str, Any] = {"work": goal.work, "goal": goal.limit, "clock": goal.clock}
    found |= {"ratio": None, "met": None, "runs": 0, "bounds": None}
    if not {goal.over, goal.under} <= figures.keys():
        return found
    over, under = figures[goal.over], figures[goal.under]
    measured = ratio(over, under, goal.clock)
    found |= {"ratio": round(measured, 4), "runs": min(len(over.samples), len(under.samples))}
    if goal.limit is not None:
        found["met"] = measured <= goal.limit
        found["bounds"] = None if found["met"] else _bounds(goal, figures, shares)
    return found


def _bounds(goal: Goal, figures: Mapping[str, Figure], shares: Mapping[str, float]) -> str:
    """Return what bounds a goal, with the parts of the CPU time that were measured."""
    parts = [
        (name, ratio(figures[name], figures[goal.over], "cpu")) for name in goal.parts if name in figures
    ]
    if goal.over in shares:
        parts.append(("the engine's evaluations", shares[goal.over]))
    shown = ", ".join(f"{name} {part:.0%}" for name, part in parts)
    why = goal.bounds or _profiled(shares.get(goal.over))
    return f"{why} (of its CPU time: {shown})" if shown else why


def _profiled(share: float | None) -> str:
    if share is None:
        return "not profiled"
    return "the evaluation of the Rego" if share > 0.5 else "Python: the start, parsing and validation"


def rows(bench: Bench) -> list[dict[str, Any]]:
    """Return all goals with what was measured; comparisons without a limit only where they were made."""
    every = [row(goal, bench.figures, bench.shares) for goal in GOALS]
    return [found for found in every if found["goal"] is not None or found["ratio"] is not None]
