"""Findings: what a rule, a scenario or a structural check reports about a place in a file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.findings.deciding_statements import DecidingStatement


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, in the shape of the contract (`check --format json`).

    `rests_on` has the statements that decided, the one that the finding points to among them.
    """

    rule: str
    severity: str
    message: str
    remedy: str
    file: str
    line: int
    column: int
    sid: str | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    waived: Mapping[str, Any] | None = None
    fingerprint: str = ""
    rests_on: tuple[DecidingStatement, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the JSON report has it: the contract's members and no other."""
        members = asdict(self)
        for name in ("fingerprint", "rests_on"):
            del members[name]
        return members

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Return what findings are ordered by: their place, then the rule and the message."""
        return (self.file, self.line, self.column, self.rule, self.message)
