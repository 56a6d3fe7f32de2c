"""What the rules about documents say of the policies in this repository, engine by engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mfagate.config import load_config
from mfagate.engines import open_engine
from mfagate.evaluation.queries import ask_subject
from mfagate.findings.builders import rule_finding
from mfagate.suite.rule_metadata import rule_metadata
from mfagate.suite.shipped import shipped_suite
from mfagate.suite.suite import load_suite
from support.availability import COMPARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine
    from mfagate.findings.model import Finding

ROOT = Path(__file__).parents[2]

# Rules that judge the posture or search it: they have tests of their own.
JUDGED_ELSEWHERE = {
    "api-key-allowed",
    "api-key-blocked",
    "console-with-mfa-blocked",
    "console-without-mfa-allowed",
    "ecr-allowed",
    "ecr-blocked",
    "enrolment-impossible",
    "forwarded-allowed",
    "forwarded-blocked",
    "hijack-path",
    "identity-open-without-mfa",
    "session-with-mfa-blocked",
    "session-without-mfa-allowed",
}

LEGACY = [
    (23, "list-action-on-arn"),
    (59, "withdrawn-action"),
    (60, "withdrawn-action"),
    (65, "own-device-name"),
]
NARROWER = [
    (8, "list-action-on-arn"),
    (19, "list-action-on-arn"),
    (20, "list-action-on-arn"),
    (50, "own-device-name"),
    (57, "not-action-iam"),
]
EXPECTED: dict[str, list[tuple[int, str]]] = {
    "naive": [],
    "boolifexists": [*LEGACY, (72, "exempt-lacks-enrolment"), (72, "not-action-iam")],
    "bool": [*LEGACY, (72, "not-action-iam")],
    "narrower": NARROWER,
    "bool-verbatim": sorted(
        [
            *LEGACY,
            *((line, "placeholder-account") for line in (38, 48, 49, 65, 66)),
            (72, "not-action-iam"),
        ]
    ),
    "narrower-alone": NARROWER,
    "self-manage": [],
    "support-article": [(7, "exempt-lacks-enrolment"), (9, "exempt-device-deletion")],
    "notaction-iam": [(7, "exempt-lacks-enrolment"), (7, "not-action-iam")],
    "deny-all": [],
    "deny-null-age": [],
    "recommended-console-only": [],
    "recommended-strict": [],
    "recommended-ecr-repository": [],
    "recommended-trust": [],
    "recommended-trust-console-only": [],
}


@pytest.fixture(scope="module", params=COMPARED)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Open an engine with the suite."""
    with open_engine(request.param) as opened:
        load_suite(opened)
        yield opened


@pytest.fixture(scope="module")
def found(engine: Engine) -> dict[str, list[Finding]]:
    """Return what the rules find in each subject of mfagate.yaml."""
    metadata = rule_metadata(shipped_suite()[0])
    config = load_config(ROOT / "mfagate.yaml")
    return {
        subject.name: [
            rule_finding(subject, one, metadata)
            for one in ask_subject(engine, subject, config.assumptions)["findings"]
        ]
        for subject in config.subjects
    }


def test_every_subject_is_expected(found: dict[str, list[Finding]]) -> None:
    """Each subject of mfagate.yaml stands in the table above."""
    assert set(found) == set(EXPECTED)


@pytest.mark.parametrize("subject", EXPECTED)
def test_the_rules_say_what_the_facts_derive(found: dict[str, list[Finding]], subject: str) -> None:
    """Each rule about documents, with the line that it points to."""
    about_documents = [one for one in found[subject] if one.rule not in JUDGED_ELSEWHERE]
    assert sorted((one.line, one.rule) for one in about_documents) == EXPECTED[subject]


@pytest.mark.parametrize("subject", [name for name in EXPECTED if name.startswith("recommended-")])
def test_the_recommended_policies_have_no_finding_at_all(
    found: dict[str, list[Finding]], subject: str
) -> None:
    """No error, no warning, no note, of any rule."""
    assert found[subject] == []


def test_every_cell_is_reported_by_one_rule() -> None:
    """What rules say with words of their own is left out of the rule that tells all other cells."""
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in (ROOT / "rego/mfa/rules/posture").glob("*.rego")
    }
    general = texts.pop("profile_cell.rego")
    cell = re.compile(
        r'^\t+(\["[a-z-]+", "(?:services|identity)", "(?:open|blocked|guarded)"\]),$', re.MULTILINE
    )
    lists = [
        part.partition("])\n")[0]
        for name, text in texts.items()
        if not name.endswith("_test.rego")
        for part in text.split("shortfalls([\n")[1:]
    ]
    reported = [one for part in lists for one in cell.findall(part)]

    assert sorted(reported) == sorted(cell.findall(general))
    assert len(reported) == len(set(reported)) == 19
