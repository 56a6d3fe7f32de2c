"""`mfagate simulate`: every form of a case is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.commands import NO_DOCKER, Run, mfagate
from support.simulate_cases import (
    ALICE,
    ALL,
    EC2,
    GUARD,
    GUARDED,
    WITHOUT_MFA,
    answers,
    case,
    document,
    lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIMULATE = ("simulate", "cases.ndjson", "--engine", "embedded")
ROLE = "arn:aws:sts::111122223333:assumed-role/builder/job"
BUCKET_POLICY = document(
    {"Sid": "Alice", "Effect": "Allow", "Principal": {"AWS": ALICE}, "Action": "s3:*", "Resource": "*"}
)
DENY_ALL_RCP = document({"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"})
TYPES = ("identity", "resource", "boundary", "session", "scp", "rcp")

# What the contract says of `policies`: each form, the decision, and the policies that made it.
FORMS: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "identity alone": ({"identity": [ALL]}, "Allowed", ["identity[0]"]),
    "every type null": (
        {**dict.fromkeys(TYPES), "identity": [ALL]},
        "Allowed",
        ["identity[0]"],
    ),
    "every list empty": (
        {"identity": [ALL], "resource": None, "boundary": [], "session": [], "scp": [], "rcp": []},
        "Allowed",
        ["identity[0]"],
    ),
    "no policy at all": ({}, "ImplicitlyDenied", []),
    "identity null": ({"identity": None}, "ImplicitlyDenied", []),
    "identity empty": ({"identity": []}, "ImplicitlyDenied", []),
    "a union of documents": ({"identity": [EC2, ALL]}, "Allowed", ["identity[1]"]),
    "two that allow": ({"identity": [ALL, ALL]}, "Allowed", ["identity[0]", "identity[1]"]),
    "one statement without a list": (
        {"identity": [{"Version": "2012-10-17", "Statement": ALL["Statement"][0]}]},
        "Allowed",
        ["identity[0]"],
    ),
    "a resource policy": ({"resource": BUCKET_POLICY}, "Allowed", ["resource"]),
    "a boundary that allows": (
        {"identity": [ALL], "boundary": [ALL]},
        "Allowed",
        ["identity[0]", "boundary[0]"],
    ),
    "a boundary that does not": ({"identity": [ALL], "boundary": [EC2]}, "ImplicitlyDenied", []),
    "a boundary of two documents": (
        {"identity": [ALL], "boundary": [EC2, ALL]},
        "Allowed",
        ["identity[0]", "boundary[1]"],
    ),
    "a session policy that does not": ({"identity": [ALL], "session": [EC2]}, "ImplicitlyDenied", []),
    "one level": ({"identity": [ALL], "scp": [[ALL]]}, "Allowed", ["identity[0]", "scp[0][0]"]),
    "levels that all allow": (
        {"identity": [ALL], "scp": [[ALL], [EC2, ALL]]},
        "Allowed",
        ["identity[0]", "scp[0][0]", "scp[1][1]"],
    ),
    "a level that does not": ({"identity": [ALL], "scp": [[ALL], [EC2]]}, "ImplicitlyDenied", []),
    "a level without a document": ({"identity": [ALL], "scp": [[ALL], []]}, "ImplicitlyDenied", []),
    "a level that denies": (
        {"identity": [ALL], "scp": [[ALL], [ALL, document({**GUARD, "Condition": {}})]]},
        "ExplicitlyDenied",
        ["scp[1][1]"],
    ),
    "a resource control policy that denies": (
        {"identity": [ALL], "rcp": [[DENY_ALL_RCP]]},
        "ExplicitlyDenied",
        ["rcp[0][0]"],
    ),
}


def test_every_form_of_the_policies_is_decided(simulated: Callable[..., Run]) -> None:
    """Null, an empty list and levels mean what the contract says, and the answers keep the order."""
    ended = simulated(*(case(name, policies) for name, (policies, _, _) in FORMS.items()))

    assert (ended.code, ended.err) == (0, "")
    assert [
        (one["id"], one["decision"], [by["policy"] for by in one["by"]]) for one in answers(ended.out)
    ] == [(name, decision, by) for name, (_, decision, by) in FORMS.items()]


def test_an_answer_has_the_keys_of_the_contract(simulated: Callable[..., Run]) -> None:
    """An answer is the id, the decision, the statements that made it and the reason, and no more."""
    ended = simulated(
        case("yes", {"identity": [GUARDED]}),
        case("no", {"identity": [GUARDED]}, context=WITHOUT_MFA),
        case("neither", {"identity": [EC2]}),
        case("nameless", {"identity": [document({"Effect": "Allow", "Action": "*", "Resource": "*"})]}),
    )

    assert answers(ended.out) == [
        {
            "id": "yes",
            "decision": "Allowed",
            "by": [{"policy": "identity[0]", "statement": 0, "sid": "All", "effect": "Allow"}],
            "reason": "allowed by identity[0] statement 0 (All)",
        },
        {
            "id": "no",
            "decision": "ExplicitlyDenied",
            "by": [{"policy": "identity[0]", "statement": 1, "sid": "Guard", "effect": "Deny"}],
            "reason": "explicitly denied by identity[0] statement 1 (Guard)",
        },
        {
            "id": "neither",
            "decision": "ImplicitlyDenied",
            "by": [],
            "reason": "implicitly denied: no identity policy allows it",
        },
        {
            "id": "nameless",
            "decision": "Allowed",
            "by": [{"policy": "identity[0]", "statement": 0, "sid": None, "effect": "Allow"}],
            "reason": "allowed by identity[0] statement 0",
        },
    ]


@pytest.mark.parametrize(
    ("principal", "policies", "decision"),
    [
        (ALICE, {"identity": [ALL]}, "Allowed"),
        (ROLE, {"identity": [ALL]}, "Allowed"),
        ("arn:aws:iam::111122223333:root", {}, "Allowed"),
        ("lambda.amazonaws.com", {"identity": [ALL]}, "ImplicitlyDenied"),
        ("anonymous", {"identity": [ALL]}, "ImplicitlyDenied"),
        (
            "anonymous",
            {"resource": document({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})},
            "Allowed",
        ),
        (
            "lambda.amazonaws.com",
            {
                "resource": document(
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "lambda.amazonaws.com"},
                        "Action": "*",
                        "Resource": "*",
                    }
                )
            },
            "Allowed",
        ),
    ],
)
def test_every_kind_of_principal_is_taken(
    simulated: Callable[..., Run], principal: str, policies: dict[str, Any], decision: str
) -> None:
    """A principal is an ARN, a service or anonymous; the last two have no identity policies."""
    ended = simulated(case("one", policies, principal=principal))

    assert ended.code == 0
    assert [one["decision"] for one in answers(ended.out)] == [decision]


def test_the_context_is_complete(simulated: Callable[..., Run]) -> None:
    """Nothing is derived from the principal: a variable that the context does not fill has no value."""
    own = document({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::home/${aws:username}/*"})
    asked = {"resource": "arn:aws:s3:::home/alice/a"}

    ended = simulated(
        case("without", {"identity": [own]}, **asked),
        case("with", {"identity": [own]}, **asked, context={"aws:username": "alice"}),
        case("list of one", {"identity": [own]}, **asked, context={"aws:username": ["alice"]}),
    )

    assert [one["decision"] for one in answers(ended.out)] == ["ImplicitlyDenied", "Allowed", "Allowed"]


def test_a_dead_engine_is_3(bare: Path) -> None:
    """The engine that was named does not answer: exit code 3, and no line is answered."""
    ended = mfagate(
        "simulate", "-", "--engine", "docker", cwd=bare, stdin=lines(case("a")).encode(), env=NO_DOCKER
    )

    assert (ended.code, ended.out) == (3, "")
    assert ended.message.startswith(
        "mfagate: docker: cannot reach the Docker daemon at unix:///nonexistent.sock:"
    )


def test_an_assumption_changes_the_answer(simulated: Callable[..., Run]) -> None:
    """`--assume` takes the other side of an open point."""
    abroad = case("abroad", resource_account="444455556666")

    default = simulated(abroad)
    agreed = simulated(abroad, options=("--assume", "unstated-resource-policy=agrees"))

    assert [one["decision"] for one in answers(default.out)] == ["ImplicitlyDenied"]
    assert [one["decision"] for one in answers(agreed.out)] == ["Allowed"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("colon-crossing", "--assume colon-crossing: expected NAME=VALUE, such as colon-crossing=never"),
        ("colon-crosing=never", "there is no assumption colon-crosing; did you mean colon-crossing?"),
        (
            "short-arns=x",
            "the assumption short-arns cannot be x; expected one of by-policy-type, never-match",
        ),
        (
            "role-session-flag=absent",
            "there is no assumption role-session-flag; expected one of colon-crossing, "
            "federated-user-parent, for-any-value-if-exists, get-session-token-deny, "
            "missing-variable-negated, service-linked-session, short-arns, "
            "unstated-resource-policy, user-name-case",
        ),
    ],
)
def test_an_assumption_that_does_not_exist_is_2(
    simulated: Callable[..., Run], given: str, message: str
) -> None:
    """One line for the run, not one a case; what a credential brings is no matter of a complete context."""
    ended = simulated(case("a"), options=("--assume", given))

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {message}")
