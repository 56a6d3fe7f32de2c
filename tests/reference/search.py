"""Look for requests that contradict the proof: `PYTHONPATH=tests python -m reference.search --subjects 40`.

Prints what was found, one JSON object a line, and the figures at the end; the exit code is 1 if a
counter-example was confirmed by `mfagate simulate`. `--first` splits a long run into parts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from reference.claims import claims
from reference.counterexamples import CounterExample, contradicts, sampled
from reference.postures import policy_set
from reference.simulator import opened, simulated
from reference.solver import solver_search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mfagate.engines import Engine
    from reference.counterexamples import Claim

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
    numbers = range(options.first, options.first + options.subjects)
    subjects = {f"s{number}": policy_set(options.seed, number) for number in numbers}
    with opened() as engine:
        for claim in claims(engine, subjects):
            figures["complete proofs"] += 1
            for found in search(claim, options.seed, options.tries, solver=options.solver):
                known = confirmed(engine, found)
                figures[f"{found.state} contradicted by {found.found_by}"] += 1
                figures["confirmed by simulate" if known else "not confirmed by simulate"] += 1
                print(json.dumps({"confirmed": known, **vars(found)}), flush=True)
    sys.stdout.write(
        f"seed {options.seed}, subjects {numbers.start} to {numbers.stop - 1}: {dict(figures)}\n"
    )
    return 1 if figures["confirmed by simulate"] else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options and search."""
    parser = argparse.ArgumentParser(description="Look for requests that contradict the proof.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first subject")
    parser.add_argument("--subjects", type=int, default=20, help="how many subjects")
    parser.add_argument("--tries", type=int, default=300, help="requests of each row that are sampled")
    parser.add_argument("--no-solver", dest="solver", action="store_false")
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
