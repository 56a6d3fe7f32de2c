"""Subjects: documents by policy type, with placeholders filled."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from mfagate.policy.diagnostic import Diagnostic
from mfagate.policy.documents import Document, Kind, parse_document
from mfagate.subjects.model import Subject, labelled

STATEMENT = {
    "Sid": "accountid",
    "Effect": "Allow",
    "Action": ["s3:*"],
    "Resource": ["arn:aws:iam::accountid:user/${aws:username}", "arn:aws:s3:::TEAM-accountid/*"],
    "Condition": {"StringEquals": {"aws:PrincipalTag/accountid": "accountid"}, "NumericLessThan": {"a:b": 5}},
}


def document(file: str = "a.json", kind: Kind = "identity", statement: Any = None) -> Document:  # noqa: ANN401
    """Return a document of one statement, or with the text `statement`."""
    text = statement if isinstance(statement, str) else json.dumps({"Statement": [statement or STATEMENT]})
    return parse_document(text, file, kind)


def test_placeholders_are_filled_in_every_string_but_in_no_key() -> None:
    """`{account}` in a filling is the subject's account; keys, numbers and the document itself stay."""
    part = document()
    before = copy.deepcopy(part.value)
    subject = Subject(
        "s",
        {"identity[0]": part},
        account="111122223333",
        placeholders={"accountid": "{account}", "TEAM": "blue"},
    )

    (filled,) = subject.policies()["identity"]

    assert filled["Statement"] == [
        {
            "Sid": "111122223333",
            "Effect": "Allow",
            "Action": ["s3:*"],
            "Resource": [
                "arn:aws:iam::111122223333:user/${aws:username}",
                "arn:aws:s3:::blue-111122223333/*",
            ],
            "Condition": {
                "StringEquals": {"aws:PrincipalTag/accountid": "111122223333"},
                "NumericLessThan": {"a:b": 5},
            },
        }
    ]
    assert part.value == before


def test_without_placeholders_a_document_is_as_it_stands() -> None:
    """Pasting `accountid` verbatim is a mistake that the rules have to see."""
    subject = Subject("s", {"identity[0]": document()}, account="111122223333")

    assert subject.policies()["identity"][0]["Statement"] == [STATEMENT]


def test_layers_that_nobody_has_are_null() -> None:
    """The rules get every type; control policies only where there are some."""
    assert Subject("s", {"resource": document(kind="resource")}).policies() == {
        "identity": [],
        "resource": {"Statement": [STATEMENT]},
        "boundary": None,
        "session": None,
    }


def test_documents_go_to_their_layer_and_level() -> None:
    """Labels say where a document belongs; levels keep their order, and documents theirs."""
    texts = {
        label: json.dumps({"Statement": [], "Id": label})
        for label in (
            "identity[0]",
            "identity[1]",
            "boundary[0]",
            "session[0]",
            "scp[0][0]",
            "scp[1][0]",
            "scp[1][1]",
            "rcp[0][0]",
        )
    }
    subject = Subject("s", {label: document(statement=text) for label, text in texts.items()})

    names = json.loads(json.dumps(subject.policies(), default=str))
    assert _ids(names) == {
        "identity": ["identity[0]", "identity[1]"],
        "resource": None,
        "boundary": ["boundary[0]"],
        "session": ["session[0]"],
        "scp": [["scp[0][0]"], ["scp[1][0]", "scp[1][1]"]],
        "rcp": [["rcp[0][0]"]],
    }


def _ids(value: Any) -> Any:  # noqa: ANN401 - as deep as the policies are
    if isinstance(value, dict):
        return value["Id"] if "Id" in value else {key: _ids(part) for key, part in value.items()}
    return [_ids(part) for part in value] if isinstance(value, list) else value


def test_labels_follow_the_config() -> None:
    """Every entry of every layer gets the label that the rules know it by."""
    layers = {
        "identity": ["a", "b"],
        "resource": "r",
        "boundary": ["c"],
        "session": ["d"],
        "scp": [["e"], ["f", "g"]],
        "rcp": [["h"]],
    }

    assert list(labelled(layers)) == [
        ("identity[0]", "a"),
        ("identity[1]", "b"),
        ("resource", "r"),
        ("boundary[0]", "c"),
        ("session[0]", "d"),
        ("scp[0][0]", "e"),
        ("scp[1][0]", "f"),
        ("scp[1][1]", "g"),
        ("rcp[0][0]", "h"),
    ]


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        ({"identity[0]": "identity"}, "identity"),
        ({"resource": "trust"}, "trust"),
        ({"scp[0][0]": "scp", "identity[0]": "identity"}, "identity"),
        ({"scp[0][0]": "scp", "rcp[0][0]": "rcp"}, "scp"),
    ],
)
def test_a_subject_is_of_the_kind_that_it_is_about(kinds: dict[str, Kind], kind: str) -> None:
    """Identity documents make a subject an identity's, otherwise its first document does."""
    subject = Subject("s", {label: document(kind=one) for label, one in kinds.items()})

    assert subject.kind == kind


@pytest.mark.parametrize(
    ("kind", "statement", "about"),
    [
        ("identity", {"Action": "ecr:*"}, "user"),
        ("scp", {"Action": "*"}, "user"),
        ("trust", {"Action": "sts:AssumeRole"}, "trust"),
        ("rcp", {"Action": "ecr:*"}, "rcp"),
        ("resource", {"Action": "ecr:*"}, "ecr-repository"),
        ("resource", {"Action": ["ECR:PutImage", "ecr:BatchGetImage"]}, "ecr-repository"),
        ("resource", {"Action": ["ecr:*", "s3:*"]}, "resource"),
        ("resource", {"Action": "*"}, "ecr-repository"),
        ("resource", {"Action": "*", "Resource": "*"}, "resource"),
        ("resource", {"Action": "ecr:*", "Resource": "arn:aws:ecr:*:*:repository/*"}, "resource"),
        ("resource", "{}", "resource"),
        ("resource", "[]", "resource"),
    ],
)
def test_scenarios_call_a_subject_by_what_it_is_attached_to(kind: Kind, statement: Any, about: str) -> None:  # noqa: ANN401
    """The policy of a repository names no resource; whatever is attached to a user is about the user."""
    assert Subject("s", {"x": document(kind=kind, statement=statement)}).about == about


def test_a_file_that_is_used_twice_is_listed_once() -> None:
    """Files are in the order of the documents."""
    parts = {
        "identity[0]": document("b.json"),
        "identity[1]": document("a.json"),
        "boundary[0]": document("b.json"),
    }

    assert Subject("s", parts).files == ["b.json", "a.json"]


def test_the_rules_get_what_they_need_to_know() -> None:
    """Name, kind, account, user, profile and policies; what may be chosen, only when it was."""
    parts = {"identity[0]": document()}
    plain = Subject("s", parts, profile="strict", account="111122223333", user="bob")

    assert plain.as_input() == {
        "name": "s",
        "kind": "identity",
        "account": "111122223333",
        "user": "bob",
        "profile": "strict",
        "policies": plain.policies(),
    }
    assert Subject("s", parts, assume="nothing").as_input()["assume"] == "nothing"
    assert Subject("s", parts, account_facts={"role": "r"}).as_input()["account_facts"] == {"role": "r"}


def test_a_subject_is_sound_when_all_its_documents_are() -> None:
    """One document that IAM refuses makes the whole subject unsound."""
    good = '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}'

    assert Subject("s", {"identity[0]": document(statement=good)}).judgeable
    assert not Subject(
        "s", {"identity[0]": document(statement=good), "identity[1]": document(statement="{")}
    ).judgeable


def test_why_a_subject_cannot_be_judged_is_one_line() -> None:
    """A structural error, an unknown that decides too much, or that nothing of it is known; else none."""
    statement = '{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}'
    text = f'{{"Version": "2012-10-17", "Statement": {statement}}}'
    sound = parse_document(text, "a.json", "identity")
    broken = parse_document("[", "b.json", "identity")
    error = Diagnostic("error", "who knows", "", "c.json", 3, 7, "$.x")
    warning = Diagnostic("warning", "not here", "", "d.json")
    said = [
        Subject("s", {"identity[0]": sound}, unknowns=(warning,)).obstacles,
        Subject("s", {"identity[0]": sound}, unknowns=(error,)).obstacles,
        Subject("s", {"identity[0]": sound}, unknowns=(replace(error, grants=True),)).obstacles,
        Subject("s", {}, unknowns=(warning,)).obstacles,
        Subject("s", {}).obstacles,
    ]
    assert said == [
        [],
        ["c.json:3:7: $.x: who knows"],
        [],
        ["d.json:1:1: $: not here"],
        ["s: no document is attached"],
    ]
    assert [Subject("s", {}, unknowns=(one,)).is_left_out for one in (warning, error)] == [True, False]
    (why,) = Subject("s", {"identity[0]": broken}).obstacles
    assert why.startswith("b.json:1:2: $: ")
