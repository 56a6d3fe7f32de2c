"""Plans and states that Terraform 1.5 made with the AWS provider, and what comes out of each.

The provider is of 2020; roles' own policies, permission sets and merged documents are by schemas of today.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mfagate.findings.builders import structure_findings, unknown_findings

from .reading import FIXTURES, documents, subjects

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.subjects.model import Subject

PLANS = FIXTURES / "plans"
EXPECTED = json.loads((PLANS / "expected.json").read_text(encoding="utf-8"))


def reported(subject: Subject) -> dict[str, list[str]]:
    """Return what a subject has, and what is not known of it, by what it is known by."""
    return {
        "parts": [f"{label} {one.name}" for label, one in subject.parts.items()],
        "unknown": [f"{one.severity} {one.identity}" for one in subject.all_unknowns],
    }


@pytest.mark.parametrize("name", list(EXPECTED))
def test_a_genuine_file_is_read_whole(name: str) -> None:
    """Each user, role and permission set with all that it has; each value that is not told is an unknown."""
    found = {subject: reported(one) for subject, one in subjects(PLANS / name).items()}
    assert found == EXPECTED[name]


def test_merged_documents_are_written_out() -> None:
    """Sources come before the own statements; an override takes the place of the statement with its Sid."""
    merged = documents(PLANS / "merged.json")["aws_iam_policy.all"]
    assert [one.get("Sid", one["Action"]) for one in merged.value["Statement"] if "Action" in one] == [
        "Base",
        ["sqs:*"],
    ]
    assert merged.value["Statement"][1] == {
        "Sid": "Known",
        "Effect": "Deny",
        "NotAction": "iam:GetUser",
        "Resource": "*",
        "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
    }


@pytest.mark.parametrize("name", ["instances.json", "merged.json", "roles.json"])
def test_findings_are_known_by_addresses(tmp_path: Path, name: str) -> None:
    """A resource that comes in before all others changes the fingerprint of no finding."""
    plan = json.loads((PLANS / name).read_text(encoding="utf-8"))
    before = fingerprints(PLANS / name)
    new = {"address": "aws_iam_policy.new", "mode": "managed", "type": "aws_iam_policy", "name": "new"}
    plan["planned_values"]["root_module"]["resources"].insert(0, {**new, "values": {"policy": "{}"}})
    late = {"address": "aws_iam_policy.late", "mode": "managed", "type": "aws_iam_policy", "name": "late"}
    plan["planned_values"]["root_module"]["resources"].insert(0, {**late, "values": {}})
    (tmp_path / name).write_text(json.dumps(plan), encoding="utf-8")
    after = fingerprints(tmp_path / name)
    assert before
    assert before <= after
    assert len(after - before) > 1


def fingerprints(path: Path) -> set[str]:
    """Return what the findings of a file are known by."""
    unknown = [one for subject in subjects(path).values() for one in unknown_findings(subject)]
    structure = [one for document in documents(path).values() for one in structure_findings(document)]
    return {one.fingerprint for one in [*unknown, *structure]}
