"""The edits in findings: once applied, what was found is gone; none changes a control policy."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.engines import open_engine
from mfagate.suite.suite import load_suite, suite_with

from .test_wild import JUDGEMENTS, wild_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

    Subject = dict[str, Any]

ROOT = Path(__file__).parents[2]
MFA = "aws:MultiFactorAuthPresent"
ENROLMENT = ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:GetUser", "iam:ListMFADevices"]
EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
TRUST = {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}
ROUNDS = 8  # of edits until a cell is as the profile requires
UNEDITED = {"wild-key-policy"}  # a Deny that nobody wrote yet would stop services and roles too
ALL = os.environ.get("MFAGATE_EDITS_SHARE") == "1"
SHARE = 15  # one subject in so many is tried; MFAGATE_EDITS_SHARE=1 tries all

CONDITIONS: dict[str, dict[str, dict[str, str]]] = {
    "bool": {"Bool": {MFA: "false"}},
    "bool-if-exists": {"BoolIfExists": {MFA: "false"}},
    "null": {"Null": {MFA: "true"}},
    "age": {"NumericGreaterThan": {"aws:MultiFactorAuthAge": "3600"}},
    "age-if-exists": {"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}},
    "bool-true": {"Bool": {MFA: "true"}},
    "not-true": {"StringNotEquals": {MFA: "true"}},
    "for-network": {"Bool": {MFA: "false"}, "NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
    "without-services": {"Bool": {MFA: "false", "aws:ViaAWSService": "false"}},
}
SHAPES: dict[str, dict[str, Any]] = {
    "all-but-enrolment": {"NotAction": ENROLMENT, "Resource": "*"},
    "all-but-iam": {"NotAction": ["iam:*", "sts:*"], "Resource": "*"},
    "some-buckets": {"Action": "s3:*", "Resource": ["arn:aws:s3:::records", "arn:aws:s3:::records/*"]},
    "some-resources": {"NotAction": "iam:*", "Resource": "arn:aws:s3:::records/*"},
    "all-but-resources": {"Action": "*", "NotResource": "arn:aws:iam::*:mfa/*"},
}


def _document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _subject(kind: str, policies: dict[str, Any], profile: str) -> Subject:
    return {
        "name": "sample",
        "kind": kind,
        "account": "111122223333",
        "user": "alice",
        "profile": profile,
        "policies": policies,
    }


def _seeds(profile: str) -> Iterator[tuple[str, Subject]]:
    """Give the policies of the repository that the first question was about."""
    for name in ("bool", "boolifexists", "naive", "narrower"):
        text = (ROOT / f"policies/seed/{name}.json").read_text(encoding="utf-8")
        document = json.loads(text.replace("ACCOUNT_ID", "111122223333"))
        yield f"seed-{name}", _subject("identity", {"identity": [document]}, profile)


def _generated(name: str, condition: dict[str, Any], profile: str) -> Iterator[tuple[str, Subject]]:
    """Give a subject of each kind with this condition."""
    for shape_name, shape in SHAPES.items():
        guard = {"Effect": "Deny", **shape, "Condition": condition}
        policies = {"identity": [_document(EVERYTHING, guard)]}
        yield f"{shape_name}-{name}", _subject("identity", policies, profile)
    guard = {"Effect": "Deny", **SHAPES["all-but-enrolment"], "Condition": condition}
    with_scp = {"identity": [_document(EVERYTHING)], "scp": [[_document(EVERYTHING, guard)]]}
    yield f"scp-{name}", _subject("identity", with_scp, profile)
    yield f"scp-alone-{name}", _subject("scp", {"identity": [], "scp": [[_document(guard)]]}, profile)
    policies = {"identity": [_document({**EVERYTHING, "Condition": condition})]}
    yield f"allow-{name}", _subject("identity", policies, profile)
    yield (
        f"trust-{name}",
        _subject("trust", {"resource": _document({**TRUST, "Condition": condition})}, profile),
    )
    policies = {"identity": [_document(EVERYTHING, guard)]}
    yield f"role-{name}", {**_subject("identity", policies, profile), "principal": "role"}


def _subjects() -> Iterator[tuple[str, Subject]]:
    """Give one in `SHARE` of all, so that every condition, shape, kind and profile is among them."""
    everything = []
    for profile in ("console-only", "strict"):
        plain = _subject("identity", {"identity": [_document(EVERYTHING)]}, profile)
        trust = _subject("trust", {"resource": _document(TRUST)}, profile)
        generated = [
            one for name, condition in CONDITIONS.items() for one in _generated(name, condition, profile)
        ]
        anybody = _subject("trust", {"resource": _document({**TRUST, "Principal": "*"})}, profile)
        single = [("plain", plain), ("trust-plain", trust), ("trust-anybody", anybody)]
        for name, subject in [*_seeds(profile), *single]:
            yield f"{name}-{profile}", subject
        everything += [(f"{name}-{profile}", subject) for name, subject in generated]
    yield from everything[:: int(os.environ.get("MFAGATE_EDITS_SHARE", SHARE))]


def _wild() -> Iterator[tuple[str, Subject]]:
    """Give the documents that tests/rules/test_wild.py judges."""
    for name, expected in JUDGEMENTS.items():
        yield f"wild-{name}", wild_subject(name).as_input() | {"profile": expected.profile}


SUBJECTS = dict([*_subjects(), *_wild()])


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Open the embedded engine with the suite."""
    with open_engine("embedded") as opened:
        load_suite(opened)
        yield opened


def _cell(shortfall: dict[str, Any]) -> str:
    return f"{shortfall['row']} {shortfall['column']}"


def _shortfalls(engine: Engine, subject: Subject) -> dict[str, dict[str, Any]]:
    return {_cell(one): one for one in engine.query("mfa/profiles/shortfalls", {"subject": subject})}


def _causes(engine: Engine, subject: Subject) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = engine.query("mfa/causes/of_cells", {"subject": subject})
    return found


def _documents(subject: Subject) -> dict[str, dict[str, Any]]:
    """Return the documents of a subject by their labels."""
    policies = subject["policies"]
    found = {
        f"{kind}[{index}]": one
        for kind in ("identity", "boundary")
        for index, one in enumerate(policies.get(kind) or [])
    }
    if policies.get("resource"):
        found["resource"] = policies["resource"]
    for level, documents in enumerate(policies.get("scp") or []):
        found |= {f"scp[{level}][{index}]": one for index, one in enumerate(documents)}
    return found


def _edited(subject: Subject, edits: list[dict[str, Any]]) -> Subject:
    """Return the subject with edits applied, from the last statement to the first, so that numbers stay."""
    after = copy.deepcopy(subject)
    for edit in sorted(edits, key=lambda one: -1 if one["statement"] is None else -one["statement"]):
        document = _documents(after)[edit["policy"]]
        if isinstance(document["Statement"], dict):
            document["Statement"] = [document["Statement"]]
        if edit["statement"] is None:
            document["Statement"].append(edit["value"])
        elif not edit["path"]:
            del document["Statement"][edit["statement"]]
        else:
            (element,) = edit["path"]
            statement = document["Statement"][edit["statement"]]
            if edit["op"] == "remove":
                del statement[element]
            else:
                statement[element] = edit["value"]
    return after


def _decision(engine: Engine, subject: Subject, witness: dict[str, Any], contexts: dict[str, Any]) -> str:
    """Decide the request of a witness under a subject's policies, and what is assumed beside them."""
    request = {**witness["request"], "context": contexts[witness["asked"]]}
    (answer,) = engine.query(
        "iam/answers",
        {
            "policies": engine.query("mfa/subject/set", {"subject": subject}),
            "requests": [request],
            "assumptions": {"unstated-resource-policy": "agrees"},
        },
    )
    return str(answer["decision"])


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_edits_of_a_finding_close_its_cell(engine: Engine, name: str) -> None:
    """The witness is decided as the profile requires, and after a few rounds the whole cell is."""
    subject = SUBJECTS[name]
    subject = {**subject, "assume": engine.query("mfa/subject/assume", {"subject": subject})}
    contexts = engine.query("mfa/posture/evaluation_contexts", {"subject": subject})
    causes = _causes(engine, subject)
    for cell, shortfall in _shortfalls(engine, subject).items():
        cause = causes[cell]
        assert cause["why"]
        if "edits" not in cause:
            assert "scp" in name or name in UNEDITED, f"{cell} has no edits"
            continue
        assert cause["remedy"]
        assert not [edit for edit in cause["edits"] if edit["policy"].startswith(("scp", "rcp"))]
        after = _edited(subject, cause["edits"])
        decision = _decision(engine, after, shortfall["witness"], contexts)
        assert (decision == "Allowed") is (shortfall["required"] == "open"), (cell, cause)
        assert _closed_after(engine, after, cell), (cell, cause)


def _closed_after(engine: Engine, subject: Subject, cell: str) -> bool:
    """Tell whether a cell is as the profile requires after some more rounds of edits."""
    for _ in range(ROUNDS - 1):
        if cell not in _shortfalls(engine, subject):
            return True
        subject = _edited(subject, _causes(engine, subject)[cell]["edits"])
    return cell not in _shortfalls(engine, subject)


def test_the_identity_guards_are_those_of_the_recommended_policy(engine: Engine) -> None:
    """What remedies add is what `mfagate recommend` prints."""
    recommended = json.loads((ROOT / "policies/recommended/console-only.json").read_text(encoding="utf-8"))
    denies = [one for one in recommended["Statement"] if one["Effect"] == "Deny"]
    guards = engine.query("mfa/causes/identity_guards", {})
    assert guards == [{key: value for key, value in one.items() if key != "Sid"} for one in denies[1:]]


BUCKETS = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
WITHOUT_MFA = {"BoolIfExists": {MFA: "false"}}
WITH_MFA = {"Bool": {MFA: "true"}}


def _guard(exempt: list[str], condition: dict[str, Any] = WITHOUT_MFA) -> dict[str, Any]:
    return {"Effect": "Deny", "NotAction": exempt, "Resource": "*", "Condition": condition}


def _deny(*actions: str) -> dict[str, Any]:
    return {"Effect": "Deny", "Action": list(actions), "Resource": "*", "Condition": WITHOUT_MFA}


def _attached(*statements: dict[str, Any], **layers: list[Any]) -> dict[str, Any]:
    return {"identity": [_document(*statements)], **layers}


HIJACKED = {
    "iam-exempt": _attached(EVERYTHING, _guard(["iam:*", "sts:*"])),
    "bool": _attached(EVERYTHING, _guard(ENROLMENT, {"Bool": {MFA: "false"}})),
    "no-guard": _attached(EVERYTHING),
    "writes-exempt": _attached(EVERYTHING, _guard([*ENROLMENT, "iam:CreateAccessKey", "iam:Put*"])),
    "pass-role": _attached(EVERYTHING, _guard([*ENROLMENT, "iam:PassRole", "lambda:*"])),
    "federation": _attached(EVERYTHING, _guard([*ENROLMENT, "sts:GetFederationToken"])),
    "network": _attached(EVERYTHING, _guard(ENROLMENT, CONDITIONS["for-network"])),
    "some-users": _attached(EVERYTHING, {**_deny("*"), "Resource": "arn:aws:iam::*:user/admins/*"}),
    "grants-alone": _attached({**BUCKETS, "Action": ["iam:PutUserPolicy", "iam:CreateUser"]}),
    "scp": _attached(EVERYTHING, scp=[[_document(EVERYTHING, _guard(["iam:*"]))]]),
    "boundary": _attached(EVERYTHING, boundary=[_document(EVERYTHING, _guard([*ENROLMENT, "iam:Delete*"]))]),
}
UNENROLLABLE = {
    "deny-everything": _attached(EVERYTHING, _deny("*")),
    "deny-iam": _attached(EVERYTHING, _guard(ENROLMENT), _deny("iam:*", "ec2:*")),
    "deny-create": _attached(EVERYTHING, _deny("iam:Create*", "iam:E*"), _guard(ENROLMENT)),
    "deny-the-calls": _attached(EVERYTHING, _guard(ENROLMENT), _deny(*ENROLMENT)),
    "both-not-exempt": _attached(EVERYTHING, _guard(ENROLMENT[2:])),
    "one-not-exempt": _attached(EVERYTHING, _guard([ENROLMENT[0]])),
    "exempt-is-text": _attached(EVERYTHING, {**_guard([]), "NotAction": "s3:*"}),
    "no-allow": _attached(BUCKETS, _guard(ENROLMENT)),
    "no-allow-and-denied": _attached(BUCKETS, _guard(["s3:GetObject"])),
    "allow-with-mfa": _attached({**EVERYTHING, "Condition": WITH_MFA}),
    "boundary-lacks": _attached(EVERYTHING, _guard(ENROLMENT), boundary=[_document(BUCKETS)]),
    "boundary-denies": _attached(EVERYTHING, _guard(ENROLMENT), boundary=[_document(EVERYTHING, _deny("*"))]),
    "scp-denies": _attached(EVERYTHING, _guard(ENROLMENT), scp=[[_document(EVERYTHING, _deny("iam:*"))]]),
}
PROFILES = ("console-only", "strict")
FOUND = [
    (rule, name, policies, profile)
    for rule, subjects in (("hijack-path", HIJACKED), ("enrolment-impossible", UNENROLLABLE))
    for place, (name, policies) in enumerate(subjects.items())
    for profile in (PROFILES if ALL else PROFILES[place % 2 :][:1])  # in turn, as each takes seconds
]
RULES = suite_with().rules
ORGANIZATION = {
    "scp-denies"
}  # what an organization denies, no edit of the users' own policies makes possible


def _errors(engine: Engine, subject: Subject) -> list[dict[str, Any]]:
    found = engine.query("mfa/rules/findings", {"subject": subject})
    return [one for one in found if RULES[one["rule"]]["severity"] == "error"]


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two findings are about the same: of paths, those that begin alike."""
    return [one["rule"], one["evidence"].get("from")] == [other["rule"], other["evidence"].get("from")]


@pytest.mark.parametrize(
    ("rule", "name", "policies", "profile"), FOUND, ids=[f"{one[0]}-{one[1]}-{one[3]}" for one in FOUND]
)
def test_the_edits_of_a_path_or_of_enrollment_close_it(
    engine: Engine, rule: str, name: str, policies: dict[str, Any], profile: str
) -> None:
    """It is gone at once, other paths from there after a few rounds, and no error is new."""
    subject = {**_subject("identity", policies, profile), "assume": "nothing"}
    before = _errors(engine, subject)
    found = [one for one in before if one["rule"] == rule]
    assert found
    for finding in found:
        if name in ORGANIZATION:
            assert "edits" not in finding["evidence"]
            continue
        after = _after_rounds(engine, subject, finding)
        new = [one["rule"] for one in after if one["rule"] not in {other["rule"] for other in before}]
        assert new == [], finding


def _after_rounds(engine: Engine, subject: Subject, finding: dict[str, Any]) -> list[dict[str, Any]]:
    """Apply the edits of a finding and of what follows it, and return the errors that are left."""
    for _ in range(ROUNDS):
        edits = finding["evidence"]["edits"]
        assert not [edit for edit in edits if edit["policy"].startswith(("scp", "rcp"))]
        subject = _edited(subject, edits)
        errors = _errors(engine, subject)
        assert finding["message"] not in [one["message"] for one in errors]
        left = [one for one in errors if _same(one, finding)]
        if not left:
            return errors
        (finding,) = left
    pytest.fail(f"{finding['message']} after {ROUNDS} rounds")
