"""Findings about what is no subject: policies that nobody has, and files without a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.findings.builders import finding_at

if TYPE_CHECKING:
    from mfagate.config import Selection
    from mfagate.findings.model import Finding
    from mfagate.findings.without_policy import WithoutPolicy
    from mfagate.policy.diagnostic import Diagnostic


def left_out_findings(selection: Selection, without: WithoutPolicy) -> list[Finding]:
    """Return a finding for all that files and folders leave out, and one for all files without a policy.

    Where these are all files, and are expected, the verdict names them instead.
    """
    is_reported = without.files and not (without.passes and not selection.subjects)
    found = [_finding(one) for one in selection.left_out]
    return [*found, *([_without_policy(without)] if is_reported else [])]


def _finding(found: Diagnostic) -> Finding:
    place = (found.line, found.column)
    more = {"severity": found.severity, **({"remedy": found.remedy} if found.remedy else {})}
    message = found.message if found.path == "$" else f"{found.path}: {found.message}"
    return finding_at("left-out", message, found.file, place, [found.file, found.path], **more)


def _without_policy(without: WithoutPolicy) -> Finding:
    names = [one.file for one in without.files]
    message = f"{without.text}; nothing in {'it' if len(names) == 1 else 'them'} is judged"
    return finding_at("left-out", message, names[0], (1, 1), names)
