"""Reports to show: small ones, made here, so that no engine is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.engines import EngineInfo
from mfagate.findings.model import Finding
from mfagate.findings.report import Report, SubjectReport
from mfagate.policy.documents import parse_document
from mfagate.reports._posture_table import columns, rows
from mfagate.subjects.model import Subject
from mfagate.suite.explanations import explained_rules
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

POLICY = """\
{
  "Version": "2012-10-17",
  "Statement": [
    {"Sid": "Own", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
    {
      "Sid": "Guard",
      "Effect": "Deny",
      "Action": "*",
      "Resource": "*",
      "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}
    }
  ]
}
"""
NASTY = "<script>alert(1)</script>"
WAIVED = {"reason": "until the robots have roles", "owner": "platform", "expires": "2027-01-31"}
BASELINE = {"baseline": "mfagate-baseline.json"}
KEY_CELL = {"row": "api-key", "column": "identity", "required": "guarded", "state": "open"}
BY_OWN = {"policy": "identity[0]", "statement": 0, "sid": "Own", "effect": "Allow"}
BY_GUARD = {"policy": "identity[0]", "statement": 1, "sid": "Guard", "effect": "Deny"}
BY_ASSUMED = {"policy": "identity[1]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"}


def finding(**changes: Any) -> Finding:  # noqa: ANN401 - the members of Finding
    """Return a finding, with changes."""
    members: dict[str, Any] = {
        "rule": "identity-open-without-mfa",
        "severity": "error",
        "message": "iam:CreateUser is allowed without MFA",
        "remedy": "Deny it.",
        "file": "policies/a.json",
        "line": 4,
        "column": 5,
        "sid": "Own",
        "evidence": dict(KEY_CELL),
        "fingerprint": "0" * 32,
    }
    return Finding(**(members | changes))


def judged(**cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the rules would say of a subject; `cells` replaces cells by `row__column`."""
    posture = {row: dict.fromkeys(columns(), "blocked") for row in rows()}
    rests: dict[str, Any] = {
        row: {
            column: {
                "judges": 0 if (row, column) == ("ecr-from-api-key", "identity") else 3,
                "requests": 3,
                "allowed": [],
                "denied": [],
            }
            for column in columns()
        }
        for row in rows()
    }
    for name, cell in cells.items():
        row, column = name.replace("_", "-").rsplit("--", 1)
        posture[row][column] = cell["state"]
        rests[row][column] |= {key: value for key, value in cell.items() if key != "state"}
    return {
        "assume": "allow-all",
        "profile": "console-only",
        "posture": posture,
        "witnesses": {},
        "cells": rests,
        "enrolment": "possible",
        "findings": [],
        "hijack": {"found": False, "judged": True, "paths": [], "residual": [], "assumptions": {}},
        "proof": {"complete": True, "classes": 3, "actions": 22321, "date": "2026-10-27", "why": []},
        "depends": [],
        "refused": [],
        "decisions": 12,
    }


def subject(
    findings: Sequence[Finding] = (),
    *,
    name: str = "developers",
    file: str = "policies/a.json",
    text: str = POLICY,
    found: Mapping[str, Any] | None = None,
) -> SubjectReport:
    """Return what was found of a subject of one document; a document that is broken is not judged."""
    document = parse_document(text, file, "identity")
    one = Subject(name, {"identity[0]": document})
    if document.errors:
        return SubjectReport(one, tuple(findings))
    return SubjectReport(one, tuple(findings), found or judged(), passed=2)


def report(*subjects: SubjectReport, fail_on: str = "error", others: Sequence[Finding] = ()) -> Report:
    """Return a report on subjects, decided by an engine that there is not."""
    return Report(
        EngineInfo("binary", "1.2.3"),
        "console-only",
        subjects,
        required=shipped_suite()[1]["mfa"]["profiles"]["by_name"],
        others=tuple(others),
        rules=explained_rules(),
        fail_on=fail_on,
    )
