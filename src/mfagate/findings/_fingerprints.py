"""Fingerprints: stable identifiers for findings, which stay the same from run to run.

A fingerprint is made of what a finding is about, without lines or columns: it survives text that moves, and
changes with the statements that the finding rests on.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from mfagate.findings.places import file_name, statement_at, statement_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mfagate.findings.deciding_statements import DecidingStatement
    from mfagate.findings.model import Finding
    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Document
    from mfagate.subjects.model import Subject


def fingerprint(rule: str, *about: Json) -> str:
    """Return the identifier of a finding of `rule` about these things: 32 hexadecimal digits."""
    text = json.dumps([rule, *about], sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def with_unique_fingerprints(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with a fingerprint of its own: the second with the same one gets another."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        before = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        again = fingerprint(finding.rule, finding.fingerprint, before)
        found.append(replace(finding, fingerprint=again) if before else finding)
    return found


def statements_key(document: Document, path: Path, rests_on: Iterable[DecidingStatement]) -> list[Json]:
    """Return the statements that a finding rests on, in a fixed order; without any, the one it points to."""
    key = [[file_name(one.file), one.statement] for one in rests_on]
    return sorted(key, key=_text_of) or [[file_name(document.file), statement_at(document, path)]]


def denies_of(subject: Subject) -> list[Json]:
    """Return every Deny of a subject's documents, in a fixed order."""
    found = []
    for document in subject.parts.values():
        for number in range(document.statement_count):
            statement = statement_at(document, statement_path(document, number, []))
            if statement.get("Effect") == "Deny":
                found.append([file_name(document.file), statement])
    return sorted(found, key=_text_of)


def _text_of(value: Json) -> str:
    return json.dumps(value, sort_keys=True, default=str)
