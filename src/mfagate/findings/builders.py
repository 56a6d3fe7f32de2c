"""Builds findings from what was read and answered: documents, unknowns, problems, rules and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.evaluation.decisions import decision_word
from mfagate.findings._fingerprints import denies_of, fingerprint, statements_key
from mfagate.findings._remedies import remedy_of, statements_to_show
from mfagate.findings.deciding_statements import labels_in, statements_named
from mfagate.findings.model import Finding
from mfagate.findings.places import file_name, path_key, place, sid_at, statement_at
from mfagate.suite.rule_catalogue import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Document
    from mfagate.scenarios.model import Case
    from mfagate.subjects.model import Subject

_RECOMMEND = "`mfagate recommend`"  # what it prints depends on the profile
_OTHER_FORM = "Convert the file to a form that mfagate reads (docs/reference/inputs.md)."


def finding_at(
    rule: str,
    message: str,
    file: str,
    position: tuple[int, int],
    about: Iterable[Json],
    **more: Any,  # noqa: ANN401 - other members of the finding
) -> Finding:
    """Return a finding at a place of a file; `about` is what identifies it.

    Severity and remedy are those of the metadata beside the Rego rules, unless `more` has both.
    """
    metadata = {} if {"severity", "remedy"} <= more.keys() else metadata_of(rule)
    members = {"severity": metadata.get("severity"), "remedy": metadata.get("remedy"), **more}
    line, column = position
    return Finding(
        rule=rule,
        message=message,
        file=file,
        line=line,
        column=column,
        fingerprint=fingerprint(rule, *about),
        **members,
    )


def statement_finding(
    rule: str,
    message: str,
    document: Document,
    path: Path,
    about: Iterable[Json],
    **more: Any,  # noqa: ANN401 - other members of the finding
) -> Finding:
    """Return a finding at a path of a document, with the Sid of the statement that it leads into."""
    more["sid"] = sid_at(document, path)
    return finding_at(rule, message, document.file, document.positions.at(path), about, **more)


def structure_findings(document: Document) -> list[Finding]:
    """Return a finding for every structural error in a document."""
    return [
        finding_at(
            "structure",
            f"{error.path}: {error.message}",
            document.file,
            (error.line, error.column),
            [
                document.file,
                *([error.identity] if error.identity else path_key(document, error.path)),
                error.message,
            ],
            **({"remedy": _OTHER_FORM} if error.code == "input-form" else {}),
        )
        for error in document.errors
    ]


def unknown_findings(subject: Subject) -> list[Finding]:
    """Return a finding for every value of a subject that its files leave open."""
    return [
        finding_at(
            "unknown-value",
            f"{unknown.path}: {unknown.message}",
            unknown.file,
            (unknown.line, unknown.column),
            [subject.name, unknown.file, unknown.identity or unknown.path, unknown.message],
            severity=unknown.severity,
            remedy=unknown.remedy,
        )
        for unknown in dict.fromkeys(subject.all_unknowns)
    ]


def refused_finding(subject: Subject, problem: Mapping[str, str]) -> Finding:
    """Return a finding for something that the evaluation does not accept; `where` is a JSON pointer."""
    document, path = place(subject, _label_of(problem["where"].split("/")[2:]))
    return statement_finding(
        "not-judged",
        f"the policies cannot be judged: {problem['message']}",
        document,
        path,
        [subject.name, document.file, statement_at(document, path), problem["message"]],
    )


def _label_of(steps: list[str]) -> dict[str, Any]:
    """Return the label that rules use for a pointer: `["identity", "0", "Statement", "2", "Effect"]`."""
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
    """Return the finding of a rule, with its place in the file and its severity.

    Its remedy is its own, or else the rule's.

    `deciding` is the part of the rules' report about the cells that violate the profile.
    """
    known = metadata.get(found["rule"], {})
    document, path = place(subject, found["at"])
    evidence = found.get("evidence", {})
    rests_on = statements_named(subject, [found["at"], *labels_in(found, deciding)])
    # A cell that lets more through than before is another finding, though the same statement is its witness.
    cell = [evidence.get(part) for part in ("row", "column", "state", "actions", "from", "to", "also")]
    return statement_finding(
        found["rule"],
        found["message"],
        document,
        path,
        [
            subject.name,
            *statements_key(document, path, rests_on),
            [] if any(cell) else found["at"].get("path", []),
            cell,
            # A Deny of a part of a cell decides nothing that went through, but how much of it does.
            denies_of(subject) if any(cell) else [],
        ],
        severity=known.get("severities", {}).get(subject.profile) or known.get("severity", "error"),
        remedy=found.get("remedy", known.get("remedy", "")).replace(
            _RECOMMEND, f"`mfagate recommend --profile {subject.profile}`"
        ),
        evidence=evidence,
        rests_on=rests_on,
    )


def scenario_finding(subject: Subject, case: Case, result: Mapping[str, Any]) -> Finding:
    """Return the finding of a case that failed."""
    statements = statements_to_show(subject, result)
    at = statements[0] if statements else {"policy": None, "statement": None}
    document, path = place(subject, at)
    rests_on = statements_named(subject, statements)
    return statement_finding(
        "scenario",
        f"{case.scenario.title}, {case.label}: expected {expected(case)}, got {decision_word(result)}",
        document,
        path,
        [
            subject.name,
            *statements_key(document, path, rests_on),
            [file_name(case.scenario.file), case.scenario.id, case.label],
            _question_of(case),
        ],
        remedy=remedy_of(subject, case, result),
        evidence={
            "case": case.id,
            "action": result.get("request", {}).get("action"),
            "resource": result.get("request", {}).get("resource"),
            "reason": result.get("reason"),
            **({"why": case.scenario.why} if case.scenario.why else {}),
        },
        rests_on=rests_on,
    )


def expected(case: Case) -> str:
    """Return the decision that a case expects, and the Sid that must make it, in words."""
    by = f" by {case.expect['by']}" if "by" in case.expect else ""
    return f"{case.expect['decision']}{by}"


def _question_of(case: Case) -> list[Json]:
    """Return what a case asks and expects: with another request or expectation it is another finding."""
    return [dict(case.scenario.request), dict(case.scenario.context), dict(case.expect)]
