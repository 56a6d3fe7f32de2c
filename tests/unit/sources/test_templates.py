"""CloudFormation templates: who has which policy, conditions, shapes that are no template's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .reading import FIXTURES, GUARD, allow, at, documents, subjects, trust, written

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

TEMPLATE = FIXTURES / "template.yaml"


def template(**resources: Json) -> dict[str, Any]:
    """Return a template of resources, each a pair of the type behind AWS:: and its properties."""
    made = {
        name: {"Type": f"AWS::{kind}", "Properties": values} for name, (kind, values) in resources.items()
    }
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": made}


def held(path: Path, **settings: Json) -> dict[str, list[str]]:
    """Return the names of the documents of each subject."""
    found = subjects(path, **settings)
    return {name: [part.name for part in one.parts.values()] for name, one in found.items()}


def test_statements_that_only_allow_are_judged_though_their_condition_is_open() -> None:
    """More is allowed with them than without, so they are taken as there; that is said."""
    assert held(TEMPLATE) == {
        "Operator": ["Operator/team-inline", "Guard", "Reader"],
        "Operator/trust": ["Operator/trust"],
    }
    reader = documents(TEMPLATE)["Reader"]
    assert len(reader.value["Statement"]) == 2
    assert [(one.severity, one.message) for one in reader.unknowns][1:2] == [
        (
            "warning",
            "the condition IsLive is not known; the statements of both branches are judged",
        )
    ]


@pytest.mark.parametrize(("stage", "statements"), [("live", 2), ("test", 1)])
def test_a_parameter_settles_a_condition(stage: str, statements: int) -> None:
    """With the parameter given, there is one way."""
    found = documents(TEMPLATE, parameters={"Stage": stage, "BucketName": "b", "Prefix": "team"})
    assert len(found["Reader"].value["Statement"]) == statements
    assert found["Reader"].unknowns == ()


def test_errors_are_where_they_stand(tmp_path: Path) -> None:
    """Line, column and path of a fault are the template's, through Fn::If and behind what is left out."""
    text = TEMPLATE.read_text(encoding="utf-8").replace('Action: "s3:PutObject"', "Action: 5")
    path = written(tmp_path, text, "t.yaml")
    (error,) = documents(path, parameters={"Stage": "live"})["Reader"].errors
    assert error.path == '$.Resources.Reader.Properties.PolicyDocument.Statement[1]["Fn::If"][1].Action'
    assert (error.line, error.column) == at(text, "5, Resource")


def test_managed_policies_reach_who_they_name(tmp_path: Path) -> None:
    """By the policy's lists, by the holder's list, by name, and through a user's group."""
    ref = {"Ref": "Managed"}
    path = written(
        tmp_path,
        template(
            Managed=("IAM::ManagedPolicy", {"PolicyDocument": GUARD, "Groups": [{"Ref": "Group"}]}),
            Named=("IAM::Policy", {"PolicyName": "n", "PolicyDocument": allow(), "Users": ["alice"]}),
            Group=("IAM::Group", {}),
            User=(
                "IAM::User",
                {"UserName": "alice", "Groups": [{"Ref": "Group"}], "PermissionsBoundary": ref},
            ),
            Role=("IAM::Role", {"AssumeRolePolicyDocument": trust(), "ManagedPolicyArns": [ref]}),
            Other=("IAM::RolePolicy", {"RoleName": {"Ref": "Role"}, "PolicyDocument": allow("ec2:*")}),
            Late=("IAM::User", {}),
            Join=("IAM::UserToGroupAddition", {"GroupName": {"Ref": "Group"}, "Users": [{"Ref": "Late"}]}),
        ),
    )
    assert held(path) == {
        "User": ["Named", "Managed", "Managed"],
        "Late": ["Managed"],
        "Role": ["Managed", "Other"],
        "Role/trust": ["Role/trust"],
    }
    user = subjects(path)["User"]
    assert (user.user, user.parts["boundary[0]"].kind) == ("alice", "boundary")


def test_aws_managed_policies_are_known_or_reported(tmp_path: Path) -> None:
    """AdministratorAccess is known by its document; of another it is told that it was left out."""
    arns = ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"]
    path = written(tmp_path, template(User=("IAM::User", {"ManagedPolicyArns": arns})))
    user = subjects(path)["User"]
    assert [part.value["Statement"][0]["Action"] for part in user.parts.values()] == ["*"]
    assert user.unknowns[0].path == "$.Resources.User.Properties.ManagedPolicyArns[1]"


def test_what_was_left_out_decides_unless_a_guard_holds_it(tmp_path: Path) -> None:
    """A user passes for want of grants only where they are all known; he is judged all the same."""
    inline = [{"PolicyName": "p", "PolicyDocument": allow()}]
    guard = [*inline, {"PolicyName": "g", "PolicyDocument": GUARD}]
    arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    made = template(
        Bare=("IAM::User", {"ManagedPolicyArns": arns, "Policies": inline}),
        Held=("IAM::User", {"ManagedPolicyArns": arns, "Policies": guard}),
        Role=(
            "IAM::Role",
            {"ManagedPolicyArns": arns, "Policies": inline, "AssumeRolePolicyDocument": trust()},
        ),
    )
    found = subjects(written(tmp_path, made))
    severities = {name: [one.severity for one in found[name].unknowns] for name in ("Bare", "Held", "Role")}
    assert severities == {"Bare": ["error"], "Held": ["warning"], "Role": ["warning"]}
    assert all(found[name].judgeable for name in severities)


def test_a_template_is_read_as_yaml_of_old(tmp_path: Path) -> None:
    """CloudFormation takes an unquoted yes, no, on and off for true and false; in quotes they are texts."""
    condition = "{Bool: {a: on, b: No, c: 'off'}}"
    statement = f"{{Effect: Allow, Action: '*', Resource: '*', Condition: {condition}}}"
    policy = f"{{Version: '2012-10-17', Statement: [{statement}]}}"
    made = f"{{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {policy}}}}}"
    text = f"Resources:\n  A: {made}\n"
    file = tmp_path / "t.yaml"
    file.write_text(text, encoding="utf-8")
    (document,) = documents(file).values()
    assert document.value["Statement"][0]["Condition"] == {"Bool": {"a": True, "b": False, "c": "off"}}


@pytest.mark.parametrize(
    ("kind", "properties", "expected"),
    [
        ("Organizations::Policy", {"Type": "SERVICE_CONTROL_POLICY", "Content": GUARD}, "scp"),
        ("Organizations::Policy", {"Type": "RESOURCE_CONTROL_POLICY", "Content": GUARD}, "rcp"),
        ("ECR::Repository", {"RepositoryPolicyText": trust()}, "resource"),
        ("S3::BucketPolicy", {"Bucket": "b", "PolicyDocument": trust()}, "resource"),
        ("KMS::Key", {"KeyPolicy": trust()}, "resource"),
        ("S3::AccessPoint", {"Bucket": "b", "Policy": trust()}, "resource"),
        ("SNS::TopicInlinePolicy", {"PolicyDocument": trust()}, "resource"),
        ("SNS::TopicPolicy", {"PolicyDocument": trust()}, "resource"),
        ("SQS::QueueInlinePolicy", {"PolicyDocument": trust()}, "resource"),
        ("SQS::QueuePolicy", {"PolicyDocument": trust()}, "resource"),
        ("SecretsManager::ResourcePolicy", {"ResourcePolicy": trust()}, "resource"),
        ("IAM::ManagedPolicy", {"PolicyDocument": GUARD}, "identity"),
        ("SSO::PermissionSet", {"InlinePolicy": GUARD}, "identity"),
    ],
)
def test_a_resource_with_a_policy_gives_its_kind(
    tmp_path: Path, kind: str, properties: dict[str, Any], expected: str
) -> None:
    """The kind of a document is told by the type of the resource, not guessed."""
    (document,) = documents(written(tmp_path, template(One=(kind, properties)))).values()
    assert (document.name, document.kind) == ("One", expected)


def test_a_policy_written_as_a_text_is_read(tmp_path: Path) -> None:
    """A text of JSON is a document too; its faults are found inside the text."""
    path = written(tmp_path, template(One=("ECR::Repository", {"RepositoryPolicyText": '{"Statement": 5}'})))
    paths = {error.path for error in documents(path)["One"].errors}
    assert "$.Resources.One.Properties.RepositoryPolicyText.Statement" in paths


@pytest.mark.parametrize("held_condition", [True, False])
def test_a_resource_that_is_not_made_has_no_policy(tmp_path: Path, *, held_condition: bool) -> None:
    """A resource whose condition is false is not in the stack."""
    made = template(One=("IAM::ManagedPolicy", {"PolicyDocument": GUARD}))
    made["Conditions"] = {"C": {"Fn::Equals": ["a", "a" if held_condition else "b"]}}
    made["Resources"]["One"]["Condition"] = "C"
    assert list(documents(written(tmp_path, made))) == (["One"] if held_condition else [])


OPEN_IF: Json = {"Fn::If": ["IsOpen", GUARD["Statement"][0], {"Ref": "AWS::NoValue"}]}


@pytest.mark.parametrize(
    "statement", [OPEN_IF, {**OPEN_IF["Fn::If"][1], "Action": {"Fn::If": ["IsOpen", "a:b", "*"]}}]
)
def test_a_deny_under_an_open_condition_is_an_error(tmp_path: Path, statement: Json) -> None:
    """A guard that may be there or not is none."""
    made = with_condition(
        template(One=("IAM::ManagedPolicy", {"PolicyDocument": {"Statement": [statement]}}))
    )
    (unknown,) = [
        one for one in documents(written(tmp_path, made))["One"].unknowns if one.severity == "error"
    ]
    assert unknown.message.startswith("the condition IsOpen is not known; ")
    assert unknown.remedy == "Set Open under parameters in mfagate.yaml."


def with_condition(made: dict[str, Any]) -> dict[str, Any]:
    """Return a template with a condition that rests on a parameter without a default."""
    made["Parameters"] = {"Open": {"Type": "String"}}
    made["Conditions"] = {"IsOpen": {"Fn::Equals": [{"Ref": "Open"}, "x"]}}
    return made


INLINE = {"PolicyName": "own", "PolicyDocument": allow()}
INLINE_GUARD = {"PolicyName": "guard", "PolicyDocument": GUARD}
NOTHING = {"Ref": "AWS::NoValue"}


@pytest.mark.parametrize(
    ("kind", "properties", "severity"),
    [
        ("User", {"Policies": [INLINE, {"Fn::If": ["IsOpen", INLINE_GUARD, NOTHING]}]}, "error"),
        ("Group", {"Policies": {"Fn::If": ["IsOpen", [INLINE_GUARD], [INLINE]]}}, "error"),
        ("Role", {"Policies": [{"Fn::If": ["IsOpen", INLINE_GUARD, NOTHING]}]}, "error"),
        ("User", {"Policies": [{"Fn::If": ["IsOpen", INLINE, NOTHING]}]}, "warning"),
        ("User", {"ManagedPolicyArns": [{"Fn::If": ["IsOpen", {"Ref": "Guard"}, NOTHING]}]}, "error"),
        ("User", {"Policies": [INLINE], "Groups": {"Fn::If": ["IsOpen", [{"Ref": "Devs"}], []]}}, "error"),
    ],
)
def test_what_an_open_condition_gives_is_an_error_where_a_guard_may_rest_on_it(
    tmp_path: Path, kind: str, properties: dict[str, Json], severity: str
) -> None:
    """It is judged as if it were there: a guard may be missing; what only allows is allowed at most."""
    made = template(
        One=(f"IAM::{kind}", properties),
        Guard=("IAM::ManagedPolicy", {"PolicyDocument": GUARD}),
        Devs=("IAM::Group", {"Policies": [INLINE_GUARD]}),
    )
    one = subjects(written(tmp_path, with_condition(made)))["One"]
    said = "the condition IsOpen is not known, so the stack may lack this item; it is judged as present"
    assert {
        (unknown.severity, unknown.message) for unknown in one.unknowns if unknown.severity == severity
    } == {(severity, said)}
    assert one.judgeable is (severity == "warning")


@pytest.mark.parametrize(
    ("kind", "properties", "severities"),
    [
        (
            "IAM::Policy",
            {"PolicyDocument": GUARD, "Users": [{"Ref": "Alice"}]},
            (["error"], []),
        ),
        (
            "IAM::Policy",
            {"PolicyDocument": allow(), "Users": [{"Ref": "Alice"}]},
            (["warning"], []),
        ),
        (
            "IAM::Policy",
            {"PolicyDocument": GUARD, "Roles": [{"Ref": "Ops"}]},
            ([], ["error"]),
        ),
        ("IAM::ManagedPolicy", {"PolicyDocument": GUARD}, ([], [])),
        (
            "IAM::UserToGroupAddition",
            {"GroupName": {"Ref": "Devs"}, "Users": [{"Ref": "Alice"}]},
            (["error"], []),
        ),
    ],
)
def test_a_resource_that_may_not_be_made_is_an_error_of_whom_it_may_guard(
    tmp_path: Path, kind: str, properties: dict[str, Json], severities: tuple[list[str], list[str]]
) -> None:
    """It is judged as if it were made; whoever may have a guard by it is not judged."""
    made = template(
        One=(kind, properties),
        Alice=("IAM::User", {"Policies": [INLINE]}),
        Ops=("IAM::Role", {"Policies": [INLINE]}),
        Devs=("IAM::Group", {"Policies": [INLINE]}),
    )
    made["Resources"]["One"]["Condition"] = "IsOpen"
    path = written(tmp_path, with_condition(made))
    found = subjects(path)
    assert tuple([one.severity for one in found[name].unknowns] for name in ("Alice", "Ops")) == severities
    messages = {one.message for subject in found.values() for one in subject.all_unknowns}
    assert messages == {
        "the condition IsOpen is not known, so the stack may lack One; it is judged as present"
    }


@pytest.mark.parametrize(
    ("element", "value", "written_as"),
    [
        ("Effect", {"Ref": "Open"}, "Effect"),
        ("Action", {"Ref": "Open"}, "Action"),
        ("Condition", {"Bool": {"aws:MultiFactorAuthPresent": {"Ref": "Open"}}}, "Condition"),
    ],
)
def test_what_decides_too_much_is_an_error(
    tmp_path: Path, element: str, value: Json, written_as: str
) -> None:
    """An unknown effect, action or condition cannot be judged the careful way: it is not judged at all."""
    made = template(One=("IAM::ManagedPolicy", {"PolicyDocument": allow()}))
    made["Resources"]["One"]["Properties"]["PolicyDocument"]["Statement"][0][element] = value
    made["Parameters"] = {"Open": {"Type": "String"}}
    document = documents(written(tmp_path, made))["One"]
    (unknown,) = document.unknowns
    assert unknown.severity == "error"
    assert unknown.message == (
        f'the parameter Open has no default; "{written_as}" depends on it, so this cannot be judged'
    )
    assert (
        unknown.remedy
        == "Give it under parameters in mfagate.yaml, as Open: VALUE, or give the parameter a Default."
    )
    assert (document.errors, document.known) == ((), False)


def test_a_whole_document_or_statement_can_be_unknown(tmp_path: Path) -> None:
    """Nothing else is said of it."""
    ref = {"Ref": "Open"}
    made = template(
        One=("IAM::ManagedPolicy", {"PolicyDocument": ref}),
        Two=("IAM::ManagedPolicy", {"PolicyDocument": {"Version": "2012-10-17", "Statement": [ref]}}),
    )
    made["Parameters"] = {"Open": {"Type": "String"}}
    found = documents(written(tmp_path, made))
    said = "the parameter Open has no default; {} depends on it, so this cannot be judged"
    assert [one.message for one in found["One"].unknowns] == [said.format("the document")]
    assert [one.message for one in found["Two"].unknowns] == [said.format("a statement")]
    assert [one.errors for one in found.values()] == [(), ()]


def test_a_loop_is_an_error(tmp_path: Path) -> None:
    """What it makes is not read here: the template as it is processed has no loop."""
    policy = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": allow()}}
    made = template(One=("IAM::ManagedPolicy", {"PolicyDocument": GUARD}))
    made["Resources"]["Fn::ForEach::Buckets"] = ["B", ["one", "two"], {"Policy${B}": policy}]
    found = documents(written(tmp_path, made))
    assert {name: document.known for name, document in found.items()} == {
        "Fn::ForEach::Buckets": False,
        "One": True,
    }
    (unknown,) = found["Fn::ForEach::Buckets"].unknowns
    assert (unknown.severity, unknown.path) == ("error", '$.Resources["Fn::ForEach::Buckets"]')
    assert "--template-stage Processed" in unknown.remedy


@pytest.mark.parametrize("kind", ["Function", "StateMachine"])
def test_what_sam_runs_has_a_role(tmp_path: Path, kind: str) -> None:
    """Documents are read; SAM's own policy templates are told as left out."""
    policies = [allow("s3:*"), {"S3ReadPolicy": {"BucketName": "b"}}, "AdministratorAccess", "ReadOnlyAccess"]
    made = template(Fn=(f"Serverless::{kind}", {"Policies": policies}))
    made["Transform"] = "AWS::Serverless-2016-10-31"
    function = subjects(written(tmp_path, made))["Fn"]
    assert [part.name for part in function.parts.values()] == ["Fn/0", "policy/AdministratorAccess"]
    assert [one.message.split(" is attached")[0] for one in function.unknowns] == [
        "The policy from the SAM policy template S3ReadPolicy",
        "The policy arn:aws:iam::aws:policy/ReadOnlyAccess",
        *["The policy arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"][
            : kind == "Function"
        ],
    ]


@pytest.mark.parametrize("resources", [5, [], "x", None, {"One": 5}])
def test_resources_of_another_shape_are_refused(tmp_path: Path, resources: Json) -> None:
    """What is no resource is an error of structure at its place."""
    path = written(tmp_path, {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})
    (document,) = documents(path).values()
    assert [error.code for error in document.errors] == ["input-shape"]


@pytest.mark.parametrize("name", ["t.yaml", "t.yml", "t.template"])
def test_a_tag_that_is_none_of_cloudformation_is_refused(tmp_path: Path, name: str) -> None:
    """The reader admits the short forms and nothing else; the error names the tag and its place."""
    text = "Resources:\n  One: !!python/object:os.system {Type: 'AWS::IAM::User'}\n"
    (document,) = documents(written(tmp_path, text, name)).values()
    (error,) = document.errors
    assert (error.line, error.column, error.code) == (2, 8, "yaml-tag")


def test_a_yaml_policy_still_has_no_tags(tmp_path: Path) -> None:
    """In a policy document a short form stands for nothing, so it is refused as before."""
    (document,) = documents(written(tmp_path, "Version: 2012-10-17\nStatement: !Ref X\n", "p.yaml")).values()
    assert [error.code for error in document.errors] == ["yaml-tag"]


def test_permission_sets_have_what_they_name(tmp_path: Path) -> None:
    """Policies of AWS beside the inline one; of those of each account, and of a boundary, it is told."""
    reported = {
        "ManagedPolicies": ["arn:aws:iam::aws:policy/AdministratorAccess"],
        "InlinePolicy": GUARD,
        "CustomerManagedPolicyReferences": [{"Name": "own"}],
        "PermissionsBoundary": {"ManagedPolicyArn": "arn:aws:iam::aws:policy/ViewOnlyAccess"},
    }
    found = subjects(written(tmp_path, template(Ops=("SSO::PermissionSet", reported))))
    assert list(found) == ["Ops"]
    assert [part.name for part in found["Ops"].parts.values()] == ["Ops", "policy/AdministratorAccess"]
    assert [one.message.split(" is attached")[0] for one in found["Ops"].unknowns] == [
        "The policy named own",
        "The boundary arn:aws:iam::aws:policy/ViewOnlyAccess",
    ]


def test_a_permission_set_of_which_nothing_is_known_is_an_error(tmp_path: Path) -> None:
    """It is people's, so it is not let off as a service's role is."""
    reported = {"ManagedPolicies": ["arn:aws:iam::aws:policy/ViewOnlyAccess"]}
    found = subjects(written(tmp_path, template(Ops=("SSO::PermissionSet", reported))))
    assert [one.severity for one in found["Ops"].unknowns] == ["error"]


def test_a_function_and_a_role_of_one_name_are_two(tmp_path: Path) -> None:
    """A function's name is not its role's, so neither has what the other has."""
    made = template(
        Fn=("Serverless::Function", {"FunctionName": "job", "Policies": [GUARD]}),
        Human=("IAM::Role", {"RoleName": "job"}),
        Own=("IAM::Policy", {"PolicyDocument": allow(), "Roles": ["job"]}),
    )
    assert held(written(tmp_path, made)) == {"Fn": ["Fn/0"], "Human": ["Own"]}


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        ("S3::BucketPolicy", True),
        ("SNS::TopicPolicy", True),
        ("SQS::QueuePolicy", True),
        ("SSO::PermissionSet", True),
        ("SecretsManager::ResourcePolicy", True),
        ("EC2::Instance", False),
    ],
)
def test_a_loop_is_refused_where_it_makes_policies(tmp_path: Path, kind: str, *, refused: bool) -> None:
    """Every service with policies that are read counts; the others make none."""
    made = template()
    made["Resources"]["Fn::ForEach::All"] = ["B", ["a"], {"A${B}": {"Type": f"AWS::{kind}"}}]
    assert list(documents(written(tmp_path, made))) == (["Fn::ForEach::All"] if refused else [])


@pytest.mark.parametrize(
    ("resources", "where"),
    [
        ({"Fn::Transform": {"Name": "AWS::Include"}}, '["Fn::Transform"]'),
        ({"One": {"Fn::Transform": {"Name": "AWS::Include"}}}, '.One["Fn::Transform"]'),
        (
            {"One": {"Type": "AWS::IAM::User", "Properties": {"Fn::Transform": {"Name": "AWS::Include"}}}},
            '.One.Properties["Fn::Transform"]',
        ),
        ({"One": {"Type": "AWS::EC2::VPC", "Properties": {"Fn::Transform": {"Name": "Macro"}}}}, None),
    ],
)
def test_what_a_transform_puts_in_is_unknown(tmp_path: Path, resources: Json, where: str | None) -> None:
    """Resources that are not in the file may be users with policies, so it is an error."""
    made = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
    unknowns = [one for found in subjects(written(tmp_path, made)).values() for one in found.all_unknowns]
    reported = [(one.severity, one.path) for one in unknowns]
    assert reported == ([("error", f"$.Resources{where}")] if where else [])


def test_a_document_that_is_left_out_is_an_error_of_structure(tmp_path: Path) -> None:
    """AWS::NoValue in the place of a policy is no policy."""
    document = {"Fn::If": ["C", {"Ref": "AWS::NoValue"}, GUARD]}
    made = template(One=("IAM::ManagedPolicy", {"PolicyDocument": document}))
    made["Conditions"] = {"C": {"Fn::Equals": ["a", "a"]}}
    (one,) = documents(written(tmp_path, made)).values()
    assert one.errors[0].path == '$.Resources.One.Properties.PolicyDocument["Fn::If"][1]'
