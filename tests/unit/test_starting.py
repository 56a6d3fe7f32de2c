"""What `mfagate init` recognises, proposes and writes."""

from __future__ import annotations

import errno
import json
import pathlib
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.config import load_config
from mfagate.exceptions import UsageError
from mfagate.scaffold import NewFile, Survey, files_for, propose, survey, write_new
from mfagate.sources.recognition import _walk as walking

from .matrices import load_matrix

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ALLOW = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
GUARD = {
    "Effect": "Deny",
    "NotAction": "iam:EnableMFADevice",
    "Resource": "*",
    "Condition": {"BoolIfExists": {"AWS:MultiFactorAuthPresent": "false"}},
}
TRUST = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::314159265358:root"},
    "Action": "sts:AssumeRole",
}
BUCKET = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": ["s3:Get*", "s3:PutObject"],
    "Resource": "arn:aws:s3:::b/*",
}


def policy(*statements: Mapping[str, Any]) -> str:
    """Return the text of a policy with these statements."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def look(root: Path, files: Mapping[str, str]) -> Survey:
    """Write files, and look for policies."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return survey(root)


def kinds(found: Survey) -> dict[str, str]:
    """Return what each document seems to be."""
    return {one.file: f"{one.kind}{' guard' if one.is_guard else ''}" for one in found.documents}


def subjects(found: Survey) -> dict[str, tuple[str, tuple[str, ...], str | None]]:
    """Return the subjects that are proposed: layer, files and what is assumed."""
    entries = propose(found.documents).entries
    return {one.name: (one.layer, one.files, one.assume) for one in entries}


def test_documents_are_recognised_by_shape_and_name(tmp_path: Path) -> None:
    """A Statement with an Effect is a policy; who it is for, its Principal and the words of its path tell."""
    single = json.dumps({"Statement": ALLOW})
    found = look(
        tmp_path,
        {
            "a.json": policy(ALLOW),
            "guard.json": policy(ALLOW, GUARD),
            "single.json": single,
            "yaml.yaml": "Statement:\n  - {Effect: Allow, Action: '*', Resource: '*'}\n",
            "role.json": policy(TRUST),
            "bucket.json": policy(BUCKET),
            "org/scp/regions.json": policy(ALLOW),
            "team-boundary.json": policy(GUARD),
            "org/rcps/b.json": policy(BUCKET),
            "scpx.json": policy(ALLOW),
            "package.json": policy(ALLOW),
            "other.json": '{"Effect": "Allow"}',
            "list.json": f"[{single}]",
            "list.yaml": "- Effect\n",
            "words.json": '{"Statement": "Effect"}',
            "node_modules/p/a.json": policy(ALLOW),
            ".terraform/a.json": policy(ALLOW),
            "a.txt": policy(ALLOW),
        },
    )

    assert kinds(found) == {
        "a.json": "identity",
        "bucket.json": "resource",
        "guard.json": "identity guard",
        "list.json": "identity",
        "org/rcps/b.json": "rcp",
        "org/scp/regions.json": "scp",
        "role.json": "trust",
        "scpx.json": "identity",
        "single.json": "identity",
        "team-boundary.json": "boundary guard",
        "yaml.yaml": "identity",
    }
    assert (found.containers, found.cut_off) == ((), False)


def test_a_broken_policy_is_not_overlooked(tmp_path: Path) -> None:
    """A file that begins as a policy and cannot be read is a subject, so that `check` says what is wrong."""
    found = look(tmp_path, {"a.json": policy(ALLOW)[:-1], "b.json": '{"name": "Effect"', "c.json": "Effect"})

    assert [(one.file, one.is_broken) for one in found.documents] == [("a.json", True)]
    assert list(subjects(found)) == ["a"]


@pytest.mark.parametrize(
    ("name", "text", "is_reported"),
    [
        ("comment.json", "// mine\n" + policy(ALLOW), True),
        ("indent.yaml", "Statement:\n  - Effect: Allow\n   Action: '*'\n", True),
        ("lower.json", policy(ALLOW).lower(), True),
        ("misspelt.json", policy(ALLOW).replace("Effect", "Effekt"), True),
        ("list.json", f"[{policy(ALLOW)}]", True),
        ("helm.yaml", "a: {{ b }}\npolicy:\n- Statement:\n  - Effect: Allow\n   Action: '*'\n", False),
        ("bank.json", '{"statement": [{"amount": 5}], "effect": "none"}', False),
        ("prose.yaml", "a: [Statement of Effect and Action\n", False),
        ("words.json", '{"Statement": "Effect"', True),
    ],
)
def test_what_is_meant_for_a_policy_is_a_subject(
    tmp_path: Path,
    name: str,
    text: str,
    is_reported: bool,  # noqa: FBT001
) -> None:
    """One that IAM would refuse is not passed over: `check` says what is wrong with it."""
    found = look(tmp_path, {name: text})
    assert [(one.file, one.is_broken) for one in found.documents] == ([(name, True)] if is_reported else [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_policy_in_another_encoding_is_not_overlooked(tmp_path: Path, encoding: str) -> None:
    """PowerShell writes such files; `check` says what is wrong with one."""
    (tmp_path / "a.json").write_text(policy(ALLOW, GUARD), encoding=encoding)

    assert kinds(survey(tmp_path)) == {"a.json": "identity guard"}


def test_links_and_long_files_are_not_overlooked(tmp_path: Path) -> None:
    """A link to a file is read; a file too long for a policy is one that `check` says is wrong."""
    outside = tmp_path / "outside.json"
    outside.write_text(policy(ALLOW), encoding="utf-8")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link.json").symlink_to(outside)
    (root / "long.json").write_text(policy(ALLOW) + " " * 1024 * 1024, encoding="utf-8")

    found = survey(root)

    assert [(one.file, one.is_broken) for one in found.documents] == [
        ("link.json", False),
        ("long.json", True),
    ]


def test_the_walk_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many files nothing more is looked at, and that is told."""
    monkeypatch.setattr(walking, "MAX_ENTRIES", 2)
    found = look(tmp_path, {f"{name}.json": policy(ALLOW) for name in "abc"})

    assert (list(kinds(found)), found.cut_off) == (["a.json", "b.json"], True)


def account(*users: str) -> str:
    """Return the details of an account with these users, each with a policy of his own."""
    policies = [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [ALLOW]}}]
    listed = [{"UserName": user, "UserPolicyList": policies} for user in users]
    return json.dumps({"UserDetailList": listed, "GroupDetailList": [], "RoleDetailList": [], "Policies": []})


def test_files_that_hold_policies_are_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They bring their own subjects, also where a name has signs of a pattern in it."""
    monkeypatch.chdir(tmp_path)
    found = look(tmp_path, {"[1].json": account("ann", "bob"), "b.json": account("ann")})
    written(tmp_path, found)

    assert found.documents == ()
    assert [(one.file, one.what, one.subjects) for one in found.containers] == [
        ("[1].json", "a file of account details", 2),
        ("b.json", "a file of account details", 1),
    ]
    config = load_config(tmp_path / "mfagate.yaml")
    assert [one.name for one in config.subjects] == [
        "[1].json:user/ann",
        "[1].json:user/bob",
        "b.json:user/ann",
    ]


def test_a_file_that_holds_no_policy_is_none_of_ours(tmp_path: Path) -> None:
    """A template without policies, and a reply of another kind, are left."""
    files = {
        "a.yaml": "Resources: {B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: Effect}}}\n",
        "b.json": '{"planned_values": {"x": "Effect"}}',
        "c.json": account().replace('"Policies"', '"Effect": 1, "Policies"'),
    }

    assert look(tmp_path, files) == Survey()


@pytest.mark.parametrize(
    ("arns", "account"),
    [
        (["arn:aws:iam::314159265358:user/a", "arn:aws-cn:sqs:eu-west-1:314159265358:q"], "314159265358"),
        (["arn:aws:iam::314159265358:user/a", "arn:aws:iam::271828182845:user/a"], None),
        (["arn:aws:iam::314159265358:user/a", "arn:aws:iam::123456789012:user/a"], "314159265358"),
        (["arn:aws:iam::123456789012:user/a"], None),
        (["arn:aws:s3:::314159265358"], None),
    ],
)
def test_the_account_is_the_one_that_arns_name(tmp_path: Path, arns: list[str], account: str | None) -> None:
    """One number that is no sample of AWS's documentation is taken; of several, none."""
    assert look(tmp_path, {"a.json": policy({**ALLOW, "Resource": arns})}).account == account


def test_the_account_of_a_vendor_is_not_ours(tmp_path: Path) -> None:
    """Whoever needs an external id is somebody else, and says nothing against the one that is named."""
    asked = {"StringEquals": {"sts:ExternalId": "x"}}
    vendor = {"vendor.json": policy({**TRUST, "Condition": asked})}
    ours = policy({**ALLOW, "Resource": "arn:aws:sqs:eu-west-1:271828182845:q"})

    assert look(tmp_path / "a", vendor).account is None
    assert look(tmp_path / "b", {**vendor, "a.json": ours}).account == "271828182845"
    assert look(tmp_path / "c", {"trust.json": policy(TRUST)}).account == "314159265358"


def test_one_guard_goes_with_every_other_policy(tmp_path: Path) -> None:
    """The guard is judged alone, and each of the others together with it, with nothing assumed."""
    found = look(
        tmp_path, {"p/guard.json": policy(GUARD), "p/dev.json": policy(ALLOW), "p/ops.json": policy(ALLOW)}
    )

    assert subjects(found) == {
        "guard": ("files", ("p/guard.json",), None),
        "dev": ("files", ("p/dev.json", "p/guard.json"), "nothing"),
        "ops": ("files", ("p/ops.json", "p/guard.json"), "nothing"),
    }


def test_without_one_guard_every_policy_is_alone(tmp_path: Path) -> None:
    """None, or more than one: nobody can tell what belongs together."""
    alone = look(tmp_path / "a", {"dev.json": policy(ALLOW), "ops.json": policy(ALLOW)})
    two = look(tmp_path / "b", {"g.json": policy(GUARD), "h.json": policy(GUARD), "dev.json": policy(ALLOW)})

    assert subjects(alone) == {
        "dev": ("files", ("dev.json",), None),
        "ops": ("files", ("ops.json",), None),
    }
    assert subjects(two) == {
        "g": ("files", ("g.json",), None),
        "h": ("files", ("h.json",), None),
        "dev": ("files", ("dev.json",), None),
    }


def test_a_guard_with_grants_of_its_own_is_nobody_elses(tmp_path: Path) -> None:
    """Every policy is alone; the config says why, and takes what is added to the folder too."""
    found = look(
        tmp_path,
        {"p/developers.json": policy(GUARD, ALLOW), "p/ci.json": policy(ALLOW), "p/ecr.json": policy(ALLOW)},
    )

    assert subjects(found) == {
        "ci": ("files", ("p/ci.json",), None),
        "developers": ("files", ("p/developers.json",), None),
        "ecr": ("files", ("p/ecr.json",), None),
    }
    text = files_for(tmp_path, propose(found.documents), None, [])[0].text
    assert text.endswith(
        """\
subjects:
  # Each policy alone. Put policies that are attached together into one subject: list all their
  # files there, with the policy that requires MFA.
  # p/developers.json denies by sign-in method but also grants access, so it
  # does not guard the others here: files do not show whether the same users have it.
  - name: "{stem}"
    each: "p/*.json"      # new files that match are judged too
"""
    )


def test_beside_a_guard_one_that_grants_is_alone(tmp_path: Path) -> None:
    """Two guards: nobody can tell what belongs together, and each is judged by itself."""
    found = look(
        tmp_path,
        {"g.json": policy(GUARD), "mixed.json": policy(GUARD, ALLOW), "dev.json": policy(ALLOW)},
    )

    assert subjects(found) == {
        "g": ("files", ("g.json",), None),
        "dev": ("files", ("dev.json",), None),
        "mixed": ("files", ("mixed.json",), None),
    }


def test_what_bounds_others_is_judged_where_it_asks_for_mfa(tmp_path: Path) -> None:
    """An SCP about regions says nothing about MFA: it is left out, and told of in the config."""
    files = {"scp/mfa.json": policy(GUARD), "scp/regions.json": policy(ALLOW), "boundary.json": policy(ALLOW)}
    found = look(tmp_path / "a", {**files, "dev.json": policy(ALLOW)})
    only = look(tmp_path / "b", files)

    assert subjects(found) == {
        "dev": ("files", ("dev.json",), None),
        "mfa": ("scp", ("scp/mfa.json",), "allow-all"),
    }
    assert propose(found.documents).left_out == {"boundary": ("boundary.json",), "scp": ("scp/regions.json",)}
    assert list(subjects(only)) == ["boundary", "mfa", "regions"]
    assert propose(only.documents).left_out == {}


def test_names_are_those_of_files_and_differ(tmp_path: Path) -> None:
    """Folders tell files of one name apart, a profile's name is not taken, and odd letters are replaced."""
    names = ["a/x.json", "b/x.json", "p/strict.json", "p/a b.json", "p/a_b.json", "p/\u00e9.json", "x.yaml"]
    found = look(tmp_path, {name: policy(ALLOW) for name in names})

    assert {one.files[0]: one.name for one in propose(found.documents).entries} == {
        "x.yaml": "x",
        "a/x.json": "a/x",
        "b/x.json": "b/x",
        "p/a b.json": "a-b",
        "p/a_b.json": "a_b",
        "p/strict.json": "p/strict",
        "p/\u00e9.json": "policy",
    }


def written(root: Path, found: Survey) -> None:
    """Write what is proposed, without anything beside the config."""
    for new in files_for(root, propose(found.documents, found.containers), found.account, []):
        assert write_new(root, new) is None


def test_the_config_says_what_was_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It loads as it is, with each file as its kind, whatever the files are called."""
    monkeypatch.chdir(tmp_path)
    files = {
        "guard.json": policy(GUARD),
        "true.json": policy({**ALLOW, "Resource": "arn:aws:sqs:eu-west-1:314159265358:q"}),
        'p/it\'s "#1": [x], {y}.json': policy(ALLOW),
        "1e3.json": policy(ALLOW),
        "role.json": policy(TRUST),
        "bucket.json": policy(BUCKET),
        "scp/mfa.json": policy(GUARD),
        "scp/regions.json": policy(ALLOW),
    }
    written(tmp_path, look(tmp_path, files))

    config = load_config(tmp_path / "mfagate.yaml")

    assert (config.account, config.profile, config.scenarios) == ("314159265358", "strict", ())
    assert {one.name: [*one.parts] for one in config.subjects} == {
        "guard": ["identity[0]"],
        "1e3": ["identity[0]", "identity[1]"],
        "it-s-1-x-y": ["identity[0]", "identity[1]"],
        "true": ["identity[0]", "identity[1]"],
        "mfa": ["scp[0][0]"],
        "role": ["resource"],
        "bucket": ["resource"],
    }
    assert {file for one in config.subjects for file in one.files} == {*files} - {"scp/regions.json"}
    text = (tmp_path / "mfagate.yaml").read_text(encoding="utf-8")
    assert "  #   scp: [[scp/regions.json]]\n" in text


def test_a_scenario_is_written_where_no_shipped_one_applies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Policies of resources alone would leave nothing to compare."""
    monkeypatch.chdir(tmp_path)
    queue = {**BUCKET, "Action": "sqs:SendMessage", "Resource": ["arn:aws:sqs:eu-west-1:314159265358:q"]}
    written(tmp_path, look(tmp_path, {"Bucket.json": policy(BUCKET), "queue.json": policy(queue)}))

    config = load_config(tmp_path / "mfagate.yaml")
    matrix = load_matrix(config.scenarios, [one.name for one in config.subjects], config.shipped_scenarios)

    assert [
        (case.subject, case.credential, dict(case.scenario.request), dict(case.expect))
        for one in config.subjects
        for case in matrix.cases(one)
    ] == [
        (
            "Bucket",
            "console-without-mfa",
            {"action": "s3:PutObject", "resource": "arn:aws:s3:::b/example"},
            {"decision": "deny"},
        ),
        (
            "queue",
            "console-without-mfa",
            {"action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:314159265358:q"},
            {"decision": "deny"},
        ),
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"role.json": policy(TRUST), "bucket.json": policy(BUCKET)},
        {"repository.json": policy({**BUCKET, "Action": "ecr:*"})},
        {"a.json": policy(ALLOW), "bucket.json": policy(BUCKET)},
        {"bucket.json": policy({**BUCKET, "Action": "s3:*"})},
    ],
    ids=["role", "repository", "user", "only-wildcards"],
)
def test_no_scenario_is_written_where_shipped_ones_apply_or_none_can_be_made(
    tmp_path: Path, files: dict[str, str]
) -> None:
    """Shipped scenarios are about users, roles and repositories; a wildcard is no request."""
    made = files_for(tmp_path, propose(look(tmp_path, files).documents), None, [])

    assert [one.path for one in made] == ["mfagate.yaml"]
    assert "scenarios:" not in made[0].text


@pytest.mark.parametrize(
    ("there", "extras", "names"),
    [
        ([], None, ["mfagate.yaml", "tox.ini"]),
        ([".github"], None, ["mfagate.yaml", "tox.ini", ".github/workflows/mfagate.yml"]),
        ([".gitlab-ci.yml"], None, ["mfagate.yaml", "tox.ini", ".gitlab-ci.yml"]),
        ([".github"], ["pre-commit"], ["mfagate.yaml", ".pre-commit-config.yaml"]),
        ([".github"], [], ["mfagate.yaml"]),
    ],
)
def test_what_fits_is_written(
    tmp_path: Path, there: list[str], extras: list[str] | None, names: list[str]
) -> None:
    """A tox.ini everywhere, the others where the repository uses them; or what was asked for."""
    for name in there:
        (tmp_path / name).mkdir()
    found = look(tmp_path, {"a.json": policy(ALLOW)})

    assert [one.path for one in files_for(tmp_path, propose(found.documents), None, extras)] == names


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Not a file, a folder or a link, be it one that leads nowhere; and nothing through a linked folder."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to(tmp_path / "real", target_is_directory=True)

    said = {
        name: write_new(tmp_path, NewFile(name, "new"))
        for name in ("file", "real", "dangling", "linked/a", "file/a", "new/deep/a")
    }

    assert said == {
        "file": "it already exists",
        "real": "it already exists",
        "dangling": "it already exists",
        "linked/a": "linked is a symbolic link",
        "file/a": "file is not a folder",
        "new/deep/a": None,
    }
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "nowhere").exists()
    assert [*(tmp_path / "real").iterdir()] == []
    assert (tmp_path / "new/deep/a").read_text(encoding="utf-8") == "new"


def test_missing_rights_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, with the file."""

    def refuse(*_arguments: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(pathlib.Path, "open", refuse)

    with pytest.raises(UsageError, match=r"/a: cannot be written: Permission denied$"):
        write_new(tmp_path, NewFile("a", "new"))


def test_what_cannot_be_written_is_reported(tmp_path: Path) -> None:
    """A name that the file system refuses is one line too."""
    with pytest.raises(UsageError, match=r"cannot be written: File name too long"):
        write_new(tmp_path, NewFile("a" * 300, "new"))
