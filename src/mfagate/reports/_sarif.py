"""SARIF 2.1.0, as code scanning services read it: the rules, and a result for each finding."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mfagate import __version__
from mfagate.reports.phrases import listed_not_applicable, visible, waiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_MEANING = {0: "passed", 1: "findings", 2: "nothing was compared"}


def as_sarif(report: Report) -> str:
    """Return the report as a SARIF log with one run, the same for the same report."""
    rules = {identifier: _rule(identifier, report.rules.get(identifier, {})) for identifier in _ids(report)}
    places = {identifier: index for index, identifier in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "mfagate", "version": __version__, "rules": list(rules.values())}},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {
            _ROOT: {
                "description": {"text": "The folder that mfagate was run in: the root of the repository."}
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            *(_result(finding, places, one) for one in report.subjects for finding in one.findings),
            *(_result(finding, places) for finding in report.others),
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _ids(report: Report) -> Iterator[str]:
    """Give the ids of all rules, also of an organization's own rules without metadata."""
    yield from sorted({*report.rules, *(finding.rule for finding in report.findings)})


def _rule(identifier: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rule. Its page is a property, since a `helpUri` must be absolute."""
    severity = metadata.get("severity", "error")
    title = metadata.get("title") or identifier
    rule: dict[str, Any] = {
        "id": identifier,
        "shortDescription": {"text": title},
        "defaultConfiguration": {"level": severity},
        "help": _help(title, metadata),
        "properties": {"tags": ["security", "iam", "mfa"], "problem.severity": _problem(severity)},
    }
    if metadata.get("description"):
        rule["fullDescription"] = {"text": metadata["description"]}
    if metadata.get("page"):
        rule["properties"]["page"] = metadata["page"]
    return rule


def _help(title: str, metadata: Mapping[str, Any]) -> dict[str, str]:
    why, fix = metadata.get("description", ""), metadata.get("remedy", "")
    sources = [str(source) for source in metadata.get("sources", [])]
    text = [title, why, f"Fix: {fix}" if fix else "", f"Sources: {'; '.join(sources)}" if sources else ""]
    marked = [
        f"**{title}**",
        why,
        f"**Fix:** {fix}" if fix else "",
        "\n".join(["**Sources**", "", *(f"* {source}" for source in sources)]) if sources else "",
    ]
    return {
        "text": "\n\n".join(part for part in text if part),
        "markdown": "\n\n".join(part for part in marked if part),
    }


def _problem(severity: str) -> str:
    return "recommendation" if severity == "note" else severity


def _invocation(report: Report) -> dict[str, Any]:
    return {
        "executionSuccessful": report.exit_code != 2,
        "exitCode": report.exit_code,
        "exitCodeDescription": _MEANING[report.exit_code],
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": line}} for _, line in listed_not_applicable(report)
        ],
        "properties": {
            "verdict": report.verdict,
            "engine": {**vars(report.engine), "title": report.engine.label},
            "profile": report.profile,
            "summary": report.summary(),
        },
    }


def _result(finding: Finding, places: Mapping[str, int], one: SubjectReport | None = None) -> dict[str, Any]:
    about = {"subject": one.subject.name, "profile": one.subject.profile} if one else {}
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": finding.severity,
        "message": {"text": visible(finding.message)},
        "locations": [_location(finding, about.get("subject"))],
        "partialFingerprints": {"mfagateFinding/v1": finding.fingerprint},
        "suppressions": _suppressions(finding),
        "properties": {
            **about,
            "remedy": finding.remedy,
            "evidence": dict(finding.evidence),
        },
    }


def _location(finding: Finding, subject: str | None) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": artifact(finding.file),
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }
    if finding.sid:
        name = f"{subject}::{finding.sid}" if subject else finding.sid
        location["logicalLocations"] = [{"name": finding.sid, "fullyQualifiedName": name, "kind": "object"}]
    return location


def artifact(file: str) -> dict[str, str]:
    """Return where a file is: below the root as a relative URI, elsewhere as an absolute one."""
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix()), safe="/"), "uriBaseId": _ROOT}


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    if finding.waived is None:
        return []
    properties = {key: str(value) for key, value in finding.waived.items() if key != "reason"}
    why = finding.waived.get("reason") or waiver(finding)
    return [{"kind": "external", "status": "accepted", "justification": str(why), "properties": properties}]
