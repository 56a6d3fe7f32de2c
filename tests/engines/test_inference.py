"""Every engine infers the same of a document: its kind, its names, its guards, the MFA that it requires."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.suite import inference
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from mfagate.engines import Engine

POLICIES = Path(__file__).parents[2] / "policies"
OURS, THEIRS = "111122223333", "444455556666"
USER, DEVICE = f"arn:aws:iam::{OURS}:user/bob", f"arn:aws:iam::{OURS}:mfa/bob"
DENY = {"Effect": "Deny", "Action": "*", "Resource": "*"}
ASSUME = {"Effect": "Allow", "Principal": {"AWS": USER}, "Action": "sts:AssumeRole"}
EXTERNAL = {**ASSUME, "Condition": {"StringEquals": {"sts:ExternalId": "x"}}}


def guard(operator: str, value: object = "false", **more: object) -> dict[str, Any]:
    """Return a Deny on the MFA flag."""
    return {**DENY, "Condition": {operator: {"aws:MultiFactorAuthPresent": value}}, **more}


def allow(action: object, resource: object = "*", **more: object) -> dict[str, Any]:
    """Return an Allow."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


# The statements of a document, and its kind, account, user, guards, required MFA, whether it is only a guard.
CASES: list[tuple[object, tuple[str, str, str, list[bool], str, bool]]] = [
    (None, ("identity", "123456789012", "alice", [], "nothing", False)),
    ("text", ("identity", "123456789012", "alice", [], "nothing", False)),
    ([guard("Bool")], ("identity", "123456789012", "alice", [True], "people", True)),
    ([guard("BoolIfExists")], ("identity", "123456789012", "alice", [True], "keys", True)),
    ([guard("BoolIfExists", Action="iam:*")], ("identity", "123456789012", "alice", [True], "people", True)),
    ([guard("ForAllValues:Bool")], ("identity", "123456789012", "alice", [True], "keys", True)),
    ([guard("ForAnyValue:StringNotEquals")], ("identity", "123456789012", "alice", [True], "people", True)),
    ([guard("BoolIfExist")], ("identity", "123456789012", "alice", [True], "people", True)),
    ([guard("Null", value=True), DENY], ("identity", "123456789012", "alice", [True, False], "keys", True)),
    ([guard("Bool"), allow("s3:*")], ("identity", "123456789012", "alice", [True, False], "people", False)),
    (
        [guard("Bool"), allow("iam:*AccessKey*", "arn:aws:iam::*:user/${aws:userName}")],
        ("identity", "123456789012", "alice", [True, False], "people", True),
    ),
    (
        allow("*", [USER, DEVICE], Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}}),
        ("identity", OURS, "bob", [False], "grants", False),
    ),
    (
        allow("*", [f"arn:aws:s3:eu-west-1:{THEIRS}:x", THEIRS, USER]),
        ("identity", OURS, "alice", [False], "nothing", False),
    ),
    (ASSUME, ("trust", OURS, "bob", [False], "nothing", False)),
    (EXTERNAL, ("trust", "123456789012", "bob", [False], "nothing", False)),
    ([ASSUME, {**ASSUME, "Principal": "*"}], ("trust", OURS, "alice", [False, False], "nothing", False)),
    ({**ASSUME, "Resource": "*"}, ("resource", OURS, "bob", [False], "nothing", False)),
    ({**ASSUME, "Action": ["sts:AssumeRole", 7]}, ("resource", OURS, "bob", [False], "nothing", False)),
    ({**ASSUME, "Action": "ecr:*"}, ("resource", OURS, "bob", [False], "nothing", False)),
    ({**guard("Bool"), "Condition": ["x"]}, ("identity", "123456789012", "alice", [False], "nothing", False)),
]
SHIPPED = [json.loads(path.read_text("utf-8")) for path in sorted(POLICIES.rglob("*.json"))]


def inferred(document: object) -> dict[str, Any]:
    """Return what the package infers in process."""
    requirement = inference.requirement_of(document)
    return {
        "kinds": [inference.kind_of(document)],
        "of_registry": [inference.is_of_registry(document)],
        "guards": [inference.guards_in(document)],
        "requirements": [
            {
                "requires": requirement.requires,
                "only_guard": requirement.only_guard,
                "accounts": sorted(requirement.accounts),
            }
        ],
        "named_account": inference.named_account([document]),
        "named_user": inference.named_user([document]),
        "replacements": inference.partition_replacements([document]),
    }


def test_what_is_inferred_is_what_the_document_says() -> None:
    """Each case has its kind, its names, its guards, the MFA that it requires, and whether it only guards."""
    found = []
    for statements, _ in CASES:
        one = inferred({"Statement": statements})
        names = (one["kinds"][0], one["named_account"], one["named_user"])
        requirement = one["requirements"][0]
        found.append((*names, one["guards"][0], requirement["requires"], requirement["only_guard"]))

    assert found == [expected for _, expected in CASES]


def test_every_engine_infers_the_same(engine: Engine) -> None:
    """OPA says of the cases, of shipped policies and of odd documents what is inferred in process."""
    odd: list[object] = [None, 7, [], {"Statement": [None, "x"]}, {"Id": "arn:aws-cn:s3:::b"}]
    documents = [*({"Statement": statements} for statements, _ in CASES), *SHIPPED, *odd]
    modules, data = shipped_suite()
    package = {name: text for name, text in modules.items() if name.startswith(inference.FOLDERS)}
    engine.load(package, data.part(inference.BRANCHES))

    for document in documents:
        expected = inferred(document)
        found = {rule: engine.query(f"mfa/inference/{rule}", {"documents": [document]}) for rule in expected}
        assert found == expected


def test_many_documents_are_answered_in_order() -> None:
    """The first document of several that has a guard is enough; none has none."""
    assert inference.has_guard([{"Statement": DENY}, {"Statement": [DENY, guard("Bool")]}])
    assert not inference.has_guard([{"Statement": DENY}, None])
    assert not inference.has_guard([])


def test_half_of_a_surrogate_pair_is_no_obstacle() -> None:
    """A text that cannot be encoded is not an account and not a user."""
    document = {"Statement": {**ASSUME, "Sid": "\ud800"}}

    assert inference.kind_of(document) == "trust"
    assert inference.named_account([document]) == OURS
