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
    made = {name: {"Type": f"AWS::{kind}", "Properties": told} for name, (kind, told) in resources.items()}
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": made}


def held(path: Path, **settings: Json) -> dict[str, list[str]]:
    """Return the names of the documents of each subject."""
    found = subjects(path, **settings)
    return {name: [part.name for part in one.parts.values()] for name, one in found.items()}


def test_a_condition_that_is_open_is_tried_both_ways() -> None:
    """The role comes out in two ways, named by what decides; what does not depend on it is told once."""
    assert held(TEMPLATE) == {
        "Operator [Stage=live]": ["Operator/team-inline", "Guard", "Reader"],
        "Operator [Stage!=live]": ["Operator/team-inline", "Guard", "Reader"],
        "Operator/trust": ["Operator/trust"],
    }
    lengths = {
        name: len(one.value["Statement"]) for name, one in documents(TEMPLATE).items() if "Reader" in name
    }
    assert lengths == {"Reader [Stage=live]": 2, "Reader [Stage!=live]": 1}


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


def test_policies_of_aws_are_known_or_told(tmp_path: Path) -> None:
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
    assert all(found[name].sound for name in severities)


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


def test_two_values_of_one_parameter_exclude_each_other(tmp_path: Path) -> None:
    """The stage is live, or test, or neither: never both."""
    made = template()
    made["Parameters"] = {"Stage": {"Type": "String"}}
    made["Conditions"] = {name: {"Fn::Equals": [{"Ref": "Stage"}, name.lower()]} for name in ("Live", "Test")}
    for name in ("Live", "Test"):
        properties = {"PolicyDocument": allow(f"{name.lower()}:*")}
        made["Resources"][name] = {"Type": "AWS::IAM::Policy", "Condition": name, "Properties": properties}
    made["Resources"]["User"] = {"Type": "AWS::IAM::User", "Properties": {"UserName": "u"}}
    for name in ("Live", "Test"):
        made["Resources"][name]["Properties"]["Users"] = ["u"]
    assert held(written(tmp_path, made)) == {
        "User [Stage=live]": ["Live"],
        "User [Stage!=live, Stage=test]": ["Test"],
    }


def test_too_many_open_conditions_are_unknown(tmp_path: Path) -> None:
    """Past eight ways a value that depends on one more is an error that says so, not a guess."""
    made = template()
    names = [f"P{index}" for index in range(6)]
    made["Parameters"] = {name: {"Type": "String"} for name in names}
    made["Conditions"] = {f"C{name}": {"Fn::Equals": [{"Ref": name}, "x"]} for name in names}
    statements = [
        {"Effect": "Allow", "Action": {"Fn::If": [f"C{name}", "s3:*", "ec2:*"]}, "Resource": "*"}
        for name in names
    ]
    properties = {"PolicyDocument": {"Version": "2012-10-17", "Statement": statements}}
    made["Resources"]["One"] = {"Type": "AWS::IAM::ManagedPolicy", "Properties": properties}
    found = documents(written(tmp_path, made))
    assert len(found) == 8
    messages = {one.message for document in found.values() for one in document.unknowns}
    assert (
        'the condition CP5 cannot be worked out; "Action" depends on it, so this cannot be judged' in messages
    )


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


def test_loops_are_written_out(tmp_path: Path) -> None:
    """Fn::ForEach makes a policy for each item; one over unknown items is an error, not skipped."""
    policy = {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {"PolicyDocument": allow("s3:*", "arn:aws:s3:::${B}")},
    }
    made = template()
    made["Resources"]["Fn::ForEach::Buckets"] = ["B", ["one", "two"], {"Policy${B}": policy}]
    made["Resources"]["Fn::ForEach::Others"] = ["B", {"Ref": "Gone"}, {"Other${B}": policy}]
    found = documents(written(tmp_path, made))
    assert {name: document.known for name, document in found.items()} == {
        "Policyone": True,
        "Policytwo": True,
        "Fn::ForEach::Others": False,
    }
    assert found["Policytwo"].value["Statement"][0]["Resource"] == "arn:aws:s3:::two"


@pytest.mark.parametrize("kind", ["Function", "StateMachine"])
def test_what_sam_runs_has_a_role(tmp_path: Path, kind: str) -> None:
    """Documents are read; SAM's own policy templates are told as left out."""
    policies = [allow("s3:*"), {"S3ReadPolicy": {"BucketName": "b"}}, "AdministratorAccess", "ReadOnlyAccess"]
    made = template(Fn=(f"Serverless::{kind}", {"Policies": policies}))
    made["Transform"] = "AWS::Serverless-2016-10-31"
    function = subjects(written(tmp_path, made))["Fn"]
    assert [part.name for part in function.parts.values()] == ["Fn/0", "policy/AdministratorAccess"]
    assert [one.message.split(" is attached")[0] for one in function.unknowns] == [
        "The policy of SAM's template S3ReadPolicy",
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
    told = {
        "ManagedPolicies": ["arn:aws:iam::aws:policy/AdministratorAccess"],
        "InlinePolicy": GUARD,
        "CustomerManagedPolicyReferences": [{"Name": "own"}],
        "PermissionsBoundary": {"ManagedPolicyArn": "arn:aws:iam::aws:policy/ViewOnlyAccess"},
    }
    found = subjects(written(tmp_path, template(Ops=("SSO::PermissionSet", told))))
    assert list(found) == ["Ops"]
    assert [part.name for part in found["Ops"].parts.values()] == ["Ops", "policy/AdministratorAccess"]
    assert [one.message.split(" is attached")[0] for one in found["Ops"].unknowns] == [
        "The policy named own",
        "The boundary arn:aws:iam::aws:policy/ViewOnlyAccess",
    ]


def test_a_permission_set_of_which_nothing_is_known_is_an_error(tmp_path: Path) -> None:
    """It is people's, so it is not let off as a service's role is."""
    told = {"ManagedPolicies": ["arn:aws:iam::aws:policy/ViewOnlyAccess"]}
    found = subjects(written(tmp_path, template(Ops=("SSO::PermissionSet", told))))
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
def test_a_loop_over_unknown_items_is_refused_where_it_makes_policies(
    tmp_path: Path, kind: str, *, refused: bool
) -> None:
    """Every service with policies that are read counts; the others make none."""
    made = template()
    made["Resources"]["Fn::ForEach::All"] = ["B", {"Ref": "Gone"}, {"A${B}": {"Type": f"AWS::{kind}"}}]
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
    told = [(one.severity, one.path) for one in unknowns]
    assert told == ([("error", f"$.Resources{where}")] if where else [])
