"""Documents of the shapes that policies have in the wild: what is said of each, judged by hand beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from mfagate.engines import open_engine
from mfagate.pipeline import evaluate
from mfagate.policy.documents import load_document
from mfagate.scenarios.matrix import Matrix
from mfagate.subjects.model import Subject
from mfagate.suite.suite import load_suite, suite_with

from .test_policies import JUDGED_ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine
    from mfagate.findings.report import SubjectReport
    from mfagate.policy.documents import Kind

WILD = Path(__file__).parents[1] / "fixtures/wild"
ROWS = ("console-without-mfa", "console-with-mfa", "api-key", "role-session", "federated")
STATES = {"B": "blocked", "O": "open", "P": "partial"}


class Judgement(NamedTuple):
    """What a careful reviewer says: cells of `ROWS` by column, what can be had, findings by line and rule."""

    services: str
    identity: str
    findings: list[tuple[int, str]]
    hijack: bool = False
    kind: Kind | None = None
    profile: str = "console-only"


JUDGEMENTS = {
    # Inline policies may be of 2008, and of no Version.
    "inline-2008": Judgement("BOBBB", "BOBBB", [(2, "structure")]),
    "no-version": Judgement("BOBBB", "BOBBB", [(1, "structure"), (4, "exempt-lacks-enrolment")]),
    # Two Sids of one name confuse nobody but IAM; all of ec2 is held, and an attacker has all of IAM.
    "sid-twice": Judgement("POPPP", "OOOOO", [(11, "structure")], hijack=True),
    # A principal that is not filled in does not hide whom the other lets in: keys, and who is federated.
    "trust-template": Judgement(
        "BOOBO",
        "BBBBB",
        [
            (12, "allow-if-exists-true"),
            (19, "structure"),
            (19, "trust-without-mfa"),
            (19, "unrendered-template"),
        ],
        profile="strict",
    ),
    # The one user who may is the one who is asked about.
    "trust-one-user": Judgement("BOBBB", "BBBBB", []),
    # Roles of accounts that are not the user's own.
    "roles-of-other-accounts": Judgement("BOBBB", "BBBBB", []),
    # A bucket is asked for what S3 does, not for images.
    "bucket-of-records": Judgement("BOBBB", "BBBBB", []),
    "bucket-old-sign-in": Judgement("OOOOO", "BBBBB", [(14, "age-without-if-exists")]),
    "key-policy": Judgement("POPPP", "BBBBB", [(19, "misspelt-guarded-action")]),
    # An SCP that spares roles by their ARNs; whoever knows the password may change it.
    "scp-spares-roles": Judgement(
        "BOBPO", "POPPO", [(15, "exempt-identity-writes")], hijack=True, kind="scp"
    ),
    "boundary-spares-keys": Judgement(
        "BOOBO", "OOOOO", [(12, "not-action-iam")], hijack=True, kind="boundary"
    ),
    # What says that it does not require MFA claims nothing; and AWS's own self-service is no mistake.
    "names-say-otherwise": Judgement("BBBBB", "BOBBB", []),
    # MFA that anybody can make; only passkeys can be enrolled; a guard of nothing.
    "trust-everybody": Judgement("BOBBB", "BBBBB", [(7, "trust-anybody")]),
    "devices-on-users-of-gov": Judgement("BBBBB", "BBBBB", [(9, "device-action-on-wrong-arn")]),
    "exempts-everything": Judgement("OOOOO", "OOOOO", [(9, "not-action-iam")], hijack=True),
    # Nobody says that it is not a service user who has it, and nothing holds him.
    "humans-only": Judgement("POPOO", "POPOO", []),
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Open the embedded engine with the suite."""
    with open_engine("embedded") as opened:
        load_suite(opened)
        yield opened


def wild_subject(name: str, user: str = "") -> Subject:
    """Return a document as the subject that `mfagate check` makes of it; for this user, if one is said."""
    expected = JUDGEMENTS[name]
    document = load_document(WILD / f"{name}.json", expected.kind, display=f"{name}.json")
    labels = {"trust": "resource", "resource": "resource", "scp": "scp[0][0]", "boundary": "boundary[0]"}
    parts = {labels.get(document.kind, "identity[0]"): document}
    return Subject(name, parts, profile=expected.profile, user=user)


def judged(engine: Engine, name: str, user: str = "") -> SubjectReport:
    """Judge a document by itself."""
    subject = wild_subject(name, user)
    (report,) = evaluate(
        engine, [subject], Matrix(), profile=subject.profile, assumptions={}, suite=suite_with()
    ).subjects
    return report


def test_every_document_is_judged() -> None:
    """Each file stands in the table."""
    assert {path.stem for path in WILD.iterdir()} == set(JUDGEMENTS)


@pytest.mark.parametrize("name", JUDGEMENTS)
def test_a_document_is_judged_as_a_reviewer_would(engine: Engine, name: str) -> None:
    """Cells, enrolment, hijack and the findings about the document, each with its line."""
    expected, report = JUDGEMENTS[name], judged(engine, name)

    assert report.report
    posture = report.report["posture"]
    for column in ("services", "identity"):
        assert {row: posture[row][column] for row in ROWS} == {
            row: STATES[letter] for row, letter in zip(ROWS, getattr(expected, column), strict=True)
        }
    assert report.report["enrolment"] == "possible"
    assert report.report["hijack"]["found"] is expected.hijack
    about_document = {(one.line, one.rule) for one in report.findings if one.rule not in JUDGED_ELSEWHERE}
    assert about_document == set(expected.findings)


@pytest.mark.parametrize(
    ("user", "services", "called"), [("bob", "blocked", ""), ("svc-a", "open", ""), ("", "partial", "svc-")]
)
def test_a_user_exempt_by_name_is_reported(engine: Engine, user: str, services: str, called: str) -> None:
    """A user who is said is judged exactly; where nobody is, one whom the guard spares is tried and named."""
    report = judged(engine, "humans-only", user)

    assert report.report
    assert report.report["posture"]["console-without-mfa"]["services"] == services
    assert report.report["proof"]["complete"] is True
    reported = [one.message for one in report.findings if one.rule == "console-without-mfa-allowed"]
    assert [" by the user " in message for message in reported] == [bool(called)] * len(reported)
    assert all(f" by the user {called}" in message for message in reported if called)
    assert bool(reported) is (services != "blocked")
