"""`mfagate init`: a first config for a repository, that works as it is."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from mfagate.config import load_config
from mfagate.scaffold import Requirement
from support.commands import CHECKOUT, EMBEDDED, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUARD = (CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8")
NAIVE = (CHECKOUT / "policies/seed/naive.json").read_text(encoding="utf-8")
WORK = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'
BUCKET = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:DeleteObject",
            "Resource": "arn:aws:s3:::b/*",
            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false", "aws:ViaAWSService": "false"}},
        },
    }
)
THREE = {"iam/guard.json": GUARD, "iam/developers.json": WORK, "iam/ops.json": WORK.replace("s3:*", "ec2:*")}
QUICK = ("--engine", "embedded")

SAID = """\
found 3 policy documents
  iam/developers.json  identity
  iam/guard.json       identity, denies by sign-in method
  iam/ops.json         identity

wrote mfagate.yaml
wrote tox.ini

next: mfagate check
  then correct mfagate.yaml: it only guesses which policies a user or role has
  tox runs the same check in CI, with the mfagate that tox.ini installs
"""
CONFIG = """\
# Written by `mfagate init`. Files do not show which policies a user has: correct the subjects,
# so that `mfagate check` judges policies together as they are attached.
version: 1
# account: "…"              # default: the account that the documents name
profile: console-only        # MFA in the console; access keys work without it
# profile: strict            # access keys need MFA too
subjects:
  # A guard denies by sign-in method and grants only what users manage for themselves.
  # It is judged beside an Allow *, to see what it leaves allowed.
  - name: guard
    files: [iam/guard.json]
  # Each policy is judged with the guard and nothing else (`assume: nothing`). Delete the guard's
  # file where it is not attached to the same users.
  - name: "{stem}"
    each: "iam/*.json"      # new files that match are judged too
    together_with: [iam/guard.json]
    assume: nothing
"""


@pytest.fixture(autouse=True)
def from_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this mfagate be one that came from an index, wherever the tests run, with tox beside it."""
    monkeypatch.setattr("mfagate.scaffold._files.own_requirement", lambda: Requirement("mfagate==9.9"))
    monkeypatch.setattr("mfagate.cli._init_text.own_requirement", lambda: Requirement("mfagate==9.9"))
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")


def texts(folder: Path) -> dict[str, str]:
    """Return the text of every file under a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_three_policies_make_a_gate(bare: Path, run: Callable[..., Run]) -> None:
    """`init`, then `check` without an edit: a verdict that says which policies hold, and the gate runs it."""
    write(bare, THREE)

    begun = run("init")
    assert (begun.code, begun.out, begun.err) == (0, SAID, "")
    assert (bare / "mfagate.yaml").read_text(encoding="utf-8") == CONFIG

    checked = run("check", *QUICK)
    assert (checked.code, checked.err) == (0, "")
    last = checked.out.splitlines()[-1]
    assert last.startswith(
        "PASSED: 3 subjects, 192 scenarios (192 passed, 0 failed), 45 not applicable, 0 findings; "
    )

    gate = configparser.ConfigParser()
    gate.read(bare / "tox.ini", encoding="utf-8")
    section = gate[f"testenv:{gate['tox']['env_list']}"]
    program, *arguments = shlex.split(section["commands"].replace("{posargs}", shlex.join(QUICK)))
    assert program == "mfagate"
    assert run(*arguments).out == checked.out
    assert section["deps"].strip() == "mfagate==9.9"


def test_policies_without_mfa_do_not_hold(bare: Path, run: Callable[..., Run]) -> None:
    """The verdict is useful where nothing asks for MFA: findings, not "nothing was compared"."""
    write(bare, {"a/developers.json": WORK, "b/developers.json": WORK})

    begun = run("init", "--with", "none")
    assert begun.code == 0
    assert begun.out.endswith(
        "none of these policies denies by sign-in method; mfagate recommend prints one that does\n"
        "next: mfagate check\n"
        "  then correct mfagate.yaml: it only guesses which policies a user or role has\n"
    )
    report = json.loads(run("check", *QUICK, "--format", "json").out)

    assert [one["name"] for one in report["subjects"]] == ["developers", "b/developers"]
    assert all(
        "console-without-mfa-allowed" in {found["rule"] for found in one["findings"]}
        for one in report["subjects"]
    )


def test_a_bucket_alone_is_compared_with_something(bare: Path, run: Callable[..., Run]) -> None:
    """No shipped scenario is about the policy of a bucket, so one is written."""
    write(bare, {"bucket.json": BUCKET})

    begun = run("init")
    assert "wrote mfagate-scenarios.yaml\n" in begun.out
    checked = run("check", *QUICK)
    assert (checked.code, checked.err) == (1, "")
    assert "[console-without-mfa-allowed]" in checked.out  # it guards deletion and nothing else
    assert "1 scenario (1 passed, 0 failed)" in checked.out


def test_pytest_collects_what_init_wrote(pytester: pytest.Pytester, run: Callable[..., Run]) -> None:
    """The shipped scenarios are tests of the subjects at once."""
    write(pytester.path, THREE)
    assert run("init").code == 0

    ended = pytester.runpytest_inprocess("-k", "console-lists-buckets", *EMBEDDED)

    ended.assert_outcomes(passed=6)


def test_what_is_there_is_left_and_the_rest_printed(bare: Path, run: Callable[..., Run]) -> None:
    """A second run changes nothing, and prints what it would have written."""
    write(bare, {**THREE, "tox.ini": "[tox]\n"})
    run("init")
    before = texts(bare)
    assert before["tox.ini"] == "[tox]\n"

    again = run("init", "--with", "tox,github")

    assert again.code == 0
    assert texts(bare) == {
        **before,
        ".github/workflows/mfagate.yml": texts(bare)[".github/workflows/mfagate.yml"],
    }
    assert "left  mfagate.yaml: it already exists; it would contain:" in again.out
    assert "left  tox.ini: it already exists; add this to it:\n    [testenv:mfagate]\n" in again.out
    assert "    commands = mfagate check {posargs}\n" in again.out
    assert "wrote .github/workflows/mfagate.yml\n" in again.out


def test_a_dry_run_writes_nothing(bare: Path, run: Callable[..., Run]) -> None:
    """It prints what would be written."""
    write(bare, THREE)

    ended = run("init", "--dry-run", "--with", "tox,pre-commit,github,gitlab")

    assert ended.code == 0
    assert f"--- mfagate.yaml\n{CONFIG}" in ended.out
    assert [line for line in ended.out.splitlines() if line.startswith("--- ")] == [
        "--- mfagate.yaml",
        "--- tox.ini",
        "--- .pre-commit-config.yaml",
        "--- .github/workflows/mfagate.yml",
        "--- .gitlab-ci.yml",
    ]
    assert ended.out.endswith("nothing was written: this was a dry run\n")
    assert texts(bare) == THREE


def test_another_folder_can_be_named(bare: Path, run: Callable[..., Run]) -> None:
    """Paths in the config are relative to that folder, and the next step says so."""
    write(bare, {f"org/{name}": text for name, text in THREE.items()})

    ended = run("init", "org")

    assert ended.out == SAID.replace("next: mfagate check", "next: cd org && mfagate check")
    assert (bare / "org/mfagate.yaml").read_text(encoding="utf-8") == CONFIG


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        (
            {},
            (),
            "no policy found here: no JSON, YAML or *.template file has a Statement with an Effect at its "
            "top level, or is a template, plan or file of account details with policies; "
            "write a policy, or add subjects to mfagate.yaml yourself",
        ),
        (
            {"main.tf": "locals {}"},
            (),
            "no policy found here: no JSON, YAML or *.template file has a Statement with an Effect at its "
            "top level, or is a template, plan or file of account details with policies; "
            "the *.tf files are Terraform configuration, which mfagate does not evaluate; give its plan "
            "as JSON (terraform show -json)",
        ),
        ({"org/a.json": WORK}, ("orgg",), "orgg: no such folder; did you mean org?"),
        ({}, ("missing",), "missing: no such folder; name the folder of the repository"),
        ({"a.json": WORK}, ("--with", "github,tix"), "--with tix: unknown; did you mean tox?"),
        ({"a.json": WORK}, ("a.json",), "a.json: no such folder; name the folder of the repository"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    bare: Path, run: Callable[..., Run], files: dict[str, str], arguments: tuple[str, ...], message: str
) -> None:
    """Exit code 2, and nothing is written."""
    write(bare, files)

    ended = run("init", *arguments)

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {message}")
    assert texts(bare) == files


def test_a_link_is_not_followed(
    bare: Path, run: Callable[..., Run], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A config that is a link to somewhere else is left, and so is what it leads to."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "config"
    write(bare, THREE)
    (bare / "mfagate.yaml").symlink_to(elsewhere)

    ended = run("init", "--with", "none")

    assert "left  mfagate.yaml: it already exists" in ended.out
    assert not elsewhere.exists()


def test_files_that_hold_policies_bring_their_subjects(bare: Path, run: Callable[..., Run]) -> None:
    """The details of an account, a plan and a template are inputs of the config, which loads as it is."""
    inputs = CHECKOUT / "tests/fixtures/inputs"
    names = ("account.json", "plan.json", "template.yaml")
    write(bare, {f"iac/{name}": (inputs / name).read_text(encoding="utf-8") for name in names})

    begun = run("init", "--with", "none")
    assert begun.code == 0
    assert re.search(
        r"^  iac/account\.json  +a file of account details, \d+ subjects$", begun.out, re.MULTILINE
    )
    config = load_config(bare / "mfagate.yaml")

    assert {file.partition("#")[0] for one in config.subjects for file in one.files} == {
        f"iac/{name}" for name in names
    }
    assert "inputs: [iac/account.json, iac/plan.json, iac/template.yaml]\n" in (
        bare / "mfagate.yaml"
    ).read_text(encoding="utf-8")


def test_a_broken_policy_is_reported_by_check(bare: Path, run: Callable[..., Run]) -> None:
    """It is a subject, so that the gate does not pass it over."""
    write(bare, {"a.json": WORK[:-1]})

    begun = run("init", "--with", "none")
    checked = run("check", *QUICK)

    assert "  a.json  identity, cannot be read: mfagate check shows why\n" in begun.out
    assert checked.code == 1
    assert "[structure]" in checked.out


def test_a_local_mfagate_is_reported(
    bare: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where mfagate came from a folder, tox.ini names it, a workflow does not; the last line says so."""
    local = Requirement("mfagate @ file:///src/mfagate", is_local=True)
    monkeypatch.setattr("mfagate.scaffold._files.own_requirement", lambda: local)
    monkeypatch.setattr("mfagate.cli._init_text.own_requirement", lambda: local)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    write(bare, THREE)

    ended = run("init", "--with", "tox,github")

    assert ended.out.endswith(
        "  tox (pip install tox) runs the same check in CI, with the mfagate that tox.ini installs\n"
        "  this mfagate is installed from a local folder: comments in the files say what CI installs\n"
    )
    assert "    mfagate @ file:///src/mfagate\n" in texts(bare)["tox.ini"]
    assert "file:" not in texts(bare)[".github/workflows/mfagate.yml"]


def test_a_config_of_tox_is_not_displaced(bare: Path, run: Callable[..., Run]) -> None:
    """Of its files, tox reads tox.ini before the others, so a new one would displace what is there."""
    write(bare, {**THREE, "pyproject.toml": '[tool.tox]\nenv_list = ["py"]\n'})

    ended = run("init")

    why = "pyproject.toml configures tox, and tox would read this file instead"
    assert f"left  tox.ini: {why}; add this to it:\n" in ended.out
    assert "  tox -e mfagate runs the same check in CI" in ended.out
    assert not (bare / "tox.ini").exists()


def test_init_below_the_top_of_a_repository_reports_the_place_for_files(
    bare: Path, run: Callable[..., Run]
) -> None:
    """Workflows and hooks count only at the top."""
    write(bare, {f"org/{name}": text for name, text in THREE.items()} | {".git/HEAD": ""})

    below = run("init", "org", "--with", "pre-commit")
    top = run("init", "--with", "pre-commit")

    where = f"move it to {bare} and run mfagate in org"
    assert f".pre-commit-config.yaml: works only at the top of a repository; {where}\n" in below.out
    assert "works only at the top" not in top.out


def test_the_next_command_can_be_pasted(bare: Path, run: Callable[..., Run]) -> None:
    """Also where the folder's name has a space in it."""
    write(bare, {"my org/a.json": WORK})

    assert "next: cd 'my org' && mfagate check\n" in run("init", "my org", "--with", "none").out


def test_a_config_above_is_reported(bare: Path, run: Callable[..., Run]) -> None:
    """In this folder the new config counts, and the other no more; in the folder above there is none."""
    write(bare, {"mfagate.yaml": "version: 1\n", "org/a.json": WORK})

    below = run("init", "org", "--with", "none")
    again = run("init", "org", "--with", "none")

    line = f"{bare / 'mfagate.yaml'} is another config; in this folder the new one replaces it\n"
    assert line in below.out
    assert line not in again.out
