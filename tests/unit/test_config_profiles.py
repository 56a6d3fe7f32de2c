"""Profiles of one's own, and what a config makes of the exempt actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mfagate.suite.shipped import shipped_suite
from support.configs import loaded, refused

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "version: 1\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_profile_has_what_it_extends_and_its_own_over_it() -> None:
    """Cells are taken over one by one; the shipped profile stays as it is."""
    shipped = shipped_suite()[1]["mfa"]["profiles"]["by_name"]["console-only"]
    config = loaded(
        HEAD + "profile: acme\nprofiles:\n  acme:\n    extends: console-only\n    description: Ours\n"
        "    rows: {api-key: {services: blocked}, role-session: {identity: blocked}}\n"
    )

    acme = config.profiles["acme"]
    assert acme == {
        "title": "Ours",
        "rows": {
            **shipped["rows"],
            "api-key": {"services": "blocked", "identity": "guarded"},
            "role-session": {"identity": "blocked"},
        },
        "enrolment": "possible",
        "extends": ["console-only"],
    }
    assert shipped["rows"]["api-key"]["services"] == "open"
    assert config.suite().profiles.keys() == {"console-only", "strict", "acme"}
    assert config.known_profiles().keys() == {"console-only", "strict", "acme"}


def test_a_profile_may_stand_alone_or_go_on_from_another_of_ours() -> None:
    """Whichever is written first; what it goes on from is known in its order."""
    config = loaded(
        HEAD + "profiles:\n  b: {extends: a, enrolment: any}\n"
        "  a: {extends: strict, rows: {federated: {services: open}}}\n"
        "  alone: {rows: {api-key: {identity: blocked}}}\n"
    )

    assert config.profiles["b"]["extends"] == ["a", "strict"]
    assert (config.profiles["b"]["enrolment"], config.profiles["a"]["enrolment"]) == ("any", "possible")
    assert config.profiles["b"]["rows"]["federated"] == {"services": "open"}
    assert config.profiles["alone"] == {
        "title": "alone",
        "rows": {"api-key": {"identity": "blocked"}},
        "enrolment": "any",
        "extends": [],
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "profiles: {strict: {extends: console-only}}\n",
            "2:12: strict is a shipped profile; give yours another name, and extends: strict",
        ),
        (
            "profiles: {a: {extends: strikt}}\n",
            "2:25: there is no profile strikt; did you mean strict?",
        ),
        (
            "profiles: {a: {extends: b}, b: {extends: a}}\n",
            "2:15: the profile a extends itself; fix extends",
        ),
        ("profiles: {a: {extends: a}}\n", "2:15: the profile a extends itself; fix extends"),
        (
            "profiles: {a: {description: x}}\n",
            "2:15: the profile a requires nothing, so every policy would pass; add rows or extends",
        ),
        (
            "profiles: {a: {rows: {api-key: {services: any}}}}\n",
            "2:15: the profile a requires nothing, so every policy would pass; add rows or extends",
        ),
        (
            "profiles: {a: {rows: {apikey: {services: open}}}}\n",
            "2:23: $.profiles.a.rows: unknown key apikey; did you mean api-key?",
        ),
        (
            "profiles: {a: {rows: {api-key: {service: open}}}}\n",
            '2:33: $.profiles.a.rows["api-key"]: unknown key service; did you mean services?',
        ),
        (
            "profiles: {a: {rows: {api-key: {services: block}}}}\n",
            '2:43: $.profiles.a.rows["api-key"].services: unknown value block; did you mean blocked?',
        ),
        (
            "profiles: {a: {rows: {ecr-from-api-key: {identity: open}}}}\n",
            '2:42: $.profiles.a.rows["ecr-from-api-key"]: unknown key identity; expected one of services',
        ),
        ("profile: acme\n", "2:10: there is no profile acme; expected one of console-only, strict"),
    ],
)
def test_a_profile_that_cannot_be_meant_is_refused(text: str, message: str) -> None:
    """With its place and the closest name."""
    assert refused(HEAD + text) == f"mfagate.yaml:{message}"


def test_exempt_actions_are_added_and_removed_without_regard_to_case() -> None:
    """What is there already is not there twice; the suite tells what changed."""
    shipped = shipped_suite()[1]["mfa"]["exempt"]["actions"]
    config = loaded(
        HEAD + 'exempt: {add: ["iam:GetAccountSummary", "IAM:getuser", "sso:Get*"], '
        'remove: ["iam:resyncMFADevice"]}\n'
    )

    kept = [one for one in shipped if one != "iam:ResyncMFADevice"]
    assert config.exempt == (*kept, "iam:GetAccountSummary", "sso:Get*")
    suite = config.suite()
    assert suite.data["mfa"]["exempt"]["actions"] == [*kept, "iam:GetAccountSummary", "sso:Get*"]
    assert suite.exempt_changes() == {
        "added": ["iam:GetAccountSummary", "sso:Get*"],
        "removed": ["iam:ResyncMFADevice"],
    }


@pytest.mark.parametrize(("text", "actions"), [('["iam:GetUser"]', ("iam:GetUser",)), ("[]", ())])
def test_a_list_takes_the_place_of_the_shipped_exempt_actions(text: str, actions: tuple[str, ...]) -> None:
    """An empty one too: nothing is exempt then."""
    assert loaded(f"{HEAD}exempt: {text}\n").exempt == actions


def test_without_a_word_the_shipped_exempt_actions_stand() -> None:
    """Nothing is said to have changed."""
    config = loaded(HEAD)

    assert (config.exempt, config.suite().exempt_changes()) == (None, {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{add: ["iam:GetUsr"]}',
            "2:16: iam:GetUsr is not an action in the catalogue; did you mean iam:GetUser?",
        ),
        ('["iam:Xyzzy*"]', "2:10: iam:Xyzzy* is not an action in the catalogue; fix its name"),
        ('["s33:GetObject"]', "2:10: s33:GetObject: there is no service s33; did you mean s3?"),
        (
            '{remove: ["iam:GetUsers"]}',
            "2:19: iam:GetUsers is not exempt; did you mean iam:GetUser?",
        ),
        *(
            (
                f'["{one}"]',
                f"2:10: {one} cannot be exempt: too little would be left to judge; "
                "expected actions of one service, such as iam:ListMFADevices or sso:Get*",
            )
            for one in ("*", "*:*", "iam:*", "IAM:**", "iam:?*", "i*:GetUser")
        ),
        *(
            (f'["{one}"]', f"2:10: {one} is not an action; expected service:Name, such as iam:ListMFADevices")
            for one in ("iam", "iam:", ":GetUser")
        ),
        ("{ad: []}", "2:10: $.exempt: unknown key ad; did you mean add?"),
        ("{}", "2:9: $.exempt: must not be empty"),
    ],
)
def test_an_action_that_cannot_be_exempt_is_refused(text: str, message: str) -> None:
    """A name that AWS does not know would exempt nothing; one that means everything would judge nothing."""
    assert refused(f"{HEAD}exempt: {text}\n") == f"mfagate.yaml:{message}"
