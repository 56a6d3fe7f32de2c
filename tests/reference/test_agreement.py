"""`mfagate simulate` and the reference evaluator decide generated requests alike.

`MFAGATE_REFERENCE_CASES` and `MFAGATE_REFERENCE_SEED` make a longer run, which prints its figures.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from reference.evaluator import decide
from reference.generate import subject
from reference.simulator import opened, simulated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

CASES = int(os.environ.get("MFAGATE_REFERENCE_CASES", "1200"))
SEED = int(os.environ.get("MFAGATE_REFERENCE_SEED", "20261130"))
REQUESTS = 4
SHARES = 4


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Give the embedded engine with the shipped rules."""
    with opened() as found:
        yield found


@pytest.mark.parametrize("share", range(SHARES))
def test_generated_cases_are_decided_alike(
    engine: Engine, share: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """No case is decided differently, and every decision comes up."""
    decisions: Counter[str] = Counter()
    differences: list[dict[str, Any]] = []
    for index in range(share, CASES // REQUESTS, SHARES):
        made = subject(SEED, index, REQUESTS)
        answers = simulated(engine, made.policies, made.requests)
        for request, answer in zip(made.requests, answers, strict=True):
            case = {"id": f"{SEED}/{index}", "policies": made.policies, "request": request}
            found = answer.get("decision", str(answer.get("error")))
            decisions[found] += 1
            if decide(case) != found:
                differences.append({"reference": decide(case), "mfagate": answer, "case": case})
    with capsys.disabled():
        if "MFAGATE_REFERENCE_CASES" in os.environ:
            print(f"\nseed {SEED}, share {share}: {dict(decisions)}, {len(differences)} differences")
    assert not differences, json.dumps(differences[0], indent=1)
    assert set(decisions) == {"Allowed", "ImplicitlyDenied", "ExplicitlyDenied"}


def test_one_seed_gives_the_same_subjects() -> None:
    """A difference can be found again by its seed and number."""
    assert subject(1, 7) == subject(1, 7)
    assert subject(1, 7) != subject(2, 7)
