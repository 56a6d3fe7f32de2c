"""Findings about what is no subject: policies that nobody has, and files without a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.findings.builders import finding_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mfagate.findings.model import Finding
    from mfagate.findings.without_policy import WithoutPolicy
    from mfagate.subjects.files import FileContents

_RULE = "left-out"


def left_out_findings(contents: Sequence[FileContents], without: WithoutPolicy) -> list[Finding]:
    """Return a finding for what each file leaves out, and one for all files without a policy.

    Where these are all files, and are expected, the verdict names them instead.
    """
    is_expected = without.passes and all(not one.subjects for one in contents)
    is_reported = without.files and not is_expected
    return [*_of_files(contents), *([_without_policy(without)] if is_reported else [])]


def _of_files(contents: Sequence[FileContents]) -> Iterator[Finding]:
    for one in contents:
        for found in one.left_out:
            place = (found.line, found.column)
            more = {"severity": found.severity, **({"remedy": found.remedy} if found.remedy else {})}
            yield finding_at(_RULE, f"{found.path}: {found.message}", found.file, place, [found.file], **more)


def _without_policy(without: WithoutPolicy) -> Finding:
    names = [one.file for one in without.files]
    message = f"{without.text}; nothing in {'it' if len(names) == 1 else 'them'} is judged"
    return finding_at(_RULE, message, names[0], (1, 1), names)
