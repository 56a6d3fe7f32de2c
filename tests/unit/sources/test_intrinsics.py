"""Intrinsic functions of CloudFormation: what each gives, and what becomes an explicit unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .reading import documents, written

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json
    from mfagate.policy.documents import Document

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Open: {{Type: String}}
  Name: {{Type: String, Default: reports}}
  Fixed: {{Type: String, AllowedValues: [reports]}}
  Number: {{Type: Number, Default: 7, AllowedValues: [7]}}
  Listed: {{Type: CommaDelimitedList, Default: "one, two"}}
  Stored: {{Type: "AWS::SSM::Parameter::Value<String>", Default: /name}}
Mappings:
  Buckets:
    live: {{Name: live-bucket}}
    "111122223333": {{Name: by-account}}
    444455556666: {{Name: by-number}}
Conditions:
  Held: !Equals [!Ref Fixed, reports]
  Unheld: !Not [!Condition Held]
  Both: !And [!Condition Held, !Equals [7, !Ref Number]]
  Either: !Or [!Condition Unheld, !Condition Held]
Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties: {{BucketName: !Sub "store-${{Name}}"}}
  Unnamed:
    Type: AWS::S3::Bucket
  Worker:
    Type: AWS::IAM::Role
    Properties: {{RoleName: worker, Path: /team/}}
  Queue:
    Type: AWS::SQS::Queue
    Properties: {{QueueName: jobs}}
  Topic:
    Type: AWS::SNS::Topic
    Properties: {{TopicName: news}}
  Guard:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      ManagedPolicyName: guard
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: {value}
"""
KNOWN = [
    ("!Ref Name", "reports"),
    ("!Ref Number", "7"),
    ("{Ref: Name}", "reports"),
    ("{'Fn::Sub': 'a-${Name}'}", "a-reports"),
    ("!Sub 'arn:${AWS::Partition}:s3:::${Name}/${!aws:username}'", "arn:aws:s3:::reports/${aws:username}"),
    ("!Sub ['${A}-${Name}', {A: !Ref Number}]", "7-reports"),
    ("!Sub '${Store}'", "store-reports"),
    ("!Sub '${Store.Arn}/*'", "arn:aws:s3:::store-reports/*"),
    ("!Sub '${AWS::AccountId}.${AWS::Region}.${AWS::URLSuffix}'", "111122223333.us-east-1.amazonaws.com"),
    ("!Join [':', [arn, aws, s3, '', '', !Ref Name]]", "arn:aws:s3:::reports"),
    ("!Join ['', [a, !If [Unheld, b, !Ref AWS::NoValue], c]]", "ac"),
    ("!Join ['-', !Ref Listed]", "one-two"),
    ("!Select [1, !Ref Listed]", "two"),
    ("!Select ['0', !Split ['/', 'x/y']]", "x"),
    ("!FindInMap [Buckets, live, Name]", "live-bucket"),
    ("!FindInMap [Buckets, !Ref AWS::AccountId, Name]", "by-account"),
    ("!FindInMap [Buckets, '444455556666', Name]", "by-number"),
    ("!FindInMap [Buckets, gone, Name, {DefaultValue: other}]", "other"),
    ("!GetAtt Store.Arn", "arn:aws:s3:::store-reports"),
    ("!GetAtt [Store, Arn]", "arn:aws:s3:::store-reports"),
    ("!GetAtt Worker.Arn", "arn:aws:iam::111122223333:role/team/worker"),
    ("!GetAtt Queue.Arn", "arn:aws:sqs:us-east-1:111122223333:jobs"),
    ("!Ref Topic", "arn:aws:sns:us-east-1:111122223333:news"),
    ("!Ref Guard", "arn:aws:iam::111122223333:policy/guard"),
    ("!Base64 hello", "aGVsbG8="),
    ("!ToJsonString {a: !Ref Name}", '{"a": "reports"}'),
    ("{'Fn::Length': !Ref Listed}", 2),
    ("!If [Held, a, b]", "a"),
    ("!If [Unheld, a, b]", "b"),
    ("!If [Both, a, b]", "a"),
    ("!If [Either, a, b]", "a"),
    ("[!If [Unheld, a, !Ref AWS::NoValue], b]", ["b"]),
    ("!Ref Listed", ["one", "two"]),
    ("012345678901", "012345678901"),
]
UNKNOWN = [
    ("!Ref Open", "the parameter Open has no default", "*"),
    ("!Sub 'arn:aws:s3:::${Open}/*'", "the parameter Open has no default", "arn:aws:s3:::*/*"),
    ("!Ref Stored", "the parameter Stored is read from the Parameter Store", "*"),
    ("!Ref Unnamed", "CloudFormation generates the name of Unnamed", "*"),
    ("!GetAtt Unnamed.Arn", "CloudFormation generates the name of Unnamed", "arn:aws:s3:::*"),
    ("!GetAtt Store.DomainName", "the attribute Store.DomainName is known after deployment", "*"),
    ("!GetAtt Nothing.Arn", "Nothing.Arn is not declared in the template", "*"),
    ("!Ref Nothing", "Nothing is not declared in the template", "*"),
    ("!Ref AWS::StackName", "the pseudo parameter AWS::StackName is known after deployment", "*"),
    ("!ImportValue shared-Bucket", "shared-Bucket is exported by another stack", "*"),
    ("!FindInMap [Buckets, gone, Name]", "the mapping Buckets.gone.Name is not in the template", "*"),
    ("!FindInMap [Buckets, !Ref Open, Name, {DefaultValue: x}]", "the parameter Open has no default", "*"),
    ("!Select [0, !Split ['/', !Ref Open]]", "the parameter Open has no default", "*"),
    ("!Select [9, [a]]", "Fn::Select needs an index into a list", "*"),
    ("!Select [a, [a]]", "Fn::Select needs an index into a list", "*"),
    ("!Join ['-', !Ref Open]", "the parameter Open has no default", "*"),
    ("!Join [a]", "Fn::Join needs a delimiter and a list", "*"),
    ("!Split ['', a]", "Fn::Split needs a delimiter and a string", "*"),
    ("!Sub [a]", "Fn::Sub needs a string, or a string and its variables", "*"),
    ("!Sub '${aws:username}'", "${aws:username} is not a name in the template", "*"),
    ("!GetAtt Store", "Fn::GetAtt needs a resource and an attribute", "*"),
    ("!Base64 {a: b}", "Fn::Base64 needs a string", "*"),
    ("!GetAZs ''", "Fn::GetAZs is not evaluated by mfagate", "*"),
    ("!Cidr [a, 1, 2]", "Fn::Cidr is not evaluated by mfagate", "*"),
    ("!Transform {Name: x}", "Fn::Transform is not evaluated by mfagate", "*"),
    ("{'Fn::Sub': a, b: c}", "Fn::Sub has other keys beside it", "*"),
    ("!If [Gone, a, b]", "the condition Gone is not declared", "*"),
    ("!If [Held]", "Fn::If needs a condition and two values", "*"),
    (
        "'arn:aws:s3:::{{resolve:ssm:/bucket}}'",
        "the dynamic reference {{resolve:ssm:/bucket}} is resolved only at deployment",
        "arn:aws:s3:::*",
    ),
]


def guard(folder: Path, value: str, **parameters: str) -> Document:
    """Return the policy whose resource is worked out from a value."""
    path = written(folder, TEMPLATE.format(value=value), "template.yaml")
    return documents(path, account="111122223333", parameters=parameters)["Guard"]


@pytest.mark.parametrize(("value", "expected"), KNOWN)
def test_a_function_gives_its_value(tmp_path: Path, value: str, expected: Json) -> None:
    """What the template tells is worked out, in the short form and the long one."""
    document = guard(tmp_path, value)
    assert document.unknowns == ()
    assert document.value["Statement"][0]["Resource"] == expected


@pytest.mark.parametrize(("value", "cause", "assumed"), UNKNOWN)
def test_an_undecidable_value_is_an_explicit_unknown(
    tmp_path: Path, value: str, cause: str, assumed: str
) -> None:
    """It is never dropped: a warning says the cause and what was assumed in its place."""
    document = guard(tmp_path, value)
    assert [one.message for one in document.unknowns] == [
        f'{cause}; "Resource" of this Allow is judged as any resource ("{assumed}")'
    ]
    assert document.unknowns[0].line == 43
    assert document.value["Statement"][0]["Resource"] == assumed


@pytest.mark.parametrize(
    ("value", "name", "given", "expected"),
    [
        ("!Ref Open", "Open", "b", "b"),
        ("!Ref Name", "Name", "b", "b"),
        ("!Ref Listed", "Listed", "a,b", ["a", "b"]),
        ("!Ref Unnamed", "Unnamed", "b", "b"),
        ("!GetAtt Store.DomainName", "Store.DomainName", "b", "b"),
        ("!Ref AWS::Region", "AWS::Region", "eu-west-1", "eu-west-1"),
        ("!Ref AWS::StackName", "AWS::StackName", "s", "s"),
        ("!ImportValue shared-Bucket", "shared-Bucket", "b", "b"),
    ],
)
def test_the_config_gives_a_value(tmp_path: Path, value: str, name: str, given: str, expected: Json) -> None:
    """`parameters` of the config stand for whatever the template leaves open, and before its defaults."""
    document = guard(tmp_path, value, **{name: given})
    assert (document.unknowns, document.value["Statement"][0]["Resource"]) == ((), expected)


def test_names_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    """A bucket named after itself is an unknown, not an endless loop."""
    text = TEMPLATE.format(value="!Ref Store").replace("store-${Name}", "${Store}")
    document = documents(written(tmp_path, text, "t.yaml"))["Guard"]
    assert document.unknowns[0].message.startswith("CloudFormation generates the name of Store")


def test_long_chains_are_refused(tmp_path: Path) -> None:
    """Conditions that lead through thousands of others are an error, not a crash."""
    chain = {f"C{index}": {"Fn::Not": [{"Condition": f"C{index + 1}"}]} for index in range(5000)}
    policy = {"Type": "AWS::IAM::ManagedPolicy", "Condition": "C0", "Properties": {"PolicyDocument": {}}}
    found = documents(written(tmp_path, {"Conditions": chain, "Resources": {"P": policy}}))
    assert [error.code for one in found.values() for error in one.errors] == ["input-shape"]


def test_texts_that_grow_and_grow_are_cut(tmp_path: Path) -> None:
    """Doubling a text time and again does not eat the memory."""
    value = "x" * 1000
    for _ in range(12):
        value = f"!Sub ['${{A}}${{A}}', {{A: {value}}}]"
    document = guard(tmp_path, value)
    assert "is too long to resolve" in document.unknowns[0].message
