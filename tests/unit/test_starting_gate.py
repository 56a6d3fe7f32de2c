"""What `mfagate init` makes the gate install, what it takes a guard for, and where it may write."""

from __future__ import annotations

import configparser
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mfagate import __version__
from mfagate.scaffold import (
    EXTRAS,
    Requirement,
    files_for,
    own_requirement,
    propose,
    requirement_of,
    survey,
    top_of,
    tox_elsewhere,
)

if TYPE_CHECKING:
    from pathlib import Path

PINNED = Requirement(f"mfagate=={__version__}")
LOCAL = Requirement("mfagate @ file:///src/a%20clone%20%231", is_local=True)
COMMIT = "6cd2d5f0fcf8ff1b2e0d2a1a9b5d5a9d7a3a6c11"
GIT = {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"}
HTTPS = "https://git.example.com/platform/mfagate"
FROM_GIT = Requirement(f"mfagate @ git+{HTTPS}@{COMMIT}", needs="git")


@pytest.mark.parametrize(
    ("direct", "expected"),
    [
        (None, PINNED),
        ({"url": "file:///src/a%20clone%20%231", "dir_info": {}}, LOCAL),
        ({"url": "file:///src/a%20clone%20%231", "dir_info": {"editable": True}}, LOCAL),
        (
            {"url": "file:///w/mfagate-1-py3-none-any.whl", "archive_info": {"hash": "sha256=00"}},
            Requirement("mfagate @ file:///w/mfagate-1-py3-none-any.whl", is_local=True),
        ),
        (
            {"url": "https://files.example.com/mfagate.tar.gz", "archive_info": {}},
            Requirement("mfagate @ https://files.example.com/mfagate.tar.gz"),
        ),
        ({"url": HTTPS, "vcs_info": GIT}, FROM_GIT),
        (
            {"url": HTTPS, "vcs_info": GIT, "subdirectory": "kits/iam"},
            Requirement(f"{FROM_GIT.text}#subdirectory=kits/iam", needs="git"),
        ),
        (
            {"url": "file:///src/mfagate", "vcs_info": GIT},
            Requirement(f"git+file:///src/mfagate@{COMMIT}#egg=mfagate", is_local=True, needs="git"),
        ),
        (
            {"url": "file:///src", "vcs_info": GIT, "subdirectory": "kit"},
            Requirement(f"git+file:///src@{COMMIT}#egg=mfagate&subdirectory=kit", is_local=True, needs="git"),
        ),
        ({"url": HTTPS, "vcs_info": {**GIT, "commit_id": "x; rm"}}, PINNED),
        ({"url": HTTPS, "vcs_info": {"vcs": "git"}}, PINNED),
        ({"url": HTTPS, "vcs_info": GIT, "subdirectory": "a b"}, PINNED),
        ({"url": "https://${TOKEN}@example.com/m"}, PINNED),
        ({"url": "file:///a\n[testenv]"}, PINNED),
        ({"url": 1}, PINNED),
        ([], PINNED),
    ],
)
def test_the_requirement_is_what_pip_was_given(direct: object, expected: Requirement) -> None:
    """PEP 610's record is a requirement; an index where there is none, or one that is no plain URL."""
    assert requirement_of(None if direct is None else json.dumps(direct)) == expected


def test_a_record_that_is_no_json_is_none() -> None:
    """It is not ours to mend."""
    assert requirement_of("{") == PINNED


def test_this_mfagate_has_a_requirement() -> None:
    """However it was installed for the tests."""
    assert re.fullmatch(r"(mfagate==|mfagate @ |git\+file:)\S+", own_requirement().text)


def test_tox_reads_the_requirement_as_it_is() -> None:
    """A # would begin a comment for tox, unless a backslash stands before it."""
    needed = Requirement(f"{FROM_GIT.text}#subdirectory=kits", needs="git")
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(EXTRAS["tox"](needed).text)

    deps = parser["testenv:mfagate"]["deps"].strip()

    assert deps == f"{FROM_GIT.text}\\#subdirectory=kits"
    assert parser["tox"]["env_list"] == "mfagate"


def test_what_goes_into_a_tox_ini_is_its_section() -> None:
    """An existing file has a [tox] already, so the part has none."""
    made = EXTRAS["tox"](LOCAL)

    assert made.text == f"[tox]\nrequires = tox>=4\nenv_list = mfagate\n\n{made.part}"
    assert f"    mfagate=={__version__} from a package index, or" not in made.part
    assert f"    # mfagate=={__version__} from a package index, or" in made.part
    assert "#" not in EXTRAS["tox"](PINNED).text


@pytest.mark.parametrize("needed", [PINNED, LOCAL, FROM_GIT])
@pytest.mark.parametrize("name", ["pre-commit", "github", "gitlab"])
def test_what_is_written_beside_is_yaml(name: str, needed: Requirement) -> None:
    """And it runs the check."""
    made = EXTRAS[name](needed)

    assert yaml.safe_load(made.text)
    assert "mfagate check" in made.text


def steps(needed: Requirement) -> list[Any]:
    """Return what the two CI files install with, and the pre-commit hook."""
    github = yaml.safe_load(EXTRAS["github"](needed).text)["jobs"]["check"]["steps"]
    gitlab = yaml.safe_load(EXTRAS["gitlab"](needed).text)["mfagate"]
    hook = yaml.safe_load(EXTRAS["pre-commit"](needed).text)["repos"][0]["hooks"][0]
    return [
        github[2]["run"],
        gitlab["image"],
        gitlab["script"][0],
        hook["additional_dependencies"],
    ]


def test_ci_installs_what_it_can_reach() -> None:
    """A URL as it is, with git in the image; of a local folder the version, and a comment that says so."""
    get = f"pip install 'mfagate @ git+{HTTPS}@{COMMIT}'"
    pin = f"pip install {PINNED.text}"

    assert steps(FROM_GIT) == [get, "python:3.12", get, [FROM_GIT.text]]
    assert steps(PINNED) == [pin, "python:3.12-slim", pin, [PINNED.text]]
    assert steps(LOCAL) == [pin, "python:3.12-slim", pin, [LOCAL.text]]
    assert all("# CHANGE THIS: " in EXTRAS[name](LOCAL).text for name in ("github", "gitlab"))
    assert "# This path exists only where" in EXTRAS["pre-commit"](LOCAL).text
    assert not any("#" in EXTRAS[name](one).text for name in EXTRAS for one in (PINNED, FROM_GIT))


def test_a_key_that_ci_needs_is_reported() -> None:
    """A URL of ssh asks for one."""
    over = Requirement(f"mfagate @ git+ssh://git@git.example.com/m@{COMMIT}", needs="git")

    assert all("# pip needs an SSH key for this host.\n" in make(over).text for make in EXTRAS.values())


MFA = "aws:MultiFactorAuthPresent"
ALLOW = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}


def deny(operator: str, value: str, **elements: object) -> dict[str, Any]:
    """Return a Deny of everything but enrolment, or of other elements, with this condition."""
    scope = elements or {"NotAction": ["iam:EnableMFADevice"]}
    return {"Effect": "Deny", **scope, "Resource": "*", "Condition": {operator: {MFA: value}}}


KEYS, PEOPLE = deny("BoolIfExists", "false"), deny("Bool", "false")
OF_IDENTITY = deny("BoolIfExists", "false", Action=["iam:Create*", "IAM:Put*", "sts:GetFederationToken"])
WITH_MFA = {**ALLOW, "Condition": {"Bool": {MFA: "true"}}}


def proposed(root: Path, *policies: list[dict[str, Any]]) -> tuple[str, dict[str, str | None]]:
    """Return the profile that is proposed for policies, and those of subjects that have their own."""
    root.mkdir(exist_ok=True)
    for number, statements in enumerate(policies):
        text = json.dumps({"Version": "2012-10-17", "Statement": statements})
        (root / f"p{number}.json").write_text(text, encoding="utf-8")
    found = propose(survey(root).documents)
    return found.profile, {one.name: one.profile for one in found.entries if one.profile}


@pytest.mark.parametrize(
    ("policies", "profile", "own"),
    [
        ([[KEYS], [ALLOW]], "strict", {}),
        ([[deny("Null", "true")]], "strict", {}),
        ([[deny("StringNotEquals", "true")]], "strict", {}),
        ([[deny("ForAnyValue:BoolIfExists", "false")]], "strict", {}),
        ([[KEYS, OF_IDENTITY]], "strict", {}),
        ([[WITH_MFA]], "strict", {}),
        ([[WITH_MFA], [ALLOW]], "strict", {}),
        ([[PEOPLE], [ALLOW]], "console-only", {}),
        ([[PEOPLE, OF_IDENTITY]], "console-only", {}),
        ([[PEOPLE, KEYS]], "console-only", {}),
        ([[OF_IDENTITY]], "console-only", {}),
        ([[deny("Null", "false")]], "console-only", {}),
        ([[ALLOW]], "console-only", {}),
        ([[WITH_MFA, ALLOW]], "console-only", {}),
        ([[{**ALLOW, "Condition": {"BoolIfExists": {MFA: "true"}}}]], "console-only", {}),
        ([[PEOPLE], [KEYS]], "console-only", {"p1": "strict"}),
        ([[PEOPLE], [WITH_MFA]], "console-only", {}),
    ],
)
def test_the_profile_is_the_guards(
    tmp_path: Path, policies: list[list[dict[str, Any]]], profile: str, own: dict[str, str | None]
) -> None:
    """Strict where keys, which bring no MFA key, are denied too; a guard that differs has its own."""
    assert proposed(tmp_path, *policies) == (profile, own)


def test_the_config_says_why(tmp_path: Path) -> None:
    """The file that asks keys is named; without one nothing is, and the other profile is a comment."""
    proposed(tmp_path / "a", [KEYS])
    proposed(tmp_path / "b", [PEOPLE])
    texts = [
        files_for(root, propose(survey(root).documents), None, [], PINNED)[0].text
        for root in (tmp_path / "a", tmp_path / "b")
    ]

    assert (
        "# p0.json denies access keys too, which never carry MFA. If access keys should work without MFA,\n"
        "# use the other profile: `mfagate check` then lists what blocks them.\n"
        "profile: strict              # access keys need MFA too\n"
        "# profile: console-only      # MFA in the console; access keys work without it\n"
    ) in texts[0]
    assert (
        "the documents name\n"
        "profile: console-only        # MFA in the console; access keys work without it\n"
        "# profile: strict            # access keys need MFA too\n"
    ) in texts[1]


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"setup.cfg": "[tox:tox]\nenvlist = py\n"}, "setup.cfg"),
        ({"pyproject.toml": "[tool.tox]\n"}, "pyproject.toml"),
        ({"pyproject.toml": "[ tool.tox.env_run_base ]\n"}, "pyproject.toml"),
        ({"tox.toml": ""}, "tox.toml"),
        ({"tox.toml": "", "tox.ini": ""}, None),
        ({"setup.cfg": "[metadata]\n", "pyproject.toml": "[tool.toxic]\n"}, None),
        ({"setup.cfg": "broken"}, None),
        ({}, None),
    ],
)
def test_a_config_of_tox_elsewhere_is_found(tmp_path: Path, files: dict[str, str], name: str | None) -> None:
    """tox.ini would be read before any of them; where it already exists, nothing changes."""
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")

    assert tox_elsewhere(tmp_path) == name


def test_the_top_of_a_repository_has_its_git(tmp_path: Path) -> None:
    """A folder, or the file that a worktree has."""
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/.git").write_text("gitdir: …", encoding="utf-8")

    assert top_of(tmp_path / "a/b") == tmp_path / "a"
    assert top_of(tmp_path / "a") == tmp_path / "a"


def template(*statements: dict[str, Any]) -> str:
    """Return a template with a group that has these statements."""
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    policies = [{"PolicyName": "p", "PolicyDocument": document}]
    return json.dumps({"Resources": {"G": {"Type": "AWS::IAM::Group", "Properties": {"Policies": policies}}}})


def test_guards_in_a_template_count_too(tmp_path: Path) -> None:
    """What they ask for decides as that of documents does."""
    (tmp_path / "keys.json").write_text(template(KEYS), encoding="utf-8")
    strict = propose(survey(tmp_path).documents, survey(tmp_path).containers)
    (tmp_path / "people.json").write_text(template(ALLOW, PEOPLE), encoding="utf-8")
    mixed = propose(survey(tmp_path).documents, survey(tmp_path).containers)

    assert (strict.profile, strict.why) == (
        "strict",
        "keys.json denies access keys too, which never carry MFA",
    )
    assert (mixed.profile, mixed.why) == ("console-only", "")
