"""The JSON report: the contract of `check --format json`; `schemas/report.json` describes it.

A subject with a broken document is not judged. It still has every key of the contract: `judged` is false,
and the other values cannot be mistaken for a pass (no posture, no proof, `"enrolment": "impossible"`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mfagate.findings.report import Report, SubjectReport


def as_json(report: Report) -> str:
    """Return the report as JSON text, the same for the same report."""
    return json.dumps(report_object(report), indent=2, ensure_ascii=False) + "\n"


def report_object(report: Report) -> dict[str, Any]:
    """Return the report as the JSON report has it; `findings` at the top are those about no subject."""
    return {
        "version": 1,
        "engine": {"name": report.engine.name, "version": report.engine.version},
        "profile": report.profile,
        "subjects": [_subject(one) for one in report.subjects],
        **({"findings": [one.as_json() for one in report.others]} if report.others else {}),
        **({"without_policy": _without_policy(report)} if report.without_policy.files else {}),
        "summary": report.summary(),
        **({"exempt": report.exempt} if report.exempt else {}),
    }


def _without_policy(report: Report) -> dict[str, Any]:
    without = report.without_policy
    files = [{"file": one.file, "form": one.form, "removed": list(one.removed)} for one in without.files]
    return {"files": files, "allowed_by": without.allowed_by or None}


def _subject(one: SubjectReport) -> dict[str, Any]:
    judged = one.report or {}
    return {
        "name": one.subject.name,
        "files": one.subject.files,
        "kind": one.subject.kind,
        "profile": one.subject.profile,
        "account": one.subject.judged_account,
        "judged": one.report is not None,
        "assume": judged.get("assume", "nothing"),
        "posture": judged.get("posture", {}),
        "witnesses": judged.get("witnesses", {}),
        **({"callers": judged["callers"]} if judged.get("callers") else {}),
        "enrolment": judged.get("enrolment", "impossible"),
        "hijack": judged.get("hijack", {"found": False, "judged": False, "paths": []}),
        "proof": {
            "complete": judged.get("proof", {}).get("complete", False),
            "classes": judged.get("proof", {}).get("classes", 0),
            "decisions": judged.get("decisions", 0),
            "actions": judged.get("proof", {}).get("actions", 0),
            "catalogue": judged.get("proof", {}).get("date"),
            "why": judged.get("proof", {}).get("why", []),
            "assumptions": judged.get("depends", []),
        },
        "scenarios": {
            "passed": one.passed,
            "failed": one.failed,
            "not_applicable": len(one.not_applicable),
            "not_applicable_cases": [dict(case) for case in one.not_applicable],
            "depends": [dict(case) for case in one.sensitive_cases],
        },
        "findings": [finding.as_json() for finding in one.findings],
    }
