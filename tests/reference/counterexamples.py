"""Requests that contradict what the posture claims.

`blocked` claims that no request of the cell is allowed; `open` that each is allowed that the policies grant
in some state of the MFA flag. Rows with MFA are open if they are so just after the sign-in: policies may
limit the age.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from reference.evaluator import ALLOWED, decide
from reference.rows import AGE, ROWS, Row, other_flags
from reference.sampling import Sampler, with_flag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reference.catalogue import Action

FRESH = "5"
"""The age, in seconds, of an MFA sign-in that no sensible policy calls old."""
IDENTITY_REFUSED = ("session-without-mfa",)
"""Rows whose calls to IAM are rejected before any policy is looked at."""


@dataclass(frozen=True)
class Claim:
    """What a complete proof says of a subject."""

    subject: str
    policies: Mapping[str, Any]
    account: str
    posture: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class CounterExample:
    """A request that contradicts a cell."""

    subject: str
    row: str
    column: str
    state: str
    policies: Mapping[str, Any]
    request: Mapping[str, Any]
    found_by: str


def decided(policies: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """Decide as the posture does: a resource's own policy that was not given agrees."""
    return decide({"policies": policies, "request": request}, unstated_agrees=True)


def contradicts(
    state: str,
    policies: Mapping[str, Any],
    request: Mapping[str, Any],
    ask: Callable[[Mapping[str, Any], Mapping[str, Any]], str] = decided,
) -> bool:
    """Tell whether a request contradicts a cell of this state."""
    allowed = ask(policies, request) == ALLOWED
    if state == "blocked":
        return allowed
    if state != "open" or allowed or request["context"].get(AGE, FRESH) != FRESH:
        return False
    flags = other_flags(FRESH)
    return any(ask(policies, with_flag(request, flag)) == ALLOWED for flag in flags)


def covers(row: Row, action: Action) -> bool:
    """Tell whether a row judges an action."""
    if row.name == "ecr-from-api-key":
        return action.is_docker
    return row.name not in IDENTITY_REFUSED or action.column == "services"


def sampled(claim: Claim, seed: int, tries: int, rows: Sequence[Row] = ROWS) -> Iterator[CounterExample]:
    """Give the first counter-example of each cell that sampling finds."""
    sampler = Sampler(claim.policies, claim.account, Random(f"{seed}/{claim.subject}"))  # noqa: S311
    seen: set[tuple[str, str]] = set()
    for _ in range(tries):
        for row in rows:
            drawn = sampler.request(row)
            if drawn is None or not covers(row, drawn[0]):
                continue
            column = drawn[0].column
            state = claim.posture.get(row.name, {}).get(column, "")
            if (row.name, column) not in seen and contradicts(state, claim.policies, drawn[1]):
                seen.add((row.name, column))
                yield CounterExample(
                    claim.subject, row.name, column, state, claim.policies, drawn[1], "sampling"
                )
