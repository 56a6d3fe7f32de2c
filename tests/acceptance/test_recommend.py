"""`mfagate recommend`: what it prints holds, and what it says remains is what the hijack search finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.suite.recommended import recommended
from support.commands import CHECKOUT, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Run

POLICIES = [
    ("identity", "console-only"),
    ("identity", "strict"),
    ("trust", "console-only"),
    ("trust", "strict"),
    ("ecr", "strict"),
]
SUBJECT = {"identity": "files: [policy.json]", "trust": "trust: policy.json", "ecr": "resource: policy.json"}


def checked(run: Callable[..., Run], folder: Path, kind: str, profile: str) -> tuple[int, dict[str, Any]]:
    """Save what is recommended as `policy.json`, and return how its check ended and the report on it."""
    written = run(
        "recommend", "--kind", kind, "--profile", profile, "--account", "444455556666", "-o", "policy.json"
    )
    assert (written.code, written.out) == (0, "")
    config = f'version: 1\naccount: "444455556666"\nsubjects:\n  - name: it\n    {SUBJECT[kind]}\n'
    write(folder, {"mfagate.yaml": f"{config}    profile: {profile}\n    assume: allow-all\n"})
    ended = run("check", "--engine", "embedded", "--format", "json")
    assert ended.err == ""
    return ended.code, json.loads(ended.out)["subjects"][0]


@pytest.mark.parametrize(("kind", "profile"), POLICIES)
def test_what_is_recommended_holds_and_what_remains_is_reported(
    bare: Path, run: Callable[..., Run], kind: str, profile: str
) -> None:
    """No finding and no path, and each fact that another path rests on has its line among what remains."""
    code, report = checked(run, bare, kind, profile)

    assert code == 0
    assert (report["findings"], report["hijack"]["found"], report["scenarios"]["failed"]) == ([], False, 0)
    assert report["scenarios"]["passed"] > 0
    rests_on = {name for path in report["hijack"].get("residual", []) for name in path["depends_on"]}
    reported = {name for one in recommended(kind, profile).remains for name in one.get("facts", {})}
    assert reported == rests_on


def test_what_is_printed_is_the_policy_alone(bare: Path, run: Callable[..., Run]) -> None:
    """JSON on stdout; on stderr which it is, what was filled in, and what remains."""
    ended = run("recommend", "--profile", "strict")

    assert ended.code == 0
    assert ended.out == (CHECKOUT / "policies/recommended/strict.json").read_text(encoding="utf-8")
    assert ended.err.splitlines()[:5] == [
        "strict.json, recommended for strict. "
        "Attach it to users or groups, in addition to the policies that grant their permissions.",
        "It names no account, so nothing needs to be filled in.",
        "Remaining risks:",
        "  * An attacker with the key or password of a user who has no device yet can enroll their own.",
        "    Mitigate: Enroll a device for users before they get a key or a password, "
        "or deny iam:EnableMFADevice to access keys.",
    ]
    assert bare.exists()


def test_the_config_says_profile_and_account(bare: Path, run: Callable[..., Run]) -> None:
    """Without options, the nearest config's; the sample account is gone."""
    write(bare, {"mfagate.yaml": 'version: 1\nprofile: strict\naccount: "444455556666"\n'})

    ended = run("recommend", "--kind", "trust")

    assert (ended.code, "111122223333" in ended.out) == (0, False)
    principal = json.loads(ended.out)["Statement"][0]["Principal"]
    assert principal == {"AWS": "arn:aws:iam::444455556666:root"}
    assert ended.err.splitlines()[1] == "Account 444455556666 is filled in."


def last(ended: Run) -> str:
    """Return the last line of stderr."""
    assert (ended.code, ended.out) == (0, "")
    return ended.err.splitlines()[-1]


def test_the_config_may_name_what_is_to_be_written(bare: Path, run: Callable[..., Run]) -> None:
    """Files of subjects, inputs and rules that are not there are no matter; a profile that is none is."""
    config = (
        "version: 1\nprofile: mine\nprofiles: {mine: {extends: strict}}\ninputs: [no.json]\nrules: [no]\n"
        "subjects:\n  - name: guard\n    files: [policies/guard.json]\n"
        '  - {name: "{stem}", each: users/*.json}\n'
    )
    write(bare, {"mfagate.yaml": config, "policies/x": ""})

    assert last(run("recommend", "-o", "policies/guard.json")) == (
        "next: run mfagate check; mfagate.yaml already names policies/guard.json"
    )
    strict = (CHECKOUT / "policies/recommended/strict.json").read_text(encoding="utf-8")
    assert (bare / "policies/guard.json").read_text(encoding="utf-8") == strict

    write(bare, {"mfagate.yaml": config.replace("strict", "strikt")})
    ended = run("recommend")
    assert (ended.code, ended.message) == (
        2,
        "mfagate: mfagate.yaml:3:28: there is no profile strikt; did you mean strict?",
    )


@pytest.mark.parametrize(
    ("kind", "config", "step"),
    [
        ("identity", None, "run mfagate init, which writes a config with new.json"),
        (
            "identity",
            "version: 1\n",
            "add new.json in mfagate.yaml under files: of the subjects that it is attached to, or "
            "under together_with: next to each; alone it does not affect other policies",
        ),
        (
            "trust",
            "version: 1\n",
            "add new.json under trust: of a subject in mfagate.yaml",
        ),
        (
            "ecr",
            "version: 1\n",
            "add new.json under resource: of a subject in mfagate.yaml",
        ),
    ],
)
def test_what_is_written_has_a_next_step(
    bare: Path, run: Callable[..., Run], kind: str, config: str | None, step: str
) -> None:
    """A new file in a folder does not count for the policies beside it, so one line says where to name it."""
    if config:
        write(bare, {"mfagate.yaml": config})
    options = ("--kind", kind, "--profile", "strict", "--account", "444455556666")

    assert last(run("recommend", *options, "-o", "new.json")) == f"next: {step}"
    assert "next: " not in run("recommend", *options).err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--profile", "strikt"], "there is no profile strikt; did you mean strict?"),
        (
            ["--profile", "strict", "--account", "12"],
            "--account 12: expected 12 digits, such as 111122223333",
        ),
        (
            ["--profile", "strict", "--kind", "trust"],
            "the trust policy names an account: give yours with --account N or in mfagate.yaml",
        ),
        (
            ["--profile", "console-only", "--kind", "ecr"],
            "there is no recommended ecr policy for the profile console-only: console-only lets keys push "
            "and pull images, so a repository policy has nothing to deny",
        ),
        (
            ["--profile", "strict", "-o", "there.json"],
            "there.json: already exists and is not overwritten; name another file with -o",
        ),
        (
            ["--profile", "strict", "-o", "no/x.json"],
            "no/x.json: cannot be written: No such file or directory",
        ),
    ],
)
def test_what_cannot_be_recommended_is_one_line(
    bare: Path, run: Callable[..., Run], options: list[str], message: str
) -> None:
    """Exit code 2, nothing on stdout, and no file is touched."""
    write(bare, {"there.json": "mine"})

    ended = run("recommend", *options)

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {message}")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in bare.iterdir()] == [
        ("there.json", "mine")
    ]
