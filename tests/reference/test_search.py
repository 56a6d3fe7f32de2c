"""The search for counter-examples finds a false claim, and nothing where the claim is right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.cli import main as cli
from reference.claims import ACCOUNT, claims
from reference.counterexamples import Claim, contradicts, sampled
from reference.known_contradictions import GUARD, KNOWN, Known, known
from reference.postures import policy_set
from reference.search import main
from reference.simulator import opened
from support.availability import need

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mfagate.engines import Engine

RIGHT = known(
    {
        "name": "guarded",
        "cell": ["api-key", "services", "blocked"],
        "statements": [
            {"Effect": "Allow", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": GUARD},
        ],
    }
)
TRIES = 400
MOST_TRIES = 10_000
"""Far more than a search needs that stops at the first."""
SLOW = ("several-values-plain-operators", "log-stream")
"""What the solver cannot say (a key has one value there), or is slow to find."""
SOLVED = [one for one in KNOWN if one.name not in SLOW]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Give an engine with the rules."""
    with opened() as engine:
        yield engine


def _claimed(one: Known, state: str) -> Claim:
    return Claim(one.name, one.policies, ACCOUNT, {one.row: {one.column: state}})


def _solved(claim: Claim) -> list[Any]:
    need("z3")
    from reference.solver import solver_search  # noqa: PLC0415 - only where z3 is installed

    return list(solver_search(claim, milliseconds=20_000))


def test_a_complete_guard_is_not_contradicted(engine: Engine) -> None:
    """What is claimed of a guard without exemptions stands: each cell that it names, both ways."""
    (claim,) = claims(engine, {"guard": RIGHT.policies})
    assert claim.posture["api-key"] == {"services": "blocked", "identity": "blocked"}
    assert claim.posture["console-with-mfa"] == {"services": "open", "identity": "open"}
    assert not list(sampled(claim, 1, TRIES))


@pytest.mark.parametrize("one", KNOWN, ids=lambda one: one.name)
def test_sampling_finds_a_false_claim(one: Known) -> None:
    """A request that contradicts the cell is found."""
    found = next(sampled(_claimed(one, one.state), 1, MOST_TRIES))
    assert (found.row, found.column, found.found_by) == (one.row, one.column, "sampling")
    assert contradicts(one.state, one.policies, found.request)


def test_sampling_finds_a_false_open_cell() -> None:
    """A request that is denied and granted with MFA is found for a cell that is said to be open."""
    (found,) = sampled(_claimed(RIGHT, "open"), 1, TRIES)
    assert contradicts("open", RIGHT.policies, found.request)


def test_the_proof_makes_none_of_the_false_claims(engine: Engine) -> None:
    """Each kind that was once claimed falsely is found now, or the proof says that it is not complete."""
    made = {
        claim.subject: claim.posture for claim in claims(engine, {one.name: one.policies for one in KNOWN})
    }
    false = [
        one.name for one in KNOWN if made.get(one.name, {}).get(one.row, {}).get(one.column) == one.state
    ]
    assert false == []


def test_a_claim_is_what_check_reports(engine: Engine, tmp_path: Path) -> None:
    """The search is given the posture of `check`, and nothing where the proof is not complete."""
    subjects = {f"s{number}": policy_set(1, number) for number in range(4)}
    made = {claim.subject: claim.posture for claim in claims(engine, subjects)}
    reported = {one["name"]: one for one in _checked(tmp_path, subjects)}
    assert made == {name: one["posture"] for name, one in reported.items() if one["proof"]["complete"]}
    assert 0 < len(made) < len(reported)


def _checked(folder: Path, subjects: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the report of `check` on policy sets."""
    config = folder / "mfagate.yaml"
    listed = [
        {"name": name, "assume": "nothing", **_written(folder, name, one)} for name, one in subjects.items()
    ]
    settings = {"version": 1, "account": ACCOUNT, "profile": "strict", "subjects": listed}
    config.write_text(json.dumps(settings), encoding="utf-8")
    out = folder / "report.json"
    cli(["check", "-c", str(config), "--engine", "embedded", "--format", "json", "-o", str(out)])
    report: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["subjects"]
    return report


def _written(folder: Path, name: str, policies: Any) -> Any:  # noqa: ANN401
    """Write each document to a file; return the names of the files in place of the documents."""
    if isinstance(policies, list):
        return [_written(folder, f"{name}-{index}", one) for index, one in enumerate(policies)]
    if "Statement" in policies:
        (folder / f"{name}.json").write_text(json.dumps(policies), encoding="utf-8")
        return f"{name}.json"
    keys = {"identity": "files", "boundary": "boundary", "scp": "scp"}
    return {keys[layer]: _written(folder, f"{name}-{layer}", one) for layer, one in policies.items() if one}


def test_a_run_can_be_split(capsys: pytest.CaptureFixture[str]) -> None:
    """`--first` says at which subject a run starts."""
    assert main(["--seed", "1", "--first", "7", "--subjects", "1", "--tries", "1", "--no-solver"]) == 0
    assert capsys.readouterr().out.startswith("seed 1, subjects 7 to 7: ")


@pytest.mark.parametrize("one", SOLVED, ids=lambda one: one.name)
def test_the_solver_finds_a_false_claim(one: Known) -> None:
    """A model of z3 is a request that contradicts the cell."""
    (found,) = _solved(_claimed(one, one.state))
    assert contradicts(one.state, one.policies, found.request)


def test_the_solver_finds_nothing_against_a_complete_guard() -> None:
    """There is no model where the claim is right."""
    assert not _solved(_claimed(RIGHT, "blocked"))


def test_one_seed_gives_the_same_policies() -> None:
    """A contradiction can be found again by its seed and number."""
    assert policy_set(1, 3) == policy_set(1, 3)
    assert policy_set(1, 3) != policy_set(2, 3)
