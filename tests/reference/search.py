"""Look for requests that contradict the proof: `PYTHONPATH=tests python -m reference.search --subjects 40`.

Prints what was found, one JSON object a line, and the figures at the end; the exit code is 1 if a
counter-example was confirmed by `mfagate simulate`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reference.claims import claims, write_config
from reference.counterexamples import CounterExample, contradicts, sampled
from reference.postures import policy_set
from reference.simulator import opened, simulated
from reference.solver import solver_search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mfagate.engines import Engine
    from reference.counterexamples import Claim

BATCH = 20
AGREES = {"unstated-resource-policy": "agrees"}


def confirmed(engine: Engine, found: CounterExample) -> bool:
    """Tell whether `simulate` agrees that a request contradicts the cell."""

    def ask(policies: Mapping[str, Any], request: Mapping[str, Any]) -> str:
        answer = simulated(engine, policies, [request], AGREES)[0]
        return str(answer.get("decision", answer))

    return contradicts(found.state, found.policies, found.request, ask)


def search(claim: Claim, seed: int, tries: int, *, solver: bool) -> Iterator[CounterExample]:
    """Give counter-examples of one subject: by sampling, then by the solver for the cells that are left."""
    seen = set()
    for found in sampled(claim, seed, tries):
        seen.add((found.row, found.column))
        yield found
    if solver:
        yield from (one for one in solver_search(claim) if (one.row, one.column) not in seen)


def run(options: argparse.Namespace) -> int:
    """Search all subjects; return the exit code."""
    figures: Counter[str] = Counter()
    with opened() as engine:
        for first in range(0, options.subjects, BATCH):
            indexes = range(first, min(first + BATCH, options.subjects))
            for claim in _claims(options.seed, indexes):
                figures["complete proofs"] += 1
                for found in search(claim, options.seed, options.tries, solver=options.solver):
                    known = confirmed(engine, found)
                    figures[f"{found.state} contradicted by {found.found_by}"] += 1
                    figures["confirmed by simulate" if known else "not confirmed by simulate"] += 1
                    number = int(claim.subject[1:])
                    print(json.dumps({"number": number, "confirmed": known, **vars(found)}), flush=True)
    sys.stdout.write(f"seed {options.seed}, {options.subjects} subjects: {dict(figures)}\n")
    return 1 if figures["confirmed by simulate"] else 0


def _claims(seed: int, indexes: Sequence[int]) -> list[Claim]:
    """Return the claims; a subject that `check` fails on is asked alone, and said."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            return claims(write_config(Path(folder), {index: policy_set(seed, index) for index in indexes}))
    except RuntimeError as error:
        if len(indexes) > 1:
            return [claim for index in indexes for claim in _claims(seed, [index])]
        print(json.dumps({"number": indexes[0], "error": str(error)}), flush=True)
        return []


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options and search."""
    parser = argparse.ArgumentParser(description="Look for requests that contradict the proof.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--subjects", type=int, default=20)
    parser.add_argument("--tries", type=int, default=300, help="requests of each row that are sampled")
    parser.add_argument("--no-solver", dest="solver", action="store_false")
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
