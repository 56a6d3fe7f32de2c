"""The search for counter-examples finds a false claim, and nothing where the claim is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reference.claims import ACCOUNT, claims, write_config
from reference.counterexamples import Claim, contradicts, sampled
from reference.known_contradictions import GUARD, KNOWN, Known
from reference.postures import policy_set
from support.availability import need

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = Known(
    "guarded",
    "",
    "api-key",
    "services",
    (
        {"Effect": "Allow", "Action": "*", "Resource": "*"},
        {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": GUARD},
    ),
)
TRIES = 400
MOST_TRIES = 10_000
"""Far more than a search needs that stops at the first."""
SLOW = ("several-values-plain-operators", "log-stream")
"""What the solver cannot say (a key has one value there), or is slow to find."""
SOLVED = [known for known in KNOWN if known.name not in SLOW]


def _claimed(known: Known, state: str) -> Claim:
    return Claim(known.name, known.policies, ACCOUNT, {known.row: {known.column: state}})


def _solved(claim: Claim) -> list[Any]:
    need("z3")
    from reference.solver import solver_search  # noqa: PLC0415 - only where z3 is installed

    return list(solver_search(claim, milliseconds=20_000))


def test_a_complete_guard_is_not_contradicted(tmp_path: Path) -> None:
    """What `check` claims of a guard without exemptions stands: each cell that it names, both ways."""
    (claim,) = claims(write_config(tmp_path, {0: RIGHT.policies}))
    assert claim.posture["api-key"] == {"services": "blocked", "identity": "blocked"}
    assert claim.posture["console-with-mfa"] == {"services": "open", "identity": "open"}
    assert not list(sampled(claim, 1, TRIES))


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_sampling_finds_a_false_claim(known: Known) -> None:
    """A request that contradicts the cell is found."""
    found = next(sampled(_claimed(known, known.state), 1, MOST_TRIES))
    assert (found.row, found.column, found.found_by) == (known.row, known.column, "sampling")
    assert contradicts(known.state, known.policies, found.request)


def test_sampling_finds_a_false_open_cell() -> None:
    """A request that is denied and granted with MFA is found for a cell that is said to be open."""
    (found,) = sampled(_claimed(RIGHT, "open"), 1, TRIES)
    assert contradicts("open", RIGHT.policies, found.request)


def test_check_makes_none_of_the_false_claims(tmp_path: Path) -> None:
    """Each kind that was once claimed falsely is found now, or the proof says that it is not complete."""
    made = claims(write_config(tmp_path, {index: known.policies for index, known in enumerate(KNOWN)}))
    said = {claim.subject: claim.posture for claim in made}
    false = [
        known.name
        for index, known in enumerate(KNOWN)
        if said.get(f"s{index}", {}).get(known.row, {}).get(known.column) == known.state
    ]
    assert false == []


@pytest.mark.parametrize("known", SOLVED, ids=lambda known: known.name)
def test_the_solver_finds_a_false_claim(known: Known) -> None:
    """A model of z3 is a request that contradicts the cell."""
    (found,) = _solved(_claimed(known, known.state))
    assert contradicts(known.state, known.policies, found.request)


def test_the_solver_finds_nothing_against_a_complete_guard() -> None:
    """There is no model where the claim is right."""
    assert not _solved(_claimed(RIGHT, "blocked"))


def test_one_seed_gives_the_same_policies() -> None:
    """A contradiction can be found again by its seed and number."""
    assert policy_set(1, 3) == policy_set(1, 3)
    assert policy_set(1, 3) != policy_set(2, 3)
