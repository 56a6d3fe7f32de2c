"""`mfagate simulate --explain`: the text that a person reads, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.simulate_cases import ACCOUNT, ALL, GUARD, case, document, lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Run

MFA = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
WITH_MFA = document({"Sid": "WithMFA", "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": MFA})
IF_EXISTS = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
GUARD_IF_EXISTS = document(ALL["Statement"][0], {**GUARD, "Condition": IF_EXISTS})
QUEUES = document({"Effect": "Allow", "Action": "sqs:*", "Resource": f"arn:aws:sqs:*:{ACCOUNT}:jobs"})


@pytest.fixture
def explained(bare: Path, run: Callable[..., Run]) -> Callable[..., tuple[int, str, str]]:
    """Give a function that returns the exit code, stdout and stderr for cases."""

    def explain(*cases: object, options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        (bare / "cases.ndjson").write_text(lines(*cases), encoding="utf-8")
        ended = run("simulate", "cases.ndjson", "--engine", "embedded", "--explain", *options)
        return ended.code, ended.out, ended.err

    return explain


def test_an_allowed_request(explained: Callable[..., tuple[int, str, str]]) -> None:
    """What allows is named by policy, place and Sid."""
    assert explained(case("a")) == (
        0,
        """\
a: allow
    allowed by identity[0] statement 0 (All)
""",
        "",
    )


def test_an_explicit_deny(explained: Callable[..., tuple[int, str, str]]) -> None:
    """What denies is named, and nothing that merely nearly applied."""
    assert explained(case("a", {"identity": [GUARD_IF_EXISTS]})) == (
        0,
        """\
a: explicit-deny
    explicitly denied by identity[0] statement 1 (Guard)
""",
        "",
    )


def test_an_implicit_deny_with_a_statement_that_nearly_applied(
    explained: Callable[..., tuple[int, str, str]],
) -> None:
    """The condition that failed is shown with its value, and with what the request has."""
    policies = {"identity": [WITH_MFA]}

    assert explained(
        case("absent", policies),
        case("false", policies, context={"aws:MultiFactorAuthPresent": "false"}),
        case("true", policies, context={"aws:MultiFactorAuthPresent": "true"}),
    ) == (
        0,
        """\
absent: implicit-deny
    implicitly denied: no identity policy allows it
    Allow of identity[0] statement 0 (WithMFA) nearly applied: \
Condition: Bool aws:MultiFactorAuthPresent "true" is false: the key is absent
false: implicit-deny
    implicitly denied: no identity policy allows it
    Allow of identity[0] statement 0 (WithMFA) nearly applied: \
Condition: Bool aws:MultiFactorAuthPresent "true" is false: the request has "false"
true: allow
    allowed by identity[0] statement 0 (WithMFA)
""",
        "",
    )


def one(element: dict[str, Any]) -> dict[str, Any]:
    """Return the policies of one Allow without a Sid, changed by `element`."""
    statement = {"Effect": "Allow", "Action": "*", "Resource": "*", **element}
    return {"identity": [document({key: value for key, value in statement.items() if value is not None})]}


NEARLY: list[tuple[dict[str, Any], dict[str, str], str]] = [
    (
        {"Action": ["ec2:*", "sqs:*"]},
        {},
        "Action: s3:GetObject is not covered by Action ec2:*, sqs:*",
    ),
    (
        {"Action": None, "NotAction": "s3:*"},
        {},
        "NotAction: s3:GetObject is covered by NotAction s3:*",
    ),
    (
        {"Resource": "arn:aws:s3:::home/${aws:username}/*"},
        {},
        "Resource: arn:aws:s3:::reports/q3.csv is not covered by "
        "Resource arn:aws:s3:::home/${aws:username}/*; "
        "${aws:username} has no value in this request, so the text matches nothing",
    ),
    (
        {"Resource": "arn:aws:s3:::home/${aws:username}/*"},
        {"aws:username": "alice"},
        "Resource: arn:aws:s3:::reports/q3.csv is not covered by "
        "Resource arn:aws:s3:::home/${aws:username}/*",
    ),
    (
        {"Resource": None, "NotResource": "arn:aws:s3:::reports/*"},
        {},
        "NotResource: arn:aws:s3:::reports/q3.csv is covered by NotResource arn:aws:s3:::reports/*",
    ),
    (
        {"Condition": {"StringEquals": {"aws:PrincipalTag/team": ["red", "blue"]}}},
        {"aws:PrincipalTag/team": "green"},
        'Condition: StringEquals aws:PrincipalTag/team "red" or "blue" is false: the request has "green"',
    ),
    (
        {"Condition": {"Null": {"aws:MultiFactorAuthAge": "false"}}},
        {},
        'Condition: Null aws:MultiFactorAuthAge "false" is false: the key is absent',
    ),
    (
        {"Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": 3600}}},
        {"aws:MultiFactorAuthAge": "7200"},
        'Condition: NumericLessThan aws:MultiFactorAuthAge "3600" is false: the request has "7200"',
    ),
    (
        {"Condition": {**MFA, "IpAddress": {"aws:SourceIp": "198.51.100.0/24"}}},
        {"aws:SourceIp": "203.0.113.9"},
        'Condition: Bool aws:MultiFactorAuthPresent "true" is false: the key is absent; '
        'Condition: IpAddress aws:SourceIp "198.51.100.0/24" is false: the request has "203.0.113.9"',
    ),
]


def test_each_element_says_why_it_failed(explained: Callable[..., tuple[int, str, str]]) -> None:
    """The element is shown as the policy has it, with what the request asked for."""
    cases = [case("a", one(element), context=context) for element, context, _ in NEARLY]
    texts = [
        f"""\
a: implicit-deny
    implicitly denied: no identity policy allows it
    Allow of identity[0] statement 0 nearly applied: {why}
"""
        for _, _, why in NEARLY
    ]

    assert explained(*cases) == (0, "".join(texts), "")


def test_what_two_elements_keep_out_did_not_nearly_apply(
    explained: Callable[..., tuple[int, str, str]],
) -> None:
    """A statement about something else is not worth a line."""
    policies = one({"Action": "ec2:*", "Resource": "arn:aws:s3:::other/*"})

    assert explained(case("a", policies)) == (
        0,
        """\
a: implicit-deny
    implicitly denied: no identity policy allows it
""",
        "",
    )


def test_a_decision_that_depends_on_an_open_point(explained: Callable[..., tuple[int, str, str]]) -> None:
    """Where AWS's documentation leaves it open, both outcomes are told, the taken one first."""
    queue = {"action": "sqs:SendMessage", "resource": f"arn:aws:sqs:eu-west-1:x:{ACCOUNT}:jobs"}
    cases = [
        case("abroad", resource_account="444455556666"),
        case("colon", {"identity": [QUEUES]}, **queue),
    ]

    assert explained(*cases) == (
        0,
        """\
abroad: implicit-deny
    implicitly denied: it needs a resource policy that allows it, and none is given
    depends on undocumented AWS behavior: implicit-deny if unstated-resource-policy=denies, \
allow if unstated-resource-policy=agrees
colon: allow
    allowed by identity[0] statement 0
    depends on undocumented AWS behavior: allow if colon-crossing=last-in-segment, \
implicit-deny if colon-crossing=never
""",
        "",
    )
    options = ("--assume", "unstated-resource-policy=agrees", "--assume", "colon-crossing=never")
    assert explained(*cases, options=options) == (
        0,
        f"""\
abroad: allow
    allowed by identity[0] statement 0 (All)
    depends on undocumented AWS behavior: allow if unstated-resource-policy=agrees, \
implicit-deny if unstated-resource-policy=denies
colon: implicit-deny
    implicitly denied: no identity policy allows it
    Allow of identity[0] statement 0 nearly applied: Resource: arn:aws:sqs:eu-west-1:x:{ACCOUNT}:jobs \
is not covered by Resource arn:aws:sqs:*:{ACCOUNT}:jobs
    depends on undocumented AWS behavior: implicit-deny if colon-crossing=never, \
allow if colon-crossing=last-in-segment
    depends on undocumented AWS behavior: implicit-deny if colon-crossing=never, \
allow if colon-crossing=always
""",
        "",
    )


def test_a_line_that_was_not_judged(explained: Callable[..., tuple[int, str, str]]) -> None:
    """A bad line is one line of text with its place, named by its id where it has one."""
    typo = document({**GUARD, "Condition": {"Boool": {"aws:MultiFactorAuthPresent": "true"}}})

    assert explained(case("typo", {"identity": [typo]}), "nonsense", '{"id": 5}', case("good")) == (
        2,
        """\
typo: not judged at /policies/identity/0/Statement/0/Condition/Boool: \
Boool is not a condition operator; did you mean Bool?
(no id): not judged: cannot be read: column 1: expected a value here, found "n"
5: not judged at /id: id must be a string
good: allow
    allowed by identity[0] statement 0 (All)
""",
        "",
    )
