"""`mfagate check --format json`: the contract, key by key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import BROKEN, CONFIG, GUARD, NAIVE, SCENARIOS, Run, mfagate, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = {
    "console-without-mfa",
    "console-with-mfa",
    "api-key",
    "session-without-mfa",
    "session-with-mfa",
    "role-session",
    "federated",
    "forwarded-from-api-key",
    "ecr-from-api-key",
}
FINDING: dict[str, type | tuple[type, ...]] = {
    "rule": str,
    "severity": str,
    "message": str,
    "remedy": str,
    "file": str,
    "line": int,
    "column": int,
    "sid": (str, type(None)),
    "evidence": dict,
    "waived": type(None),
}
# `naive` fails one of two cases, the file of `guard` is judged under another profile, `broken` not at all.
FILES = {
    "mfagate.yaml": f"{CONFIG}  - name: guard\n    files: [policies/guard.json]\n    profile: strict\n",
    "scenarios/api_key.yaml": SCENARIOS.replace("api-key: implicit-deny", "api-key: allow"),
    "policies/naive.json": NAIVE,
    "policies/guard.json": GUARD.replace("accountid", "111122223333"),
    "policies/broken.json": BROKEN,
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Judge the three policies once, on the command line."""
    folder = write(tmp_path_factory.mktemp("json"), FILES)
    ended = mfagate("check", "policies", "--engine", "embedded", "--format", "json", cwd=folder)
    assert (ended.code, ended.err) == (1, "")
    value: dict[str, Any] = json.loads(ended.out)
    return value


@pytest.fixture(scope="module")
def subjects(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the subjects by name."""
    return {one["name"]: one for one in report["subjects"]}


def test_the_top_is_the_contract(report: dict[str, Any]) -> None:
    """The report has a version, the engine that decided, the default profile, subjects and a summary."""
    assert report.keys() == {"version", "engine", "profile", "subjects", "summary"}
    assert report["version"] == 1
    assert report["engine"].keys() == {"name", "version"}
    assert report["engine"]["name"] == "embedded"
    assert report["profile"] == "console-only"


def test_subjects_stand_in_the_order_of_the_config_and_then_files_alone(report: dict[str, Any]) -> None:
    """Subjects that use a named file come first, each once; a file that none uses is a subject of its own."""
    assert [(one["name"], one["files"], one["kind"], one["assume"]) for one in report["subjects"]] == [
        ("naive", ["policies/naive.json"], "identity", "nothing"),
        ("guard", ["policies/guard.json"], "identity", "allow-all"),
        ("policies/broken.json", ["policies/broken.json"], "identity", "nothing"),
    ]


def test_every_subject_has_the_parts_of_the_contract(report: dict[str, Any]) -> None:
    """No part is missing, also where a document could not be judged."""
    for subject in report["subjects"]:
        assert {"posture", "enrolment", "hijack", "proof", "findings"} <= subject.keys()
        assert subject["enrolment"] in {"possible", "impossible"}
        assert {"found", "paths"} <= subject["hijack"].keys()
        assert {"complete", "classes", "decisions", "actions", "assumptions"} <= subject["proof"].keys()


def test_a_path_to_full_access_is_reported_step_by_step(subjects: dict[str, dict[str, Any]]) -> None:
    """With Bool a stolen key creates another one: each step has action, resource, credential and reason."""
    hijack = subjects["guard"]["hijack"]
    assert hijack["found"] is True
    for path in hijack["paths"]:
        assert {"from", "to", "steps"} <= path.keys()
        assert path["steps"]
        for step in path["steps"]:
            assert {"action", "resource", "credential", "why"} <= step.keys()
    path = next(one for one in hijack["paths"] if one["to"] == "full-access")
    assert path["from"] == "stolen-api-key"
    assert (path["steps"][0]["action"], path["steps"][0]["credential"]) == ("iam:CreateAccessKey", "api-key")


def test_a_document_that_was_not_judged_proves_nothing(subjects: dict[str, dict[str, Any]]) -> None:
    """Where a document is broken, no proof is complete and no decision is counted."""
    broken = subjects["policies/broken.json"]
    assert (broken["proof"]["complete"], broken["proof"]["decisions"]) == (False, 0)
    assert (broken["judged"], subjects["naive"]["judged"]) == (False, True)
    assert broken["hijack"] == {"found": False, "judged": False, "paths": []}
    assert broken["enrolment"] == "impossible"
    assert subjects["naive"]["proof"]["complete"] is True
    assert subjects["naive"]["proof"]["decisions"] > 0


def test_the_posture_has_nine_rows_of_two_columns(subjects: dict[str, dict[str, Any]]) -> None:
    """Each cell is one of three words, and a document that is broken has no posture at all."""
    for name in ("naive", "guard"):
        posture = subjects[name]["posture"]
        assert posture.keys() == ROWS
        assert all(cells.keys() == {"services", "identity"} for cells in posture.values())
        assert {state for cells in posture.values() for state in cells.values()} <= {
            "blocked",
            "open",
            "partial",
        }
    assert subjects["policies/broken.json"]["posture"] == {}


def test_the_posture_distinguishes_the_policies(subjects: dict[str, dict[str, Any]]) -> None:
    """The naive Allow needs the flag, so keys are blocked; the guard with Bool holds the console alone."""
    services = {
        name: {row: cells["services"] for row, cells in subjects[name]["posture"].items()}
        for name in ("naive", "guard")
    }
    assert {row for row, state in services["naive"].items() if state == "open"} == {
        "console-with-mfa",
        "session-with-mfa",
    }
    assert services["guard"]["console-without-mfa"] == "blocked"
    assert services["guard"]["api-key"] == "open"
    assert services["guard"]["ecr-from-api-key"] == "blocked"


def test_the_registry_row_judges_services_only(subjects: dict[str, dict[str, Any]]) -> None:
    """A registry token is for the seven registry data actions: its identity column is never open."""
    assert subjects["guard"]["posture"]["ecr-from-api-key"]["identity"] == "blocked"
    assert subjects["naive"]["posture"]["ecr-from-api-key"]["identity"] == "blocked"


def test_findings_have_the_shape_of_the_contract(report: dict[str, Any]) -> None:
    """Every finding has the ten keys, a known severity, and a place from line 1, column 1 on."""
    findings = [finding for subject in report["subjects"] for finding in subject["findings"]]
    assert findings
    for finding in findings:
        assert finding.keys() == FINDING.keys()
        assert all(isinstance(finding[key], kind) for key, kind in FINDING.items())
        assert finding["severity"] in {"error", "warning", "note"}
        assert min(finding["line"], finding["column"]) >= 1
        assert "\n" not in finding["message"]


def test_findings_are_in_the_order_of_their_places(report: dict[str, Any]) -> None:
    """The same run gives the same report: findings stand by file, line, column, rule and message."""
    for subject in report["subjects"]:
        order = [
            (one["file"], one["line"], one["column"], one["rule"], one["message"])
            for one in subject["findings"]
        ]
        assert order == sorted(order)


def test_a_rule_points_to_the_condition_that_decides(subjects: dict[str, dict[str, Any]]) -> None:
    """A finding on a cell has the place of the key, the Sid of its statement, the reason and the edit."""
    found = {one["rule"]: one for one in subjects["guard"]["findings"]}
    assert "ecr-blocked" not in found  # under strict no key may reach the registry
    finding = found["api-key-allowed"]
    assert (finding["file"], finding["line"], finding["column"], finding["sid"]) == (
        "policies/guard.json",
        75,
        56,
        "BlockAnyAccessOtherThanAboveUnlessSignedInWithMFA",
    )
    assert finding["evidence"]["row"] == "api-key"
    assert finding["message"].endswith(
        "aws:MultiFactorAuthPresent is absent from the request, and Bool does not match an absent key"
    )
    assert finding["remedy"] == (
        "In BlockAnyAccessOtherThanAboveUnlessSignedInWithMFA, "
        "replace Bool with BoolIfExists on aws:MultiFactorAuthPresent."
    )
    assert finding["evidence"]["edits"] == [
        {
            "policy": "identity[0]",
            "statement": 4,
            "path": ["Condition"],
            "op": "replace",
            "value": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
        }
    ]


def test_a_failed_case_is_a_finding(subjects: dict[str, dict[str, Any]]) -> None:
    """A case that came out otherwise says what was asked, expected and decided, and why it matters."""
    (finding,) = [one for one in subjects["naive"]["findings"] if one["rule"] == "scenario"]
    assert finding == {
        "rule": "scenario",
        "severity": "error",
        "message": "Automation reads a bucket, api-key: expected allow, got implicit-deny",
        "remedy": "The Allow at policies/naive.json:4 does not allow it: Condition: "
        'Bool aws:MultiFactorAuthPresent "true" is false: the key is absent.',
        "file": "policies/naive.json",
        "line": 4,
        "column": 9,
        "sid": None,
        "evidence": {
            "case": "scenarios/api_key.yaml::naive::reads-a-bucket[api-key]",
            "action": "s3:GetObject",
            "resource": "arn:aws:s3:::reports/q3.csv",
            "reason": "implicitly denied: no identity policy allows it",
            "why": "Nightly jobs must go on.",
        },
        "waived": None,
    }


def test_a_broken_file_is_one_finding(subjects: dict[str, dict[str, Any]]) -> None:
    """A malformed document is a finding at the very place, and nothing else is said of it."""
    assert subjects["policies/broken.json"]["findings"] == [
        {
            "rule": "structure",
            "severity": "error",
            "message": "$: Syntax errors in policy. "
            'There is a comma before the closing "}"; JSON allows none; delete it',
            "remedy": "Fix the document; IAM would reject it.",
            "file": "policies/broken.json",
            "line": 2,
            "column": 64,
            "sid": None,
            "evidence": {},
            "waived": None,
        }
    ]


def test_the_summary_counts_what_is_there(report: dict[str, Any]) -> None:
    """Files, subjects and cases are counted once each, and findings are all those listed."""
    assert report["summary"] == {
        "files": 3,
        "subjects": 3,
        "scenarios": 2,
        "passed": 1,
        "failed": 1,
        "not_applicable": 0,
        "findings": sum(len(subject["findings"]) for subject in report["subjects"]),
    }


def test_a_file_counts_once_however_it_is_named(project: Path, run: Callable[..., Run]) -> None:
    """A file named twice, in a folder and by its full path, is one file and one subject."""
    write(project, {"policies/broken.json": BROKEN})
    full = str(project / "policies/broken.json")

    ended = run(
        "check",
        "policies/broken.json",
        full,
        "./policies/broken.json",
        "--format",
        "json",
        "--engine",
        "embedded",
    )

    summary = json.loads(ended.out)["summary"]
    assert (summary["files"], summary["subjects"], summary["findings"]) == (1, 1, 1)


def test_the_report_can_be_written_to_a_file(bare: Path, run: Callable[..., Run]) -> None:
    """`-o` gets what stdout would have got, as UTF-8, and stdout stays empty."""
    write(bare, {"policies/broken.json": BROKEN})
    arguments = ("check", "policies", "--engine", "embedded", "--format", "json")

    shown = run(*arguments)
    written = run(*arguments, "-o", "report.json")

    assert (written.code, written.out, written.err) == (1, "", "")
    assert (bare / "report.json").read_text(encoding="utf-8") == shown.out


def test_the_profile_of_the_command_line_is_every_subjects(bare: Path, run: Callable[..., Run]) -> None:
    """`--profile` replaces the default and what subjects say."""
    write(bare, {**FILES, "policies/naive.json": BROKEN, "policies/guard.json": BROKEN})

    ended = run("check", "--profile", "strict", "--format", "json", "--engine", "embedded")

    report = json.loads(ended.out)
    assert report["profile"] == "strict"
    assert [one["profile"] for one in report["subjects"]] == ["strict", "strict"]


def test_only_findings_of_the_chosen_severity_fail(bare: Path, run: Callable[..., Run]) -> None:
    """`--fail-on` never lets an error pass: the least severe choice counts all of them."""
    write(bare, {"policies/broken.json": BROKEN})

    codes = [
        run("check", "policies", "--engine", "embedded", "--fail-on", severity).code
        for severity in ("error", "warning", "note")
    ]

    assert codes == [1, 1, 1]
