"""`context` of the config: how it combines, and which keys and values it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.configs import ALLOW, loaded, refused, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write({"a.json": ALLOW})


def test_context_of_a_subject_stands_over_that_of_the_config() -> None:
    """The keys are compared without case, and written as AWS writes them."""
    config = loaded(
        """\
version: 1
context: {"aws:sourceip": 192.0.2.10, "aws:SecureTransport": true, "aws:PrincipalTag/Team": red}
subjects:
  - {name: plain, files: [a.json]}
  - name: own
    files: [a.json]
    context: {"aws:SourceIP": [192.0.2.11, "2001:db8::1"], "aws:principaltag/team": blue, "s3:prefix": 7}
"""
    )
    plain, own = config.subjects

    assert config.context == {
        "aws:SourceIp": "192.0.2.10",
        "aws:SecureTransport": "true",
        "aws:PrincipalTag/Team": "red",
    }
    assert plain.as_input()["context"] == config.context
    assert own.as_input()["context"] == {
        "aws:SecureTransport": "true",
        "aws:SourceIp": ["192.0.2.11", "2001:db8::1"],
        "aws:principaltag/team": "blue",
        "s3:prefix": "7",
    }


def test_subject_without_context_has_none_in_its_input() -> None:
    """The rules get no empty context."""
    (subject,) = loaded("version: 1\nsubjects:\n  - {name: a, files: [a.json]}\n").subjects

    assert "context" not in subject.as_input()


def test_subjects_of_inputs_have_the_context_of_the_config() -> None:
    """A file of `inputs` brings its subjects, and the config says what is always so of them."""
    write(
        {
            "details.json": '{"UserDetailList": [{"UserName": "u", "UserPolicyList": [{"PolicyName": "p", '
            f'"PolicyDocument": {ALLOW}}}]}}]}}'
        }
    )
    (subject,) = loaded('version: 1\ncontext: {"aws:SourceVpc": vpc-1}\ninputs: [details.json]\n').subjects

    assert subject.context == {"aws:SourceVpc": "vpc-1"}


def test_context_of_an_extended_config_gives_way_to_the_own() -> None:
    """Key by key, whatever their case."""
    write({"base.yaml": 'version: 1\ncontext: {"aws:SourceVpc": vpc-1, "aws:SourceVpce": vpce-1}\n'})
    config = loaded('version: 1\nextends: ./base.yaml\ncontext: {"aws:sourcevpc": vpc-2}\n')

    assert config.context == {"aws:SourceVpce": "vpce-1", "aws:SourceVpc": "vpc-2"}


def test_locked_context_is_not_stated_by_a_subject() -> None:
    """What a platform locks, a subject cannot state either."""
    write({"base.yaml": "version: 1\nlocked: [context]\n"})
    text = "version: 1\nextends: ./base.yaml\nsubjects:\n  - name: a\n    files: [a.json]\n"
    message = refused(f'{text}    context: {{"aws:SourceVpc": vpc-1}}\n')

    assert message == "mfagate.yaml:6:5: context is locked by base.yaml; delete it here"


@pytest.mark.parametrize(
    ("context", "message"),
    [
        (
            '{"aws:SourceIpp": x}',
            "2:11: aws:SourceIpp is an unknown condition key; did you mean aws:SourceIp?",
        ),
        (
            "{SourceIp: 192.0.2.10}",
            "2:11: SourceIp is an unknown condition key; did you mean aws:SourceIp?",
        ),
        (
            '{"aws:PrincipalTag/": x}',
            "2:11: aws:PrincipalTag/ is an unknown condition key; did you mean aws:PrincipalTag/KEY?",
        ),
        ('{"s3:prefiks": x}', "2:11: s3:prefiks is an unknown condition key; did you mean s3:prefix?"),
        (
            '{"aws:zzz": x}',
            "2:11: aws:zzz is an unknown condition key; expected a key such as aws:SourceIp, "
            "aws:PrincipalOrgID or aws:PrincipalTag/team",
        ),
        (
            '{"aws:multifactorauthpresent": true}',
            "2:11: aws:multifactorauthpresent cannot be stated: the credential decides it, and mfagate tries "
            "every credential; delete it",
        ),
        (
            '{"aws:username": bob}',
            "2:11: aws:username cannot be stated: the credential decides it, and mfagate tries "
            "every credential; delete it",
        ),
        (
            '{"aws:RequestedRegion": eu-west-1}',
            "2:11: aws:RequestedRegion cannot be stated: it follows from the resource of a request; "
            "delete it",
        ),
        (
            '{"aws:CurrentTime": "2026-01-01T00:00:00Z"}',
            "2:11: aws:CurrentTime cannot be stated: it differs from request to request; delete it",
        ),
        (
            '{"aws:SourceVpc": a, "aws:sourcevpc": b}',
            "2:31: aws:sourcevpc and aws:SourceVpc are the same key; delete one of them",
        ),
        (
            '{"aws:SourceIp": 192.0.2.0/24}',
            "2:27: 192.0.2.0/24 is not a value of aws:SourceIp, which is the one address that a request "
            "comes from; expected an address such as 192.0.2.10",
        ),
        ('{"aws:SourceVpc": []}', '2:28: $.context["aws:SourceVpc"]: must not be empty'),
        ("{}", "2:10: $.context: must not be empty"),
    ],
)
def test_context_that_cannot_be_meant_is_refused_with_its_place(context: str, message: str) -> None:
    """Unknown keys name the closest one; keys that mfagate derives say what they follow from."""
    assert refused(f"version: 1\ncontext: {context}\n") == f"mfagate.yaml:{message}"
