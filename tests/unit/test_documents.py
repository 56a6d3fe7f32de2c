"""Policy documents: read from files and texts, with a kind, errors in place and in AWS's words."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from mfagate.exceptions import UnreadableFileError
from mfagate.parsing import MAX_BYTES
from mfagate.policy.contents import only_allows
from mfagate.policy.diagnostic import Diagnostic
from mfagate.policy.documents import Document, Kind, load_document, parse_document
from mfagate.sources.recognition import find_policies
from mfagate.suite.inference import kind_of

if TYPE_CHECKING:
    from pathlib import Path

GOOD = '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}'


def test_a_document_knows_itself(tmp_path: Path) -> None:
    """A file gives its value, text, places and guessed kind."""
    path = tmp_path / "p.json"
    path.write_text(GOOD, encoding="utf-8")
    document = load_document(path)
    assert isinstance(document, Document)
    assert document.file == path.as_posix()
    assert document.kind == "identity"
    assert document.value["Statement"]["Effect"] == "Deny"
    assert document.text == GOOD
    assert document.positions.at(("Statement", "Effect")) == (1, 51)
    assert (document.valid, document.errors, document.warnings) == (True, (), ())


def test_a_document_is_shown_by_another_name(tmp_path: Path) -> None:
    """Reports can show a path that is relative to somewhere else."""
    path = tmp_path / "p.json"
    path.write_text(GOOD, encoding="utf-8")
    assert load_document(path, "scp", display="policies/p.json").file == "policies/p.json"


@pytest.mark.parametrize(
    ("kind", "wording"),
    [
        (None, "Syntax errors in policy. "),
        ("identity", "Syntax errors in policy. "),
        ("trust", "This policy contains invalid Json: "),
        ("resource", "This policy contains invalid Json: "),
        (
            "scp",
            "The provided policy document does not meet the requirements of the specified policy type. ",
        ),
    ],
)
def test_a_text_that_is_no_json_is_an_error_of_the_document(kind: Kind | None, wording: str) -> None:
    """A malformed text is no exception: it is what AWS would say, then where and why."""
    document = parse_document('{"a": 1,\n}', "p.json", kind)
    assert document.kind == (kind or "identity")
    assert document.value is None
    assert document.errors == (
        Diagnostic(
            "error",
            f'{wording}There is a comma before the closing "}}"; JSON allows none; delete it',
            file="p.json",
            line=1,
            column=8,
            code="json-trailing-comma",
        ),
    )
    assert document.positions.at(("Statement", 0)) == (1, 1)


def test_text_that_is_no_utf8_is_an_error_of_the_document(tmp_path: Path) -> None:
    """A file in another encoding is malformed, not unreadable."""
    path = tmp_path / "p.json"
    path.write_bytes(GOOD.replace("Deny", "Dény").encode("latin-1"))
    (error,) = load_document(path).errors
    assert (error.line, error.column, error.code) == (1, 53, "json-encoding")


def test_a_file_that_is_too_long_is_an_error_of_the_document(tmp_path: Path) -> None:
    """A huge file is read as far as is needed to say that it is huge."""
    path = tmp_path / "p.json"
    path.write_bytes(b" " * (3 * MAX_BYTES))
    document = load_document(path)
    assert [error.code for error in document.errors] == ["json-size"]
    assert len(document.text) == MAX_BYTES + 1


def test_a_duplicate_key_does_not_hide_other_errors() -> None:
    """After a duplicate key the check goes on with the last value."""
    text = GOOD.replace('"Effect": "Deny"', '"Effect": "Allow", "Effect": "deny"')
    errors = parse_document(text, "p.json").errors
    assert [(error.column, error.path, error.message) for error in errors] == [
        (
            60,
            "$.Statement.Effect",
            'Syntax errors in policy. The key "Effect" appears twice (see line 1); keep one of them',
        ),
        (
            70,
            "$.Statement.Effect",
            'The policy failed legacy parsing: Effect "deny" must be "Deny"',
        ),
    ]


def test_a_duplicate_key_of_a_shared_policy_has_their_words() -> None:
    """Other services' parser has its own words for a key that appears twice."""
    text = '{"Statement": {"Effect": "Allow", "Principal": "*", "Principal": "*", "Action": "a:b"}}'
    (error,) = parse_document(text, "p.json", "resource").errors
    assert error.message == (
        "Statement/policy already has instance of Principal: "
        'The key "Principal" appears twice (see line 1); keep one of them'
    )


@pytest.mark.parametrize("name", ["p.yaml", "p.YML"])
def test_a_document_may_be_yaml(name: str) -> None:
    """A file with the name of YAML is read as YAML, with its places."""
    text = "Version: '2012-10-17'\nStatement:\n- Effect: Deny\n  Action: '*'\n  Resource: no\n"
    document = parse_document(text, name)
    assert [(error.line, error.column, error.path) for error in document.errors] == [
        (5, 13, "$.Statement[0].Resource")
    ]


def test_an_unquoted_version_in_yaml_is_text() -> None:
    """YAML 1.2 has no dates: a plain version is what it looks like."""
    text = "Version: 2012-10-17\nStatement: {Effect: Deny, Action: '*', Resource: '*'}\n"
    assert parse_document(text, "p.yaml").valid


def test_a_fault_of_yaml_is_not_put_into_awss_mouth() -> None:
    """AWS never sees the YAML, so the error has our words only."""
    (error,) = parse_document("a: &b [*b]", "p.yaml").errors
    assert error.message == "The alias *b has no anchor before it"


STATEMENTS: list[tuple[str, object, Kind]] = [
    ("no principal", {"Effect": "Deny", "Action": "*", "Resource": "*"}, "identity"),
    ("a trust", {"Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}, "trust"),
    (
        "a trust of many",
        {"Principal": "*", "Action": ["sts:assumerolewithsaml", "sts:TagSession"]},
        "trust",
    ),
    (
        "a trust with source identity",
        {"Principal": "*", "Action": ["sts:SetSourceIdentity"]},
        "trust",
    ),
    ("a trust by wildcard", {"Principal": "*", "Action": "sts:AssumeRole*"}, "trust"),
    (
        "a NotPrincipal",
        {"NotPrincipal": {"AWS": "1"}, "Action": "s3:*", "Resource": "*"},
        "resource",
    ),
    (
        "another action",
        {"Principal": "*", "Action": ["sts:AssumeRole", "s3:GetObject"]},
        "resource",
    ),
    ("a resource", {"Principal": "*", "Action": "sts:AssumeRole", "Resource": "*"}, "resource"),
    ("no action", {"Principal": "*"}, "resource"),
    ("an action that is none", {"Principal": "*", "Action": 1}, "resource"),
    ("nothing", None, "identity"),
    ("text", "x", "identity"),
]


@pytest.mark.parametrize(
    ("statement", "kind"), [row[1:] for row in STATEMENTS], ids=[row[0] for row in STATEMENTS]
)
def test_the_kind_is_guessed(statement: object, kind: Kind) -> None:
    """The guess looks at principal, actions and resource, alone or in a list."""
    assert kind_of({"Statement": statement}) == kind
    assert kind_of({"Statement": [statement]}) == kind


@pytest.mark.parametrize("value", [None, [], "x", {}, {"Statement": []}])
def test_what_has_no_statements_is_taken_for_an_identity_policy(value: object) -> None:
    """The guess never fails."""
    assert kind_of(value) == "identity"


def test_one_statement_with_principal_decides() -> None:
    """A document with a principal anywhere is no identity policy."""
    statements = [{"Action": "*"}, {"Principal": "*", "Action": "sts:AssumeRole"}]
    assert kind_of({"Statement": statements}) == "resource"


@pytest.mark.parametrize("name", ["no.json", "p.json/below", "x\0y", "n" * 300])
def test_what_is_not_there_cannot_be_read(tmp_path: Path, name: str) -> None:
    """A path that leads nowhere is unreadable, by search and by load."""
    (tmp_path / "p.json").write_text(GOOD, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="cannot be read: ") as raised:
        find_policies([tmp_path / name])
    assert raised.value.exit_code == 2
    assert "\n" not in str(raised.value)
    with pytest.raises(UnreadableFileError, match="cannot be read: "):
        load_document(tmp_path / name)


def test_a_dangling_link_cannot_be_read(tmp_path: Path) -> None:
    """A link in a folder that leads nowhere is not passed over."""
    (tmp_path / "a.json").symlink_to(tmp_path / "gone.json")
    (found,) = find_policies([tmp_path])
    with pytest.raises(UnreadableFileError, match=r"a\.json: cannot be read: No such file"):
        load_document(found)


def test_a_folder_that_may_not_be_read_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without rights is unreadable, not empty."""

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UnreadableFileError) as raised:
        find_policies([tmp_path])
    assert str(raised.value) == (
        f"{tmp_path.as_posix()}: cannot be read: Permission denied; check the path and its permissions"
    )


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe or device is refused before it is opened."""
    pipe = tmp_path / "p.json"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFileError, match="this is not a regular file"):
        load_document(pipe)
    with pytest.raises(UnreadableFileError, match="this is not a regular file"):
        load_document(tmp_path)


_GUARD = {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}


@pytest.mark.parametrize(
    "policy",
    [
        {"Statement": [_GUARD]},
        {"Version": "2008-10-17", "Statement": [_GUARD]},
        {"Version": "2012-10-17", "Statement": [{**_GUARD, "Sid": "a b"}]},
        {"Version": "2012-10-17", "Statement": [{**_GUARD, "Sid": "a"}, {**_GUARD, "Sid": "a"}]},
        {"Version": "2012-10-17", "Statement": [{**_GUARD, "Resource": "${arn}"}]},
        {"Version": "2012-10-17", "Statement": [{**_GUARD, "Principal": {"AWS": "<account>"}}]},
    ],
)
def test_a_document_that_means_something_plain_can_be_judged(policy: object) -> None:
    """Whether IAM would save it is another question."""
    document = parse_document(json.dumps(policy), "a.json")

    assert not document.valid
    assert document.judgeable is True


@pytest.mark.parametrize(
    "policy",
    [
        {"Version": "2012-10-17", "Statement": [{**_GUARD, "Principal": {"User": "bob"}}]},
        {"Version": "2020-01-01", "Statement": [_GUARD]},
        {"Version": "2012-10-17", "Statement": [{**_GUARD, "Effect": "deny"}]},
        {"Version": "2012-10-17", "Statements": [_GUARD]},
        [],
    ],
)
def test_a_document_that_says_nothing_plain_cannot_be_judged(policy: object) -> None:
    """What is not plain is not guessed."""
    document = parse_document(json.dumps(policy), "a.json")

    assert not document.valid
    assert document.judgeable is False


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        (["Allow", "Allow"], True),
        (["Allow", "Deny"], False),
        (["allow"], False),
        ([None], False),
        ([], False),
    ],
)
def test_only_allows_needs_an_allow_and_nothing_else(effects: list[object], expected: bool) -> None:  # noqa: FBT001
    """A list without statements allows nothing."""
    assert only_allows({"Effect": effect} for effect in effects) is expected
    assert not only_allows([{"Effect": "Allow"}, "text"])
