"""CloudFormation templates: what they leave open, and what stands outside them, is said and never dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .reading import GUARD, allow, documents, subjects, trust, written
from .test_templates import held, template

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json

OPEN = {"Ref": "Open"}


def with_open(made: dict[str, Any], kind: str = "String") -> dict[str, Any]:
    """Return a template with a parameter that has no default."""
    return {**made, "Parameters": {"Open": {"Type": kind}}}


def reported(path: Path, name: str) -> list[tuple[str, str]]:
    """Return what is not known of a subject: how severe it is, and the message."""
    return [(one.severity, one.message) for one in subjects(path)[name].all_unknowns]


@pytest.mark.parametrize(
    ("kind", "properties", "name"),
    [
        ("Policy", {"Users": ["bob"]}, "user/bob"),
        ("ManagedPolicy", {"Groups": ["staff"]}, "group/staff"),
        ("Policy", {"Roles": ["ops"]}, "role/ops"),
        ("UserPolicy", {"UserName": "bob"}, "user/bob"),
        ("GroupPolicy", {"GroupName": "staff"}, "group/staff"),
        ("RolePolicy", {"RoleName": "ops"}, "role/ops"),
    ],
)
def test_who_is_not_in_the_template_is_an_error(
    tmp_path: Path, kind: str, properties: dict[str, Any], name: str
) -> None:
    """Somebody whom a policy is attached to, and of whom the template tells nothing else."""
    properties = {**properties, "PolicyDocument": allow()}
    path = written(tmp_path, template(One=(f"IAM::{kind}", properties)))
    assert held(path) == {name: [], "One": ["One"]}
    ((severity, message),) = reported(path, name)
    assert severity == "error"
    assert message.startswith(f"{name} is not in this file, so its other policies are unknown")


def test_who_is_in_the_template_has_the_policy_beside_who_is_not(tmp_path: Path) -> None:
    """One list names both: neither hides the other."""
    path = written(
        tmp_path,
        template(
            One=("IAM::Policy", {"PolicyDocument": allow(), "Users": [{"Ref": "Alice"}, "bob"]}),
            Alice=("IAM::User", {}),
        ),
    )
    assert held(path) == {"Alice": ["One"], "user/bob": []}


@pytest.mark.parametrize(
    "users", [[OPEN], OPEN, {"Fn::Split": [",", OPEN]}, {"Fn::If": ["Gone", ["a"], ["b"]]}, [5], [["a"]]]
)
def test_who_is_not_known_is_an_error(tmp_path: Path, users: Json) -> None:
    """A list that nobody can tell may name anybody."""
    path = written(
        tmp_path, with_open(template(One=("IAM::Policy", {"PolicyDocument": allow(), "Users": users})))
    )
    assert [severity for severity, _ in reported(path, "Users of One")] == ["error"]


def test_members_of_a_group_that_are_not_in_the_template_are_errors(tmp_path: Path) -> None:
    """UserToGroupAddition puts people of the account into a group of the template."""
    path = written(
        tmp_path,
        template(
            Staff=("IAM::Group", {"Policies": [{"PolicyName": "p", "PolicyDocument": allow()}]}),
            Join=("IAM::UserToGroupAddition", {"GroupName": {"Ref": "Staff"}, "Users": ["bob"]}),
        ),
    )
    assert held(path) == {"Staff": ["Staff/p"], "user/bob": []}


def test_two_of_one_name_both_have_the_policy(tmp_path: Path) -> None:
    """Which of the two is made is not known, so neither is left out."""
    made = template(
        One=("IAM::Role", {"RoleName": "r"}),
        Two=("IAM::Role", {"RoleName": "r"}),
        Own=("IAM::Policy", {"PolicyDocument": allow(), "Roles": ["r"]}),
    )
    assert held(written(tmp_path, made)) == {"One": ["Own"], "Two": ["Own"]}


def test_a_policy_that_may_not_be_made_is_an_error_of_who_would_have_it(tmp_path: Path) -> None:
    """A guard under a condition that cannot be worked out is no guard."""
    made = template(
        User=("IAM::User", {"Policies": [{"PolicyName": "p", "PolicyDocument": allow()}]}),
        Guard=("IAM::Policy", {"PolicyDocument": GUARD, "Users": [{"Ref": "User"}]}),
    )
    made["Resources"]["Guard"]["Condition"] = "Gone"
    ((severity, message),) = reported(written(tmp_path, made), "User")
    assert severity == "error"
    assert (
        message == "the condition Gone is not declared, so the stack may lack Guard; it is judged as present"
    )


@pytest.mark.parametrize(
    "policies",
    [
        [{"Fn::If": ["Gone", {"PolicyName": "p", "PolicyDocument": {}}, {"Ref": "AWS::NoValue"}]}],
        {"Fn::If": ["Gone", [], []]},
        {"Fn::Transform": {"Name": "AWS::Include"}},
        [{"PolicyName": "p", "PolicyDocument": OPEN}],
        [{"PolicyName": "p", "PolicyDocument": {"Fn::ForEach::A": ["B", ["c"], {}]}}],
        [
            {
                "PolicyName": "p",
                "PolicyDocument": {"Version": "2012-10-17", "Fn::ForEach::A": ["B", ["c"], {}]},
            }
        ],
        [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": OPEN}}],
        OPEN,
    ],
)
def test_an_unknown_policy_is_an_unknown_and_no_error_of_structure(tmp_path: Path, policies: Json) -> None:
    """The document may be anything; that it is malformed is not said."""
    path = written(tmp_path, with_open(template(User=("IAM::User", {"Policies": policies}))))
    user = subjects(path)["User"]
    assert {one.severity for one in user.all_unknowns} == {"error"}
    assert [part.errors for part in user.parts.values()] == [()]


def test_a_boundary_and_attachments_that_are_not_known_are_reported(tmp_path: Path) -> None:
    """As policies that are attached and not in the file, with what is not known of them."""
    made = template(
        User=(
            "IAM::User",
            {
                "Policies": [{"PolicyName": "p", "PolicyDocument": allow()}],
                "ManagedPolicyArns": {"Fn::Split": [",", OPEN]},
                "PermissionsBoundary": {"Fn::GetAZs": ""},
            },
        )
    )
    messages = [
        message.split(" is attached")[0]
        for _, message in reported(written(tmp_path, with_open(made)), "User")
    ]
    assert messages == [
        "The policy Open",
        "The boundary with an unknown name (Fn::GetAZs is not evaluated by mfagate)",
    ]


@pytest.mark.parametrize(
    ("transform", "names"),
    [
        ("AWS::Serverless-2016-10-31", []),
        (["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31", "AWS::CodeDeployBlueGreen"], []),
        ("AWS::SecretsManager-2020-07-23", []),
        ("MyMacro", ["Transform MyMacro"]),
        (["AWS::Serverless-2016-10-31", "MyMacro"], ["Transform MyMacro"]),
        ({"Name": "AWS::Include", "Parameters": {"Location": "s3://b/k"}}, ["Transform AWS::Include"]),
        ([{"Name": "MyMacro"}], ["Transform MyMacro"]),
        (5, ["Transform"]),
    ],
)
def test_a_macro_may_rewrite_everything(tmp_path: Path, transform: Json, names: list[str]) -> None:
    """A template under a macro that is not known here is an error, whatever else is in it."""
    made = {**template(One=("IAM::ManagedPolicy", {"PolicyDocument": GUARD})), "Transform": transform}
    path = written(tmp_path, made)
    assert list(subjects(path)) == ["One", *names]
    assert [severity for name in names for severity, _ in reported(path, name)] == ["error"] * len(names)


@pytest.mark.parametrize("key", ["Fn::Transform", "Modules"])
def test_what_is_put_in_at_the_top_is_an_error(tmp_path: Path, key: str) -> None:
    """Resources may come from elsewhere."""
    path = written(tmp_path, {**template(), key: {"Name": "AWS::Include"}})
    assert [severity for severity, _ in reported(path, key)] == ["error"]


@pytest.mark.parametrize(
    ("kind", "properties", "severity", "words"),
    [
        ("AWS::CloudFormation::Stack", {"TemplateURL": "u"}, "warning", "One is a separate stack"),
        ("AWS::CloudFormation::StackSet", {"TemplateBody": "b"}, "warning", "One is a separate stack"),
        ("AWS::Serverless::Application", {"Location": "l"}, "warning", "One is a separate stack"),
        ("My::Own::Role::MODULE", {}, "error", "the resources of the module My::Own::Role::MODULE"),
        (
            "AWS::EC2::VPCEndpoint",
            {"PolicyDocument": trust()},
            "warning",
            "mfagate does not read policies in AWS::EC2::VPCEndpoint",
        ),
        (
            "AWS::IoT::Policy",
            {"PolicyDocument": '{"Statement": [{"Effect": "Allow"}]}'},
            "warning",
            "mfagate does not read policies in AWS",
        ),
        ("AWS::EC2::VPCEndpoint", {"VpcId": "v"}, None, ""),
        (
            "AWS::Serverless::Api",
            {
                "Auth": {
                    "ResourcePolicy": {
                        "CustomStatements": [{"Effect": "Allow", "Action": "execute-api:Invoke"}]
                    }
                }
            },
            "warning",
            "mfagate does not read policies in AWS::Serverless::Api",
        ),
        ("AWS::WAF::Rule", {"Effect": "Allow"}, None, ""),
        (
            "AWS::CloudFormation::CustomResource",
            {"Policy": {"Fn::Sub": ['{"Statement": [${S}]}', {"S": {"Fn::Join": [",", ['{"Sid": "A"}']]}}]}},
            "warning",
            "mfagate does not read policies in AWS::CloudFormation::CustomResource",
        ),
        ("AWS::Serverless::Connector", {}, "warning", "SAM generates policies for this connector"),
    ],
)
def test_what_is_not_read_is_reported(
    tmp_path: Path, kind: str, properties: dict[str, Any], severity: str | None, words: str
) -> None:
    """Stacks in stacks, modules, and policies of services that are not judged here."""
    made = template()
    made["Resources"]["One"] = {"Type": kind, "Properties": properties}
    path = written(tmp_path, made)
    if severity is None:
        assert list(subjects(path)) == []
        return
    ((found, message),) = reported(path, "One")
    assert (found, message.startswith(words)) == (severity, True)


def test_the_role_that_sam_makes_is_known_by_its_name(tmp_path: Path) -> None:
    """A function's role is FnRole: policies reach it, and others may name it."""
    made = template(
        Fn=("Serverless::Function", {"VpcConfig": {}}),
        Own=("IAM::Policy", {"PolicyDocument": allow(), "Roles": [{"Ref": "FnRole"}]}),
        Key=("KMS::Key", {"KeyPolicy": allow("kms:*", {"Fn::GetAtt": ["FnRole", "Arn"]}, Principal="*")}),
    )
    path = written(tmp_path, {**made, "Transform": "AWS::Serverless-2016-10-31"})
    assert held(path) == {"Fn": ["Own"], "Key": ["Key"]}
    assert [message.split(" is attached")[0] for _, message in reported(path, "Fn")] == [
        "The policy arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "The policy that SAM generates for VpcConfig",
    ]
    assert "CloudFormation generates the name of FnRole" in reported(path, "Key")[0][1]


def test_what_a_function_reads_from_is_reported(tmp_path: Path) -> None:
    """For a queue SAM makes a policy, for a path of an API it makes none."""
    events = {"Call": {"Type": "Api"}, "Jobs": {"Type": "SQS"}}
    path = written(tmp_path, template(Fn=("Serverless::Function", {"Events": events})))
    assert [message.split(" is attached")[0] for _, message in reported(path, "Fn")] == [
        "The policy arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "The policy that SAM generates for the event Jobs",
    ]


def test_globals_of_sam_count(tmp_path: Path) -> None:
    """The boundary and the trust policy of all functions are those of each that has no other."""
    made = template(
        One=("Serverless::Function", {"Policies": [allow()]}),
        Two=(
            "Serverless::Function",
            {"Policies": [allow()], "AssumeRolePolicyDocument": trust("arn:aws:iam::444455556666:root")},
        ),
        Bound=("IAM::ManagedPolicy", {"PolicyDocument": GUARD}),
    )
    shared = {"PermissionsBoundary": {"Ref": "Bound"}, "AssumeRolePolicyDocument": trust()}
    made |= {"Transform": "AWS::Serverless-2016-10-31", "Globals": {"Function": shared}}
    found = subjects(written(tmp_path, made))
    assert {name: list(one.parts) for name, one in found.items()} == {
        "One": ["identity[0]", "boundary[0]"],
        "One/trust": ["resource"],
        "Two": ["identity[0]", "boundary[0]"],
        "Two/trust": ["resource"],
    }
    assert "444455556666" in str(found["Two/trust"].parts["resource"].value)


def test_a_connector_at_a_resource_is_reported(tmp_path: Path) -> None:
    """SAM attaches what it makes to the role of the function, so more may be allowed."""
    made = template(Fn=("Serverless::Function", {}))
    made["Resources"]["Fn"]["Connectors"] = {"C": {"Properties": {"Destination": {"Id": "T"}}}}
    path = written(tmp_path, made)
    assert [severity for severity, _ in reported(path, "Fn/connectors")] == ["warning"]
    assert list(subjects(path)) == ["Fn", "Fn/connectors"]


@pytest.mark.parametrize("role", ["arn:aws:iam::111122223333:role/r", {"Fn::GetAtt": ["R", "Arn"]}])
def test_a_function_with_a_role_has_no_other(tmp_path: Path, role: Json) -> None:
    """SAM makes none then, and leaves the policies of the function out."""
    made = template(Fn=("Serverless::Function", {"Role": role, "Policies": [allow()]}), R=("IAM::Role", {}))
    assert held(written(tmp_path, made)) == {}


@pytest.mark.parametrize("kind", ["TAG_POLICY", "BACKUP_POLICY"])
def test_a_policy_of_an_organization_on_other_things_is_none(tmp_path: Path, kind: str) -> None:
    """Tags and backups: no policy on access."""
    path = written(tmp_path, template(One=("Organizations::Policy", {"Type": kind, "Content": {}})))
    assert documents(path) == {}


def test_a_policy_of_an_organization_of_an_unknown_type_is_an_error(tmp_path: Path) -> None:
    """It may be one on access."""
    properties = {"Type": OPEN, "Content": GUARD}
    path = written(tmp_path, with_open(template(One=("Organizations::Policy", properties))))
    assert [severity for severity, _ in reported(path, "One")] == ["error"]


def test_a_provider_is_known_by_its_arn(tmp_path: Path) -> None:
    """Ref of an OIDC provider is its ARN, after its URL."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Federated": {"Ref": "Hub"}},
        "Action": "sts:AssumeRoleWithWebIdentity",
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    made = template(
        R=("IAM::Role", {"AssumeRolePolicyDocument": policy}),
        Hub=("IAM::OIDCProvider", {"Url": "https://token.example.com"}),
    )
    value = documents(written(tmp_path, made), account="111122223333")["R/trust"].value
    arn = "arn:aws:iam::111122223333:oidc-provider/token.example.com"
    assert value["Statement"][0]["Principal"] == {"Federated": arn}


@pytest.mark.parametrize(
    ("name", "equals"),
    [
        ("region", [{"Ref": "AWS::Region"}, "eu-west-1"]),
        ("account", ["444455556666", {"Ref": "AWS::AccountId"}]),
    ],
)
def test_a_region_or_an_account_that_a_condition_asks_for_is_open(
    tmp_path: Path, name: str, equals: list[Json]
) -> None:
    """What is made in one region only, or in one account, is not left out because another stands for it."""
    made = template(One=("IAM::ManagedPolicy", {"PolicyDocument": GUARD}))
    made["Conditions"] = {"Home": {"Fn::Equals": equals}}
    made["Resources"]["One"]["Condition"] = "Home"
    path = written(tmp_path, made)
    assert held(path) == {"One": ["One"]}
    given = {"account": "111122223333"} if name == "account" else {"parameters": {"AWS::Region": "us-east-1"}}
    assert held(path, **given) == {}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ('{"Version": "2012-10-17", "Statement": ${Open}}', "error"),
        ('{"Version": "2012-10-17", "Statement": [{"Sid": "${Open}", "Effect": "Deny"}]', "error"),
        ("${Open}", "error"),
    ],
)
def test_a_text_that_may_be_json_is_an_unknown(tmp_path: Path, text: str, severity: str) -> None:
    """What stands in it decides whether it can be read at all."""
    made = with_open(template(One=("IAM::ManagedPolicy", {"PolicyDocument": {"Fn::Sub": text}})))
    document = documents(written(tmp_path, made))["One"]
    assert [one.severity for one in document.unknowns] == [severity]
    assert document.errors == ()


def test_a_text_with_an_unknown_inside_is_read(tmp_path: Path) -> None:
    """A policy that is written as JSON in Fn::Sub, as for permission sets."""
    statement = '{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::${Open}"}'
    text = f'{{"Version": "2012-10-17", "Statement": [{statement}]}}'
    made = with_open(template(One=("SSO::PermissionSet", {"InlinePolicy": {"Fn::Sub": text}})))
    document = documents(written(tmp_path, made))["One"]
    assert [one.severity for one in document.unknowns] == ["warning"]
    assert document.value["Statement"][0]["Resource"] == "arn:aws:s3:::*"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Resources: {G: {Type: 'AWS::IAM::Group'}, G: {Type: 'AWS::IAM::Group'}}", "$.Resources.G"),
        (
            "Resources: {G: {Type: 'AWS::IAM::Group', Properties: {Path: /, Path: /}}}",
            "$.Resources.G.Properties.Path",
        ),
        ("Resources: {G: {Type: 'AWS::EC2::VPC', Properties: {Tags: [], Tags: []}}}", None),
        ("Resources: {}\nResources: {}", "$.Resources"),
        ("Resources: {}\nOutputs: {A: {Value: a, Value: b}}", None),
    ],
)
def test_a_key_that_stands_twice_may_hide_a_policy(tmp_path: Path, text: str, place: str | None) -> None:
    """Of two resources of one name one is not read, so it is an error; elsewhere it hides nothing."""
    path = written(tmp_path, f"AWSTemplateFormatVersion: '2010-09-09'\n{text}\n", "t.yaml")
    errors = [error for one in documents(path).values() for error in one.errors]
    assert [error.path for error in errors] == ([place] if place else [])


def test_a_mapping_without_the_region_says_how_to_give_it(tmp_path: Path) -> None:
    """One region stands for any, and the map may have others."""
    policy = allow("s3:*", {"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "arn"]})
    made = template(One=("IAM::ManagedPolicy", {"PolicyDocument": policy}))
    made["Mappings"] = {"M": {"eu-west-1": {"arn": "arn:aws:s3:::b"}}}
    (unknown,) = documents(written(tmp_path, made))["One"].unknowns
    assert "give AWS::Region under parameters" in unknown.remedy


@pytest.mark.parametrize(("allowed", "unknowns"), [(["b"], 0), (["b", "c"], 1), ("b", 1), ([{}], 1)])
def test_a_parameter_of_one_allowed_value_has_it(tmp_path: Path, allowed: Json, unknowns: int) -> None:
    """It can be nothing else; of two values nobody knows which."""
    made = template(
        One=("IAM::ManagedPolicy", {"PolicyDocument": allow("s3:*", {"Fn::Sub": "arn:aws:s3:::${P}"})})
    )
    made["Parameters"] = {"P": {"Type": "String", "AllowedValues": allowed}}
    document = documents(written(tmp_path, made))["One"]
    assert len(document.unknowns) == unknowns
    assert document.value["Statement"][0]["Resource"] == f"arn:aws:s3:::{'*' if unknowns else 'b'}"


def test_a_user_of_whose_name_a_part_is_open_has_no_name(tmp_path: Path) -> None:
    """He is judged as any user is, not for a name with a hole in it."""
    made = template(
        Robot=(
            "IAM::User",
            {
                "UserName": {"Fn::Sub": "robot-${Open}"},
                "Policies": [{"PolicyName": "p", "PolicyDocument": allow()}],
            },
        )
    )
    made["Parameters"] = {"Open": {"Type": "String"}}
    (subject,) = [one for one in subjects(written(tmp_path, made)).values() if one.parts]
    assert (subject.user, subject.judged_user) == ("", "alice")
