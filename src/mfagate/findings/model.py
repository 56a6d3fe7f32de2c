"""Findings: what a rule, a scenario or the structure check says of a place in a file."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mfagate.findings.deciding_statements import causes_at, decided
from mfagate.findings.places import file_name, identity_of, place, sid_at, statement_path, told_at
from mfagate.findings.remedies import remedy_of, to_look_at
from mfagate.suite.rule_catalogue import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mfagate.findings.deciding_statements import Cause
    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Document
    from mfagate.scenarios.matrix import Case
    from mfagate.subjects.model import Subject


_RECOMMEND = "`mfagate recommend`"  # what it prints depends on the profile
_OTHER_FORM = "Give the file in a form that is read (docs/reference/inputs.md)."


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, in the shape of the contract (`check --format json`).

    `causes` are the statements that it rests on, the one that it points to among them.
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
    causes: tuple[Cause, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the JSON report has it: the contract's members and no other."""
        told = asdict(self)
        for name in ("fingerprint", "causes"):
            del told[name]
        return told

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Return what findings are ordered by: their place, then the rule and the message."""
        return (self.file, self.line, self.column, self.rule, self.message)


def fingerprint(rule: str, *about: Json) -> str:
    """Return what a finding is known by from run to run: 32 hexadecimal digits.

    `about` is what it is about, without lines or columns: it stays the same when text moves, and is another
    once the statement says something else.
    """
    told = json.dumps([rule, *about], sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with fingerprints that differ: the second of the same gets another, and so on."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        before = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        again = fingerprint(finding.rule, finding.fingerprint, before)
        found.append(replace(finding, fingerprint=again) if before else finding)
    return found


def structure_findings(document: Document) -> list[Finding]:
    """Return a finding for every error of structure in a document."""
    metadata = metadata_of("structure")
    return [
        Finding(
            fingerprint=fingerprint(
                "structure",
                document.file,
                *([error.identity] if error.identity else identity_of(document, error.path)),
                error.message,
            ),
            rule="structure",
            severity=metadata["severity"],
            message=f"{error.path}: {error.message}",
            remedy=_OTHER_FORM if error.code == "input-form" else metadata["remedy"],
            file=document.file,
            line=error.line,
            column=error.column,
        )
        for error in document.errors
    ]


def unknown_findings(subject: Subject) -> list[Finding]:
    """Return a finding for everything that a file does not tell of a subject."""
    return [
        Finding(
            fingerprint=fingerprint(
                "unknown-value",
                subject.name,
                unknown.file,
                unknown.identity or unknown.path,
                unknown.message,
            ),
            rule="unknown-value",
            severity=unknown.severity,
            message=f"{unknown.path}: {unknown.message}",
            remedy=unknown.remedy,
            file=unknown.file,
            line=unknown.line,
            column=unknown.column,
        )
        for unknown in dict.fromkeys(subject.all_unknowns)
    ]


def refused_findings(subject: Subject, problems: Iterable[Mapping[str, str]]) -> list[Finding]:
    """Return a finding for each thing that the evaluation does not take; `where` is a JSON pointer."""
    return [_refused(subject, problem) for problem in problems]


def _refused(subject: Subject, problem: Mapping[str, str]) -> Finding:
    metadata = metadata_of("not-judged")
    at = _label_of(problem["where"].split("/")[2:])
    document, path = place(subject, at)
    line, column = document.positions.at(path)
    return Finding(
        fingerprint=fingerprint(
            "not-judged", subject.name, document.file, told_at(document, path), problem["message"]
        ),
        rule="not-judged",
        severity=metadata["severity"],
        message=f"the policies cannot be judged: {problem['message']}",
        remedy=metadata["remedy"],
        file=document.file,
        line=line,
        column=column,
        sid=sid_at(document, path),
    )


def _label_of(steps: list[str]) -> dict[str, Any]:
    """Return what a pointer leads to, `["identity", "0", "Statement", "2", "Effect"]`, as rules do."""
    indexes = {"resource": 0, "scp": 2, "rcp": 2}.get(steps[0] if steps else "", 1)
    label = "".join([*steps[:1], *(f"[{index}]" for index in steps[1 : 1 + indexes])])
    rest = steps[1 + indexes :]
    if not rest or rest[0] != "Statement":
        return {"policy": label, "statement": None}
    listed = len(rest) > 1 and rest[1].isdecimal()
    parts = rest[2 if listed else 1 :]
    return {
        "policy": label,
        "statement": int(rest[1]) if listed else 0,
        "path": [int(part) if part.isdecimal() else _unescaped(part) for part in parts],
    }


def _unescaped(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")


def rule_finding(
    subject: Subject,
    found: Mapping[str, Any],
    metadata: Mapping[str, Any],
    deciding: Iterable[Mapping[str, Any]] = (),
) -> Finding:
    """Return what a rule found, with its place in the file and its severity and remedy.

    `deciding` is what the rules' report says of each cell that falls short.
    """
    known = metadata.get(found["rule"], {})
    document, path = place(subject, found["at"])
    line, column = document.positions.at(path)
    evidence = found.get("evidence", {})
    causes = causes_at(subject, [found["at"], *decided(found, deciding)])
    # A cell that lets more through than before is another finding, though the same statement is its witness.
    cell = [evidence.get(part) for part in ("row", "column", "state", "actions", "from", "to", "also")]
    return Finding(
        fingerprint=fingerprint(
            found["rule"],
            subject.name,
            *_identity(document, path, causes),
            found["at"].get("path", []),
            cell,
            # A Deny of a part of a cell decides nothing that went through, but how much of it does.
            _denies(subject) if any(cell) else [],
        ),
        rule=found["rule"],
        severity=known.get("severities", {}).get(subject.profile) or known.get("severity", "error"),
        message=found["message"],
        remedy=known.get("remedy", "").replace(
            _RECOMMEND, f"`mfagate recommend --profile {subject.profile}`"
        ),
        file=document.file,
        line=line,
        column=column,
        sid=sid_at(document, path),
        evidence=evidence,
        causes=causes,
    )


def _asked(case: Case) -> list[Json]:
    """Return what a case asks, and what it expects: one that asks for something else is another."""
    return [dict(case.scenario.request), dict(case.scenario.context), dict(case.expect)]


def _identity(document: Document, path: Path, causes: Iterable[Cause]) -> list[Json]:
    """Return what a finding rests on, whatever the order: if any of it changes, it is another finding."""
    rests_on = [[file_name(one.file), one.told] for one in causes]
    return sorted(rests_on, key=_text_of) or [[file_name(document.file), told_at(document, path)]]


def _denies(subject: Subject) -> list[Json]:
    """Return every Deny of a subject's documents, whatever the order."""
    found = []
    for document in subject.parts.values():
        for number in range(document.statement_count):
            told = told_at(document, statement_path(document, number, []))
            if told.get("Effect") == "Deny":
                found.append([file_name(document.file), told])
    return sorted(found, key=_text_of)


def _text_of(told: Json) -> str:
    return json.dumps(told, sort_keys=True, default=str)


def scenario_finding(subject: Subject, case: Case, result: Mapping[str, Any]) -> Finding:
    """Return a finding for a case that came out otherwise than expected."""
    statements = to_look_at(subject, result)
    at = statements[0] if statements else {"policy": None, "statement": None}
    document, path = place(subject, at)
    line, column = document.positions.at(path)
    causes = causes_at(subject, statements)
    outcome = result.get("decision") or f"error: {result['error']['message']}"
    wanted = case.expect["decision"] + (f" by {case.expect['by']}" if "by" in case.expect else "")
    return Finding(
        fingerprint=fingerprint(
            "scenario",
            subject.name,
            *_identity(document, path, causes),
            [file_name(case.scenario.file), case.scenario.id, case.label],
            _asked(case),
        ),
        rule="scenario",
        severity=metadata_of("scenario")["severity"],
        message=f"{case.scenario.title}, {case.label}: expected {wanted}, got {outcome}",
        remedy=remedy_of(subject, case, result),
        file=document.file,
        line=line,
        column=column,
        sid=sid_at(document, path),
        evidence={
            "case": case.id,
            "action": result.get("request", {}).get("action"),
            "resource": result.get("request", {}).get("resource"),
            "reason": result.get("reason"),
            **({"why": case.scenario.why} if case.scenario.why else {}),
        },
        causes=causes,
    )
