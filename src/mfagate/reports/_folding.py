"""Scenarios that end alike, told once: one fault of a policy often shows in a dozen of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.reports.phrases import count, waiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mfagate.findings.model import Finding

_ACTIONS = 5
_ENDING = re.compile(r", ([^,\s]+): expected .+$")


def folded(findings: Sequence[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """Give findings with those like it: scenarios of one credential that end alike at one place."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        ending = _ENDING.search(finding.message) if finding.rule == "scenario" else None
        at = (finding.file, finding.line, finding.column, finding.sid)
        key = (*at, ending[0], finding.remedy, waiver(finding)) if ending else (number,)
        alike.setdefault(key, []).append(finding)
    for first, *others in alike.values():
        yield first, others


def likewise(finding: Finding, others: Sequence[Finding]) -> str:
    """Say which other scenarios end like one: how many, of which credential, and their actions."""
    ending = _ENDING.search(finding.message)
    actions = list(dict.fromkeys(str(one.evidence.get("action")) for one in others))
    named = ", ".join(actions[:_ACTIONS]) + (", ..." if len(actions) > _ACTIONS else "")
    what = "ends" if len(others) == 1 else "end"
    return f"{count(len(others), 'more scenario')} of {ending[1] if ending else ''} {what} so here: {named}"
