"""A guard that is evaluated only together with another is reported, since its gaps do not show."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import CHECKOUT, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUARD = (CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8")
WORK: dict[str, Any] = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
BROKEN = {
    "Sid": "Weak",
    "Effect": "Deny",
    "NotAction": ["iam:*", "sts:GetSessionToken", "ecr:*"],
    "Resource": "*",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false", "aws:ViaAWSService": "false"}},
}
CONFIG = """\
version: 1
subjects:
  - name: guard
    files: [policies/guard.json]
  - name: "{stem}"
    each: policies/*.json
    together_with: [policies/guard.json]
    assume: nothing
"""
ALONE = "  - name: contractors-alone\n    files: [policies/contractors.json]\n    assume: nothing\n"
OTHER = "  - name: x/{stem}\n    each: policies/contr*.json\n    together_with: [other/guard.json]\n"
WAIVER = """\
waivers:
  - rule: hidden-guard
    file: policies/contractors.json
    reason: both are attached
    owner: platform
    expires: 2999-12-31
"""
JUDGE = ("check", "--engine", "embedded", "--format", "json")


def policy(*statements: dict[str, Any]) -> str:
    """Return the text of a policy."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


@pytest.fixture(name="folder")
def _folder(bare: Path) -> Path:
    files = {"guard": GUARD, "dev": policy(WORK), "contractors": policy(WORK, BROKEN)}
    write(bare, {f"policies/{name}.json": text for name, text in files.items()})
    return write(bare, {"mfagate.yaml": CONFIG, "other/guard.json": GUARD})


def hidden_guards(ended: Run) -> list[dict[str, Any]]:
    """Return the findings of this rule."""
    return [one for one in json.loads(ended.out).get("findings", []) if one["rule"] == "hidden-guard"]


@pytest.mark.parametrize("paths", [(), ("policies/contractors.json",)])
def test_a_guard_that_another_hides_is_reported(
    folder: Path, run: Callable[..., Run], paths: tuple[str, ...]
) -> None:
    """At its statement, also if only its file is checked; a policy without a guard is not reported."""
    (finding,) = hidden_guards(run(*JUDGE, *paths))

    assert folder.exists()
    assert (finding["file"], finding["sid"], finding["severity"]) == (
        "policies/contractors.json",
        "Weak",
        "warning",
    )
    assert finding["message"] == (
        "contractors: the guard of policies/guard.json (together_with) hides what this guard lets through"
    )


def test_it_is_a_warning_that_can_be_waived(folder: Path, run: Callable[..., Run]) -> None:
    """By rule and file, where both guards are attached to the same users."""
    write(folder, {"mfagate.yaml": CONFIG + WAIVER})
    ended = run(*JUDGE)
    assert (ended.code, [one["waived"]["owner"] for one in hidden_guards(ended)]) == (0, ["platform"])
    assert [one["rule"] for one in json.loads(ended.out)["findings"]] == ["hidden-guard"]


def test_as_a_subject_of_its_own_it_is_judged(folder: Path, run: Callable[..., Run]) -> None:
    """Then its gaps are findings themselves, and this one goes away."""
    write(folder, {"mfagate.yaml": CONFIG + ALONE})
    ended = run(*JUDGE)
    assert (ended.code, hidden_guards(ended)) == (1, [])
    errors = {
        one["name"]: [found["rule"] for found in one["findings"] if found["severity"] == "error"]
        for one in json.loads(ended.out)["subjects"]
    }
    assert errors["contractors"] == []
    assert "not-action-iam" in errors["contractors-alone"]


def test_behind_another_guard_it_is_still_behind_one(folder: Path, run: Callable[..., Run]) -> None:
    """A second entry with another guard does not judge it either."""
    write(folder, {"mfagate.yaml": CONFIG + OTHER})
    assert [one["message"].split(":")[0] for one in hidden_guards(run(*JUDGE))] == [
        "contractors",
        "x/contractors",
    ]


def test_what_is_listed_together_is_meant(folder: Path, run: Callable[..., Run]) -> None:
    """`files` says what is attached together, and a shared policy that is no guard hides nothing."""
    listed = (
        "version: 1\nsubjects:\n  - name: it\n    files: [policies/guard.json, policies/contractors.json]\n"
    )
    write(folder, {"mfagate.yaml": listed})
    assert hidden_guards(run(*JUDGE)) == []
    shared = CONFIG.replace("together_with: [policies/guard.json]", "together_with: [policies/dev.json]")
    write(folder, {"mfagate.yaml": shared.replace("name: guard", "name: by-itself")})
    assert hidden_guards(run(*JUDGE, "policies/contractors.json")) == []
