"""Scenarios and cases: an entry of a scenario file, and each single decision that it expects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Position


@dataclass(frozen=True)
class Scenario:
    """One entry of a scenario file, with its credentials expanded to (id, variant).

    `about` says of which subjects an expectation of a profile, or of all, speaks; see `Subject.about`. With
    `unlisted`, names may be newer than the catalogue. `places` has where each part of the request and each
    key of the context is (`file:line:column`), by its path.
    """

    file: str
    id: str
    title: str
    why: str
    credentials: tuple[tuple[str, str], ...]
    request: Mapping[str, str]
    context: Mapping[str, Any]
    expect: Mapping[str, Any]
    resource_policy: Mapping[str, Any] | None
    position: Position
    about: str = "user"
    unlisted: bool = False
    places: Mapping[tuple[str, ...], str] = field(default_factory=dict)

    def as_input(self) -> dict[str, Any]:
        """Return the scenario as an entry of `input.scenarios` of the rules that look for problems."""
        return {
            "credentials": [list(pair) for pair in self.credentials],
            "request": dict(self.request),
            "context": dict(self.context),
            "unlisted": self.unlisted,
        }


@dataclass(frozen=True)
class Case:
    """One decision: a scenario with one credential for one subject.

    `source` says where the expectation comes from: `subject`, `profile` or `default`.
    """

    id: str
    scenario: Scenario
    subject: str
    credential: str
    variant: str
    expect: Mapping[str, str]
    source: str
    label: str

    def as_input(self) -> dict[str, Any]:
        """Return the case as an entry of `input.cases` of the rules."""
        return {
            "id": self.id,
            "credential": self.credential,
            "variant": self.variant,
            "request": dict(self.scenario.request),
            "context": dict(self.scenario.context),
            "expect": dict(self.expect),
            "source": self.source,
            **({"unlisted": True} if self.scenario.unlisted else {}),
        }
