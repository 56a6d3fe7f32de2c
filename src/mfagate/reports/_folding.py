"""Scenarios that fail alike, shown once: one fault of a policy often fails a dozen of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.reports.phrases import count, waiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mfagate.findings.model import Finding

_ACTIONS = 5
_LABEL = re.compile(r"\[([^\[\]]*)\]$")  # of a case's id: `scenarios/a.yaml::developers::reads[api-key]`


def folded(findings: Sequence[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """Give findings, each with those like it: scenarios of one credential that fail alike at one place."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        at = (finding.file, finding.line, finding.column, finding.sid)
        is_scenario = finding.rule == "scenario"
        key = (*at, _credential(finding), finding.remedy, waiver(finding)) if is_scenario else (number,)
        alike.setdefault(key, []).append(finding)
    for first, *others in alike.values():
        yield first, others


def others_alike(finding: Finding, others: Sequence[Finding]) -> str:
    """Say how many other scenarios fail like one, and their actions."""
    actions = list(dict.fromkeys(str(one.evidence.get("action")) for one in others))
    shown = ", ".join(actions[:_ACTIONS]) + (", ..." if len(actions) > _ACTIONS else "")
    fail = "fails" if len(others) == 1 else "fail"
    return f"{count(len(others), f'more {_credential(finding)} scenario')} {fail} at this statement: {shown}"


def _credential(finding: Finding) -> str:
    """Return the label of a case: its credential, and the variables that tell it from others."""
    label = _LABEL.search(str(finding.evidence.get("case")))
    return label[1] if label else ""
