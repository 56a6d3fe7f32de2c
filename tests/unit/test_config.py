"""`mfagate.yaml`: found, read, and turned into subjects."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mfagate.config import Config, displayed, find_config, known_profile, load_config, subjects_of_file
from mfagate.exceptions import ConfigError, UnreadableFileError, UsageError

ALLOW = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'
TRUST = """{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
 "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}}"""
BUCKET = """{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:*", "Principal": "*",
 "Resource": "arn:aws:s3:::b/*"}}"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a working directory with a policy of each kind."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"a": ALLOW, "b": ALLOW, "trust": TRUST, "bucket": BUCKET}.items():
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    return tmp_path


def loaded(folder: Path, text: str, profile: str | None = None) -> Config:
    """Write a config and read it."""
    path = folder / "mfagate.yaml"
    path.write_text(text, encoding="utf-8")
    return load_config(path, profile)


def test_the_nearest_config_is_found(tmp_path: Path) -> None:
    """A config is looked for in the folder and upward; a folder of that name is none."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "mfagate.yaml").write_text("version: 1\n", encoding="utf-8")
    (inner / "mfagate.yaml").mkdir()
    assert find_config(inner) == tmp_path / "mfagate.yaml"

    (tmp_path / "a" / "mfagate.yaml").write_text("version: 1\n", encoding="utf-8")
    assert find_config(inner) == tmp_path / "a" / "mfagate.yaml"


def test_without_a_config_the_defaults_stand() -> None:
    """No file: auto, console-only, the account that documents name, the sample user, and no subjects."""
    assert load_config(None) == Config(
        path=None,
        engine="auto",
        profile="console-only",
        account="",
        user="",
        scenarios=(),
        rules=(),
        assumptions={},
        account_facts={},
        subjects=(),
    )
    assert load_config(None, "strict").profile == "strict"


def test_a_config_is_read_whole(folder: Path) -> None:
    """Every setting comes through, and paths are resolved against the file, not the working directory."""
    config = loaded(
        folder,
        """\
version: 1
engine: binary
profile: strict
account: "111122223333"
user: bob
scenarios: [scenarios, more/one.yaml]
rules: [rules]
assumptions: {colon-crossing: never}
account_facts: {role: deployer}
""",
    )

    assert config == Config(
        path=folder / "mfagate.yaml",
        engine="binary",
        profile="strict",
        account="111122223333",
        user="bob",
        scenarios=(folder / "scenarios", folder / "more/one.yaml"),
        rules=(folder / "rules",),
        assumptions={"colon-crossing": "never"},
        account_facts={"role": "deployer"},
        subjects=(),
    )


def test_a_subject_takes_the_defaults_and_may_change_them(folder: Path) -> None:
    """Profile, account and user of the config are every subject's, unless it says otherwise."""
    config = loaded(
        folder,
        """\
version: 1
profile: strict
account: "111122223333"
user: bob
subjects:
  - name: plain
    files: [a.json]
  - name: own
    files: [a.json, b.json]
    profile: console-only
    account: "444455556666"
    user: carol
    assume: nothing
    placeholders: {accountid: "{account}"}
""",
    )

    plain, own = config.subjects
    assert (plain.name, plain.profile, plain.account, plain.user) == (
        "plain",
        "strict",
        "111122223333",
        "bob",
    )
    assert (plain.assume, plain.placeholders, plain.files) == (None, {}, ["a.json"])
    assert (own.name, own.profile, own.account, own.user) == ("own", "console-only", "444455556666", "carol")
    assert (own.assume, own.placeholders, own.files) == (
        "nothing",
        {"accountid": "{account}"},
        ["a.json", "b.json"],
    )


def test_a_subject_without_defaults_has_the_packages(folder: Path) -> None:
    """What nobody says is the package's own default."""
    (subject,) = loaded(folder, "version: 1\nsubjects:\n  - name: a\n    files: [a.json]\n").subjects

    assert (subject.profile, subject.judged_account, subject.judged_user) == (
        "console-only",
        "123456789012",
        "alice",
    )


def test_facts_about_the_account_are_the_configs_and_over_them_the_subjects(folder: Path) -> None:
    """A subject changes the facts that it names, and keeps the others; a file by itself has the config's."""
    config = loaded(
        folder,
        """\
version: 1
account_facts: {role: deployer, group: everyone}
subjects:
  - name: plain
    files: [a.json]
  - name: own
    files: [a.json]
    account_facts: {group: admins, device-rule: "off"}
""",
    )

    plain, own = config.subjects
    (alone,) = subjects_of_file(folder / "b.json", config)
    assert plain.account_facts == {"role": "deployer", "group": "everyone"}
    assert own.account_facts == {"role": "deployer", "group": "admins", "device-rule": "off"}
    assert alone.account_facts == {"role": "deployer", "group": "everyone"}


def test_the_profile_of_the_command_line_wins(folder: Path) -> None:
    """`--profile` replaces what the config and its subjects say."""
    subject = "  - name: a\n    files: [a.json]\n    profile: console-only\n"
    text = f"version: 1\nprofile: console-only\nsubjects:\n{subject}"

    config = loaded(folder, text, "strict")

    assert (config.profile, [one.profile for one in config.subjects]) == ("strict", ["strict"])


def test_every_policy_type_has_its_label_and_kind(folder: Path) -> None:
    """Documents are labelled as the rules label them, and are of the kind that their place says."""
    config = loaded(
        folder,
        """\
version: 1
subjects:
  - name: all
    files: [a.json, b.json]
    resource: bucket.json
    boundary: [a.json]
    session: [b.json]
    scp: [[a.json], [a.json, b.json]]
    rcp: [[bucket.json]]
  - name: role
    trust: trust.json
""",
    )

    whole, role = config.subjects
    assert {label: (part.file, part.kind) for label, part in whole.parts.items()} == {
        "identity[0]": ("a.json", "identity"),
        "identity[1]": ("b.json", "identity"),
        "resource": ("bucket.json", "resource"),
        "boundary[0]": ("a.json", "boundary"),
        "session[0]": ("b.json", "session"),
        "scp[0][0]": ("a.json", "scp"),
        "scp[1][0]": ("a.json", "scp"),
        "scp[1][1]": ("b.json", "scp"),
        "rcp[0][0]": ("bucket.json", "rcp"),
    }
    assert {label: (part.file, part.kind) for label, part in role.parts.items()} == {
        "resource": ("trust.json", "trust")
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "version: 1\nsubjects:\n  - name: a\n    files: [a.json]\n  - name: a\n    files: [b.json]\n",
            "5:5: two subjects are named a; rename one of them",
        ),
        (
            "version: 1\nsubjects:\n  - name: a\n",
            "3:5: the subject a has no files; name at least one under files",
        ),
        (
            "version: 1\nsubjects:\n  - name: a\n    files: [.]\n",
            "3:5: .: this is not a regular file; name a policy file",
        ),
        ("version: 1\nprofile: x\n", "2:10: there is no profile x; expected one of console-only, strict"),
        (
            "version: 1\nsubjects:\n  - name: a\n    files: [a.json]\n    profile: strikt\n",
            "5:14: there is no profile strikt; did you mean strict?",
        ),
        (
            "version: 1\naccount_facts: {devise-rule: x}\n",
            "2:17: there is no fact devise-rule about the account; did you mean device-rule?",
        ),
        (
            "version: 1\nsubjects:\n  - name: a\n    account_facts: {device-rule: offf}\n",
            "4:34: device-rule cannot be offf; did you mean off?",
        ),
    ],
)
def test_a_config_that_cannot_be_meant_is_refused(folder: Path, text: str, message: str) -> None:
    """What the schema cannot see is told with its place too."""
    with pytest.raises(ConfigError) as raised:
        loaded(folder, text)

    assert str(raised.value) == f"mfagate.yaml:{message}"


def test_a_broken_policy_does_not_stop_a_config(folder: Path) -> None:
    """A malformed document is a finding of its subject, not an error of the config."""
    (folder / "a.json").write_text("{", encoding="utf-8")

    (subject,) = loaded(folder, "version: 1\nsubjects:\n  - name: a\n    files: [a.json]\n").subjects

    assert not subject.judgeable


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("a.json", "identity[0]", "identity"),
        ("trust.json", "resource", "trust"),
        ("bucket.json", "resource", "resource"),
    ],
)
def test_a_file_is_a_subject_by_itself(folder: Path, name: str, label: str, kind: str) -> None:
    """A file that no subject uses is judged alone, by the kind that it shows, under the config's defaults."""
    config = Config(profile="strict", account="111122223333", user="bob")

    (subject,) = subjects_of_file(folder / name, config)

    assert {key: part.kind for key, part in subject.parts.items()} == {label: kind}
    assert (subject.name, subject.profile, subject.account, subject.user) == (
        name,
        "strict",
        "111122223333",
        "bob",
    )
    assert (subject.assume, subject.placeholders) == (None, {})


def test_a_file_that_is_not_there_is_no_subject(folder: Path) -> None:
    """A path that leads nowhere is unreadable."""
    with pytest.raises(UnreadableFileError, match="cannot be read: No such file or directory"):
        subjects_of_file(folder / "no.json", Config())


def test_paths_are_shown_as_people_type_them(folder: Path) -> None:
    """Below the working directory a path is relative, elsewhere it is whole."""
    assert displayed(folder / "x" / "y.json") == "x/y.json"
    assert displayed(Path("x/../y.json")) == "y.json"
    assert displayed(folder.parent / "y.json") == str(folder.parent / "y.json")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_shown_as_what_it_leads_to(folder: Path) -> None:
    """Two names of one file are one file."""
    (folder / "link.json").symlink_to(folder / "a.json")

    assert displayed(folder / "link.json") == "a.json"


def test_a_profile_has_to_exist() -> None:
    """A known profile is given back, a misspelt one gets a hint."""
    profiles = {"strict": "", "console-only": ""}
    assert known_profile("strict", profiles) == "strict"
    with pytest.raises(UsageError) as raised:
        known_profile("strickt", profiles)
    assert str(raised.value) == "there is no profile strickt; did you mean strict?"
