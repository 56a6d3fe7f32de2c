"""The JSON Schemas of what mfagate prints: real output is as they say, and they leave nothing out."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mfagate.cli import main
from mfagate.reports._posture_table import columns, rows

ROOT = Path(__file__).parents[2]
POLICIES = [
    "policies/seed/naive.json",
    "policies/seed/bool.json",
    "policies/recommended/trust.json",
    "tests/fixtures/policies/scp-require-mfa.json",
]
ALLOW = {"Effect": "Allow", "Action": "*", "Resource": "*"}
GOOD = {
    "id": "good",
    "policies": {
        "identity": [{"Version": "2012-10-17", "Statement": ALLOW}],
        "resource": None, "boundary": None, "session": None, "scp": None, "rcp": None,
    },
    "request": {
        "principal": "arn:aws:iam::111122223333:user/alice",
        "action": "s3:GetObject",
        "resource": "arn:aws:s3:::b/k",
        "resource_account": "111122223333",
        "context": {},
    },
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    """Read a schema as it is shipped."""
    text = (files("mfagate") / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def closed(node: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema that takes no key which it does not name."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    inner = {key: closed(value) for key, value in node.items()}
    shape = node.get("type") == "object" and "properties" in node
    return {"additionalProperties": False, **inner} if shape else inner


def faults(value: Any, name: str) -> list[str]:  # noqa: ANN401 - any JSON
    """Return where a value is not what the closed schema says."""
    validator = Draft202012Validator(closed(schema(name)))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Judge policies of several kinds, and a broken one."""
    folder = tmp_path_factory.mktemp("schemas")
    (folder / "broken.json").write_text('{"Version": "2012-10-17",\n', encoding="utf-8")
    (folder / "mfagate.yaml").write_text("version: 1\n", encoding="utf-8")
    out = folder / "report.json"
    given = [str(ROOT / policy) for policy in POLICIES]
    arguments = ["check", *given, str(folder / "broken.json"), "--engine", "embedded"]
    assert main([*arguments, "-c", str(folder / "mfagate.yaml"), "--format", f"json:{out}"]) == 1
    loaded: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("name", ["report", "validation", "answer"])
def test_it_is_a_schema_of_2020_12(name: str) -> None:
    """Each file is a valid JSON Schema with its name in its $id."""
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(name)["$id"].endswith(f"/{name}.json")


def test_schemas_have_the_rows_and_columns_of_the_posture() -> None:
    """Rows and columns are data of the rules; schemas repeat them for their readers."""
    definitions = schema("report")["$defs"]
    assert list(definitions["subject"]["properties"]["posture"]["properties"]) == list(rows())
    assert definitions["subject"]["then"]["properties"]["posture"]["required"] == list(rows())
    assert list(definitions["cells"]["properties"]) == list(columns())
    assert definitions["cells"]["required"] == list(columns())
    profile = schema("config")["$defs"]["profile"]["properties"]["rows"]["properties"]
    assert list(profile) == list(rows())
    assert list(schema("config")["$defs"]["cells"]["properties"]) == list(columns())


def test_a_real_report_matches_the_schema(report: dict[str, Any]) -> None:
    """Judged or not, every key is described, and every value is of its kind."""
    assert [one["judged"] for one in report["subjects"]] == [True, True, True, True, False]
    assert faults(report, "report") == []


@pytest.mark.slow
def test_a_subject_that_was_not_judged_is_not_a_pass(report: dict[str, Any]) -> None:
    """The schema ties `judged` to what stands beside it."""
    broken = report["subjects"][-1]
    assert (broken["judged"], broken["posture"], broken["enrolment"]) == (False, {}, "impossible")
    assert broken["hijack"] == {"found": False, "judged": False, "paths": []}
    changes: list[dict[str, Any]] = [
        {"judged": True},
        {"findings": []},
        {"enrolment": "possible"},
        {"hijack": {"found": False, "judged": True, "paths": []}},
    ]
    for change in changes:
        assert faults({**report, "subjects": [{**broken, **change}]}, "report"), change


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"version": 2}, "$.version"),
        ({"profile": None}, "$.profile"),
        ({"summary": {}}, "$.summary"),
        ({"more": 1}, "$"),
    ],
)
def test_a_report_of_another_shape_does_not_match(
    report: dict[str, Any], change: dict[str, Any], path: str
) -> None:
    """The schema is no rubber stamp."""
    assert {fault.partition(":")[0] for fault in faults({**report, **change}, "report")} == {path}


def test_output_of_validate_matches_the_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Valid and invalid documents, errors and warnings."""
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    paths = [str(ROOT / "policies/seed"), str(tmp_path / "broken.json")]

    assert main(["validate", *paths, "--format", "json"]) == 1

    value = json.loads(capsys.readouterr().out)
    assert faults(value, "validation") == []
    value["documents"][-1]["valid"] = True
    assert faults(value, "validation")


@pytest.mark.slow
def test_output_of_simulate_matches_the_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer with a decision, and one for a line that is no case."""
    lines = [json.dumps(GOOD), '{"id": "no case"}', "no JSON"]
    (tmp_path / "cases.ndjson").write_text("\n".join(lines), encoding="utf-8")

    assert main(["simulate", str(tmp_path / "cases.ndjson"), "--engine", "embedded"]) == 2

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, True]
    assert [faults(answer, "answer") for answer in answers] == [[], [], []]
    assert faults({**answers[0], "error": answers[1]["error"]}, "answer")
