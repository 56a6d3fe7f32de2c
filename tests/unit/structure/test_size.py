"""How long a document may be, and which characters it may have.

Sources: "IAM and AWS STS quotas" (IAM User Guide); "Quotas for AWS Organizations" and "SCP syntax"
(AWS Organizations User Guide).
"""

from __future__ import annotations

import pytest

from mfagate.policy.documents import Kind, parse_document

PRINCIPALS: dict[Kind, str] = {
    "trust": '"Principal": {"AWS": "111122223333"},',
    "resource": '"Principal": {"AWS": "111122223333"},',
    "rcp": '"Principal": "*",',
}
ORGANIZATIONS = "The provided policy document does not meet the requirements of the specified policy type. "


def of_size(kind: Kind, size: int) -> str:
    """Make a document with this many characters that are no white space."""
    effect = "Deny" if kind == "rcp" else "Allow"
    action = "sts:AssumeRole" if kind == "trust" else "s3:GetObject"
    resource = "" if kind == "trust" else '"Resource": "*",'
    principal = PRINCIPALS.get(kind, "")
    head = '{"Version": "2012-10-17",\n "Statement": {'
    body = f'"Effect": "{effect}", {principal} {resource} "Action": "{action}"'
    tail = ', "Condition": {"StringLike": {"a:b": "%s"}}}}'
    text = head + body + tail
    filling = "x" * (size - len("".join((text % "").split())))
    return text % filling


@pytest.mark.parametrize(
    ("kind", "limit", "message"),
    [
        ("identity", 6144, "Cannot exceed quota for PolicySize: 6144: "),
        ("boundary", 6144, "Cannot exceed quota for PolicySize: 6144: "),
        ("trust", 2048, "Cannot exceed quota for ACLSizePerRole: 2048: "),
        ("session", 2048, ""),
        ("scp", 10240, ORGANIZATIONS),
        ("rcp", 5120, ORGANIZATIONS),
    ],
)
def test_a_character_too_many_is_refused(kind: Kind, limit: int, message: str) -> None:
    """A document may fill its quota without white space, and not a character more."""
    assert parse_document(of_size(kind, limit), "policy.json", kind).errors == ()
    (error,) = parse_document(of_size(kind, limit + 1), "policy.json", kind).errors
    assert (error.line, error.column, error.path, error.code) == (1, 1, "$", "size")
    assert error.message.startswith(
        f"{message}The document has {limit + 1:,} characters without white space, {limit:,} are "
    )


def test_white_space_does_not_count_for_iam() -> None:
    """IAM does not count white space, however much there is."""
    text = of_size("identity", 6144).replace("\n", "\n" * 1000)
    document = parse_document(text, "policy.json", "identity")
    assert (document.errors, document.warnings) == ((), ())


def test_white_space_that_api_and_cli_count_is_warned_of() -> None:
    """An SCP that fits without its white space is valid, but too long as it is."""
    text = of_size("scp", 10240)
    document = parse_document(text, "policy.json", "scp")
    assert document.valid
    (warning,) = document.warnings
    assert warning.code == "policy-size-with-white-space"
    assert warning.message == (
        f"The document has {len(text):,} characters with its white space, more than 10,240; "
        "the console strips white space, API and CLI do not"
    )


def test_a_long_resource_policy_is_warned_of() -> None:
    """Resource policies have the limits of their services; S3's is the one that is checked."""
    assert parse_document(of_size("resource", 20480), "policy.json", "resource").warnings == ()
    (warning,) = parse_document(of_size("resource", 20481), "policy.json", "resource").warnings
    assert warning.code == "policy-size-exceeds-resource-policy-quota"


@pytest.mark.parametrize("kind", ["identity", "boundary", "session", "trust"])
def test_iam_takes_latin_1_only(kind: Kind) -> None:
    """A character beyond U+00FF is refused, where it stands."""
    text = of_size(kind, 500).replace('"a:b": "xx', '"a:b":\n "\u00ff\u2028')
    (error,) = parse_document(text, "policy.json", kind).errors
    assert (error.line, error.column, error.path) == (3, 4, "$")
    assert error.message == (
        "The specified value for policyDocument is invalid. It must contain only printable ASCII "
        "characters. U+2028 is outside TAB, LF, CR and U+0020-U+00FF; replace it"
    )


@pytest.mark.parametrize("kind", ["scp", "rcp", "resource"])
def test_other_services_take_more_characters(kind: Kind) -> None:
    """Only IAM and STS narrow the characters."""
    text = of_size(kind, 500).replace("xxx", "\u4e2d\u6587x", 1)
    assert parse_document(text, "policy.json", kind).errors == ()


def test_a_yaml_document_is_measured_in_json() -> None:
    """What counts for YAML is the JSON that would be saved."""
    text = (
        "# " + "a comment that nobody saves " * 400 + "\n"
        "Version: '2012-10-17'\nStatement:\n  Effect: Allow\n  Action: s3:GetObject\n"
        "  Resource: 'arn:aws:s3:::\u4e2d'\n"
    )
    (error,) = parse_document(text, "policy.yaml", "identity").errors
    assert error.code == "characters"
    assert parse_document(text.replace("\u4e2d", "b"), "policy.yaml", "identity").errors == ()
