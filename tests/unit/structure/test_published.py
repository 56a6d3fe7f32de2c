"""What AWS publishes, and what this repository ships, is valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from mfagate.policy.documents import Kind, load_document, parse_document
from mfagate.policy.validation import refusals

ROOT = Path(__file__).parents[3]
SHIPPED = sorted((ROOT / "policies").rglob("*.json"))

S3_BUCKET_POLICY = """{
    "Version": "2012-10-17",
    "Id": "123",
    "Statement": [
      {
        "Sid": "",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/taxdocuments/*",
        "Condition": { "Null": { "aws:MultiFactorAuthAge": true }}
      },
      {
        "Sid": "",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/taxdocuments/*",
        "Condition": { "NumericGreaterThan": { "aws:MultiFactorAuthAge": 3600 }}
       },
       {
        "Sid": "",
        "Effect": "Allow",
        "Principal": "*",
        "Action": ["s3:GetObject"],
        "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
       }
    ]
 }"""

DEACTIVATE = """{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["iam:DeactivateMFADevice"],
    "Resource": ["arn:aws:iam::*:user/${aws:username}"],
    "Condition": {"NumericLessThanEquals": {"aws:MultiFactorAuthAge": "3600"}}
  }
}"""

REQUIRE_MFA = """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "DenyStopAndTerminateWhenMFAIsNotPresent",
      "Effect": "Deny",
      "Action": ["ec2:StopInstances", "ec2:TerminateInstances"],
      "Resource": "*",
      "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": false}}
    }
  ]
}"""

TRUST = """{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "ACCOUNT"},
    "Action": "sts:AssumeRole",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": true}}
  }
}""".replace("ACCOUNT", "arn:aws:iam::111122223333:root")

PUBLISHED: list[tuple[str, Kind, str, list[str]]] = [
    ("Bucket policy examples (S3): MFA", "resource", S3_BUCKET_POLICY, ["empty-sid-value"] * 3),
    ("IAM JSON policy elements: Condition", "identity", DEACTIVATE, []),
    ("General examples of SCPs: require MFA", "scp", REQUIRE_MFA, []),
    ("Secure API access with MFA: cross-account", "trust", TRUST, []),
]


@pytest.mark.parametrize(
    ("kind", "text", "codes"), [row[1:] for row in PUBLISHED], ids=[row[0] for row in PUBLISHED]
)
def test_what_aws_publishes_is_valid(kind: Kind, text: str, codes: list[str]) -> None:
    """A sample that AWS publishes is valid as its kind, and its kind is guessed."""
    document = parse_document(text, "policy.json", kind)
    assert document.errors == ()
    assert [warning.code for warning in document.warnings] == codes
    guessed = parse_document(text, "policy.json").kind
    assert guessed == ("identity" if kind == "scp" else kind)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_we_ship_is_valid(path: Path) -> None:
    """A policy of this repository is valid; the seed's placeholders are for a later rule."""
    assert load_document(path).errors == ()


def test_what_all_kinds_have_in_common_is_less_than_each_asks() -> None:
    """Without a kind, neither version nor principal nor resource is asked for."""
    statement = {"Effect": "Allow", "Action": "s3:GetObject"}
    for extra in ({}, {"Principal": "*"}, {"Resource": "*"}, {"NotPrincipal": {"AWS": "*"}}):
        document = {"Version": "2008-10-17", "Statement": [{**statement, **extra}]}
        found = refusals(document, None)
        assert [fault.code for fault in found] == (["not-principal"] if "NotP" in str(extra) else [])


def test_every_fault_of_a_document_is_reported() -> None:
    """Not only the first fault is told, and each once, in the order of the text."""
    text = """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "a b",
      "Efect": "Deny",
      "Action": ["s3", "ec2:x:y"],
      "Resource": "arn:aws:s3:eu-west-1::x",
      "Condition": {"BoolIfExist": {"aws:MultiFactorAuthPresent": "false"}}
    },
    {"Effect": "Deny", "Action": "*", "Resource": "*", "Principal": "*", "Condition": null}
  ]
}"""
    errors = parse_document(text, "policy.json", "identity").errors
    assert [(error.line, error.column, error.path, error.code) for error in errors] == [
        (5, 14, "$.Statement[0].Sid", "sid-characters"),
        (6, 7, "$.Statement[0].Efect", "unknown-element"),
        (7, 18, "$.Statement[0].Action[0]", "action"),
        (7, 24, "$.Statement[0].Action[1]", "action"),
        (8, 19, "$.Statement[0].Resource", "resource"),
        (9, 21, "$.Statement[0].Condition.BoolIfExist", "operator"),
        (11, 56, "$.Statement[1].Principal", "prohibited"),
        (11, 87, "$.Statement[1].Condition", "type"),
    ]
