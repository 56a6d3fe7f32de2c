"""Expectations that a profile takes over from one that it extends: all but for the cells that it changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mfagate.policy.documents import parse_document
from mfagate.scenarios.files import read_shipped, shipped_files
from mfagate.scenarios.matrix import Matrix
from mfagate.subjects.model import Subject
from mfagate.suite.shipped import shipped_suite

CREDENTIALS = shipped_suite()[1]["mfa"]["credentials"]
PROFILES = shipped_suite()[1]["mfa"]["profiles"]["by_name"]
ROWS = {*(row for one in PROFILES.values() for row in one["rows"]), "role-session", "federated"}
POSSIBLE = {"enrolment": "possible", "extends": ["console-only"]}
SCENARIO = next(one for file in shipped_files() for one in read_shipped(file))


def with_rows(**changes: dict[str, str]) -> dict[str, Any]:
    """Return the shipped profiles, and one that wants of some rows something else than console-only."""
    rows = {name: dict(cells) for name, cells in PROFILES["console-only"]["rows"].items()}
    for name, cells in changes.items():
        row = name.replace("_", "-")
        rows[row] = {**rows.get(row, {}), **cells}
    return {**PROFILES, "acme": {**POSSIBLE, "rows": rows}}


def expected(
    profiles: dict[str, Any],
    credential: str,
    action: str = "s3:GetObject",
    expect: dict[str, Any] | None = None,
    profile: str = "acme",
) -> list[tuple[str, str]]:
    """Return the decision that is expected of a subject of the profile, and where that comes from."""
    variant = next(iter(CREDENTIALS[credential]["variants"]))
    scenario = replace(
        SCENARIO,
        about="user",
        credentials=((credential, variant),),
        request={"action": action, "resource": "*"},
        expect=expect or {"console-only": "allow", "strict": "deny"},
    )
    one = Subject("s", {"identity[0]": parse_document("{}", "a.json", "identity")}, profile=profile)
    return [(case.expect["decision"], case.source) for case in Matrix((scenario,), profiles).cases(one)]


@pytest.mark.parametrize(
    ("changes", "credential", "action", "is_inherited"),
    [
        ({}, "api-key", "s3:GetObject", True),
        ({}, "aws-login", "s3:GetObject", True),
        ({"role_session": {"identity": "guarded"}}, "api-key", "iam:CreateUser", True),
        ({"role_session": {"identity": "guarded"}}, "role-session", "s3:GetObject", True),
        ({"role_session": {"identity": "guarded"}}, "role-session", "iam:CreateUser", False),
        ({"role_session": {"identity": "guarded"}}, "role-session", "IAM:CreateUser", False),
        ({"role_session": {"identity": "guarded"}}, "role-session", "sts:GetFederationToken", False),
        ({"role_session": {"identity": "guarded"}}, "instance-profile", "iam:CreateUser", False),
        ({"role_session": {"identity": "guarded"}}, "aws-login", "s3:GetObject", False),
        ({"role_session": {"identity": "any"}}, "role-session", "iam:CreateUser", True),
        ({"api_key": {"services": "blocked"}}, "presigned-by-key", "s3:GetObject", False),
        ({"api_key": {"services": "open"}}, "presigned-by-key", "s3:GetObject", True),
        ({"api_key": {"services": "any"}}, "api-key", "s3:GetObject", False),
    ],
)
def test_a_case_is_inherited_unless_its_cell_was_changed(
    changes: dict[str, dict[str, str]],
    credential: str,
    action: str,
    is_inherited: bool,  # noqa: FBT001
) -> None:
    """The cell is the credential's row and the action's column; what has no row goes with all of it."""
    wanted = [("allow", "profile")] if is_inherited else []

    assert expected(with_rows(**changes), credential, action) == wanted


def test_where_enrolment_was_changed_nobody_need_be_able_to_enrol() -> None:
    """What a new user does to get a device is not taken over, and all else is."""
    profiles = with_rows()
    profiles["acme"] = {**profiles["acme"], "enrolment": "any"}

    assert expected(profiles, "console-without-mfa", "iam:EnableMFADevice") == []
    assert expected(profiles, "console-without-mfa") == [("allow", "profile")]


def test_the_nearest_profile_counts() -> None:
    """Its own name, then what it extends in turn, then what holds for all; not where a cell differs."""
    profiles = with_rows(api_key={"services": "blocked"})
    profiles["deeper"] = {**profiles["acme"], "extends": ["acme", "console-only"]}
    every = {"deeper": "explicit-deny", "acme": "deny", "console-only": "allow", "default": "implicit-deny"}

    said = []
    for name in [*every, "nobody"]:
        said += expected(profiles, "api-key", expect=every, profile="deeper")
        every.pop(name, None)

    assert said == [
        ("explicit-deny", "profile"),
        ("deny", "profile"),
        ("implicit-deny", "default"),
        ("implicit-deny", "default"),
    ]


def test_a_profile_that_extends_none_inherits_nothing() -> None:
    """Nor does one that no profile is known of."""
    profiles = {**PROFILES, "acme": {**POSSIBLE, "rows": {}, "extends": []}}

    assert expected(profiles, "api-key") == []
    assert expected({}, "api-key") == []
    assert expected({}, "api-key", profile="strict") == [("deny", "profile")]


def test_what_a_credential_is_judged_as_is_a_row() -> None:
    """Each names one, and no row is judged as another; what `aws login` brings is like none of them."""
    judged = {name: one["judged_as"] for name, one in CREDENTIALS.items() if "judged_as" in one}

    assert set(judged.values()) <= ROWS
    assert not ROWS & judged.keys()
    used = {name for file in shipped_files() for one in read_shipped(file) for name, _ in one.credentials}
    assert {name for name in used - ROWS - judged.keys() if CREDENTIALS[name]["kind"] == "user"} == {
        "aws-login"
    }
