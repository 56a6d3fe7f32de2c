"""Single decisions: `simulate`, a fresh subject, and how time grows with the patterns of a statement."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from bench import corpus, opponents
from bench.figures import Bench, Command, in_turn
from bench.profile import share
from bench.start import EMBEDDED, MFAGATE, present

if TYPE_CHECKING:
    from pathlib import Path

NPM = "iam-simulate"
FEW = 10


def simulate(bench: Bench) -> None:
    """Measure seconds per case, beyond a run with few cases: one policy set, and another on each line."""
    for label, own in (("one policy set", False), ("another each line", True)):
        folder = bench.new_folder(f"simulate-{own}")
        sizes = {"many": bench.size(2000, 200), "few": FEW}
        for name, count in sizes.items():
            corpus.write_cases(folder / f"{name}.ndjson", count, own_policies=own)
        commands = {
            f"{tool}, {name}": Command(words, folder, out=folder / f"{tool}, {name}")
            for name in sizes
            for tool, words in _deciders(bench, f"{name}.ndjson").items()
        }
        found = in_turn(bench.runs, commands)
        for tool in dict.fromkeys(key.partition(", ")[0] for key in commands):
            beyond = found[f"{tool}, many"].less(found[f"{tool}, few"], sizes["many"] - FEW)
            bench.figures[f"simulate, {label}, {tool}"] = beyond
        bench.shares[f"simulate, {label}, mfagate"] = share(folder, "simulate", "many.ndjson")
        _compare(bench, label, folder)


def _deciders(bench: Bench, cases: str) -> dict[str, tuple[str, ...]]:
    """Return the commands that decide the cases of a file."""

    def theirs() -> dict[str, tuple[str, ...]]:
        return {f"{NPM} {mode}": opponents.evaluator(mode, cases) for mode in ("public", "bare")}

    ours = {"mfagate": (*MFAGATE, "simulate", cases, "--engine", "embedded")}
    return ours | present(bench, NPM, theirs)


def _compare(bench: Bench, label: str, folder: Path) -> None:
    """Note how many answers of the two agree: a ratio says little where they decide different things."""
    theirs = folder / f"{NPM} public, many"
    if not theirs.exists():
        return
    ours = _decisions(folder / "mfagate, many")
    same = sum(one == other for one, other in zip(ours, _decisions(theirs), strict=True))
    bench.notes[f"simulate, {label}: same decisions"] = f"{same} of {len(ours)}"


def _decisions(path: Path) -> list[str]:
    return [json.loads(line)["decision"] for line in path.read_text(encoding="utf-8").splitlines()]


def fresh(bench: Bench) -> None:
    """Measure a subject that was never judged: what each one adds to a run."""
    folder = bench.new_folder("fresh")
    count = bench.size(9, 3)
    many = corpus.write(folder / "many", corpus.organization(count))
    one = corpus.write(folder / "one", corpus.organization(1))
    words = (*MFAGATE, "check", *EMBEDDED, "--no-cache", "--format", "json")
    found = in_turn(
        bench.runs, {"many": Command(words, many, out=folder / "report.json"), "one": Command(words, one)}
    )
    per_subject = found["many"].less(found["one"], count - 1)
    bench.shares["fresh subject"] = share(many, "check", "--jobs", "1", "--no-cache")
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    decisions = sum(subject["proof"]["decisions"] for subject in report["subjects"])
    each = (decisions + report["summary"]["scenarios"]) / count
    bench.figures["fresh subject"] = per_subject
    bench.notes["fresh subject: decisions of proof and scenarios"] = f"{each:.0f}"
    theirs = bench.figures.get(f"simulate, one policy set, {NPM} public")
    if theirs is not None:
        bench.figures[f"as many decisions, {NPM} public"] = replace(theirs, units=theirs.units / each)


def patterns(bench: Bench) -> None:
    """Measure one policy with many patterns and one with a quarter of them, embedded and on OPA."""
    folder = bench.new_folder("patterns")
    for number in (30, 120):
        corpus.write(folder, {f"not-action-{number}.json": corpus.not_action(number)})
    for number in (25, 100):
        corpus.write(folder, {f"resources-{number}.json": corpus.resources(number)})
    commands = {}
    for engine in (
        "embedded",
        *present(bench, "binary", lambda: {"binary": (opponents.program("opa", "MFAGATE_OPA"),)}),
    ):
        for file in sorted(folder.glob("*.json")):
            words = (*MFAGATE, "check", file.name, "--engine", engine)
            commands[f"{file.stem}, {engine}"] = Command(words, folder)
    bench.measure(commands, warm=not bench.quick)
    for stem in () if bench.quick else ("not-action-120", "resources-100"):
        bench.shares[f"{stem}, embedded"] = share(folder, "check", f"{stem}.json", "--jobs", "1")
