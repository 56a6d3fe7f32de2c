"""The SARIF report: valid by the standard's own schema, and what code scanning needs of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from mfagate import __version__
from mfagate.reports._sarif import artifact, as_sarif
from mfagate.suite.explanations import explained_rules
from support.sample_reports import BASELINE, NASTY, WAIVED, finding, report, subject

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "tests/fixtures/sarif/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def run_of(*findings: Any, **settings: Any) -> dict[str, Any]:  # noqa: ANN401 - findings
    """Return the one run of a report on findings, once the whole log is valid."""
    log = json.loads(as_sarif(report(subject(findings), **settings)))
    Draft7Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(log)] == []
    (run,) = log["runs"]
    return dict(run)


def test_the_schema_rejects_what_is_not_sarif() -> None:
    """The schema is a real one: a wrong level and an unknown key are refused."""
    log = json.loads(as_sarif(report(subject([finding()]))))
    log["runs"][0]["results"][0] |= {"level": "fatal", "unknown": 1}
    assert len(list(Draft7Validator(SCHEMA).iter_errors(log))) == 2


def test_a_finding_is_a_result() -> None:
    """Rule, level, message, place, Sid and fingerprint are where code scanning looks for them."""
    (result,) = run_of(finding())["results"]
    assert result == {
        "ruleId": "identity-open-without-mfa",
        "ruleIndex": list(explained_rules()).index("identity-open-without-mfa"),
        "level": "error",
        "message": {"text": "iam:CreateUser is allowed without MFA"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "policies/a.json", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 4, "startColumn": 5},
                },
                "logicalLocations": [
                    {"name": "Own", "fullyQualifiedName": "developers::Own", "kind": "object"}
                ],
            }
        ],
        "partialFingerprints": {"mfagateFinding/v1": "0" * 32},
        "suppressions": [],
        "properties": {
            "subject": "developers",
            "profile": "console-only",
            "remedy": "Deny it.",
            "evidence": finding().evidence,
        },
    }


def test_every_rule_is_described() -> None:
    """The driver has all rules, whether they found something or not, with help in two forms."""
    driver = run_of()["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("mfagate", __version__)
    assert [rule["id"] for rule in driver["rules"]] == list(explained_rules())
    rule = next(rule for rule in driver["rules"] if rule["id"] == "hijack-path")
    assert rule["defaultConfiguration"] == {"level": "error"}
    metadata = explained_rules()["hijack-path"]
    assert rule["shortDescription"] == {"text": metadata["title"]}
    assert f"\n\nFix: {metadata['remedy']}" in rule["help"]["text"]
    assert "\n* pathfinding.cloud\n" in rule["help"]["markdown"]
    assert (ROOT / rule["properties"]["page"]).is_file()


def test_every_rules_page_is_there() -> None:
    """Each rule names a page of this repository."""
    assert [rule for rule in explained_rules().values() if not (ROOT / rule["page"]).is_file()] == []


def test_a_rule_without_metadata_is_listed() -> None:
    """A rule of an organization without METADATA is in the list of rules, too."""
    run = run_of(finding(rule="own-rule", sid=None, evidence={}))
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], rule["help"]["text"]) == ("own-rule", "own-rule")
    assert "logicalLocations" not in result["locations"][0]


@pytest.mark.parametrize(
    ("severity", "level"), [("error", "error"), ("warning", "warning"), ("note", "note")]
)
def test_the_level_is_the_severity(severity: str, level: str) -> None:
    """SARIF knows the same three words."""
    (result,) = run_of(finding(severity=severity))["results"]
    assert result["level"] == level


def test_a_waived_finding_is_suppressed() -> None:
    """The waiver's reason is the justification; its owner and end stand beside it."""
    (result,) = run_of(finding(waived=WAIVED))["results"]
    assert result["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "until the robots have roles",
            "properties": {"owner": "platform", "expires": "2027-01-31"},
        }
    ]


def test_a_finding_of_the_baseline_is_suppressed() -> None:
    """The justification is the baseline's file."""
    (result,) = run_of(finding(waived=BASELINE))["results"]
    (suppression,) = result["suppressions"]
    assert suppression["justification"] == "in the baseline mfagate-baseline.json"


def test_a_finding_about_no_subject_is_a_result() -> None:
    """An expired waiver is a result at its line, without a subject."""
    (result,) = run_of(others=[finding(rule="waiver-expired", sid=None)])["results"]
    assert result["properties"].keys() == {"remedy", "evidence"}


@pytest.mark.parametrize(
    ("fail_on", "code", "meaning"),
    [("error", 0, "passed"), ("warning", 1, "findings")],
)
def test_the_invocation_says_how_it_ended(fail_on: str, code: int, meaning: str) -> None:
    """The invocation has the exit code of the command, the engine and its version."""
    (invocation,) = run_of(finding(severity="warning"), fail_on=fail_on)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, code)
    assert invocation["exitCodeDescription"] == meaning
    assert invocation["properties"]["engine"] == {
        "name": "binary",
        "version": "1.2.3",
        "title": "OPA 1.2.3 (binary)",
    }


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b/ü#1?.json", "a%20b/%C3%BC%231%3F.json"),
        ("c:d.json", "c%3Ad.json"),
        ("100%25.json", "100%2525.json"),
        (f"{NASTY}.json", "%3Cscript%3Ealert%281%29%3C/script%3E.json"),
        ("bad\udcff.json", "bad%FF.json"),
    ],
)
def test_a_path_is_a_uri(file: str, uri: str) -> None:
    """Every character that means something in a URI is escaped, and the path is below the root."""
    assert artifact(file) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_path_elsewhere_is_absolute(tmp_path: Path) -> None:
    """A file outside the folder has no base: its URI says where it is."""
    file = tmp_path / "a b.json"
    assert artifact(str(file)) == {"uri": file.as_uri()}
