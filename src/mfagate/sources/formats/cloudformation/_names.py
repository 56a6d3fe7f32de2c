"""What `Ref` and `Fn::GetAtt` give for a resource: its name or ARN, as far as the template tells.

Source: the "Return values" of each resource type (CloudFormation Template Reference Guide).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mfagate.sources.formats.containers import members, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mfagate.parsing import Json, Path
    from mfagate.sources.formats.cloudformation._scope import Scope


class _Named(NamedTuple):
    """A type of resource: the property with its name, its ARN, and whether `Ref` gives the ARN."""

    property: str
    arn: str
    attribute: str = "Arn"
    ref_is_arn: bool = False


_TYPES = {
    "AWS::CodeBuild::Project": _Named("Name", "codebuild:{region}:{account}:project/{name}"),
    "AWS::DynamoDB::GlobalTable": _Named("TableName", "dynamodb:{region}:{account}:table/{name}"),
    "AWS::DynamoDB::Table": _Named("TableName", "dynamodb:{region}:{account}:table/{name}"),
    "AWS::ECR::Repository": _Named("RepositoryName", "ecr:{region}:{account}:repository/{name}"),
    "AWS::ECS::Cluster": _Named("ClusterName", "ecs:{region}:{account}:cluster/{name}"),
    "AWS::IAM::Group": _Named("GroupName", "iam::{account}:group{path}{name}"),
    "AWS::IAM::InstanceProfile": _Named("InstanceProfileName", "iam::{account}:instance-profile{path}{name}"),
    "AWS::IAM::ManagedPolicy": _Named(
        "ManagedPolicyName", "iam::{account}:policy{path}{name}", "", ref_is_arn=True
    ),
    "AWS::IAM::Role": _Named("RoleName", "iam::{account}:role{path}{name}"),
    "AWS::IAM::OIDCProvider": _Named("Url", "iam::{account}:oidc-provider/{name}", ref_is_arn=True),
    "AWS::IAM::SAMLProvider": _Named("Name", "iam::{account}:saml-provider/{name}", "", ref_is_arn=True),
    "AWS::IAM::User": _Named("UserName", "iam::{account}:user{path}{name}"),
    "AWS::KMS::Key": _Named("", "kms:{region}:{account}:key/{name}"),
    "AWS::Kinesis::Stream": _Named("Name", "kinesis:{region}:{account}:stream/{name}"),
    "AWS::KinesisFirehose::DeliveryStream": _Named(
        "DeliveryStreamName", "firehose:{region}:{account}:deliverystream/{name}"
    ),
    "AWS::Lambda::Function": _Named("FunctionName", "lambda:{region}:{account}:function:{name}"),
    "AWS::Logs::LogGroup": _Named("LogGroupName", "logs:{region}:{account}:log-group:{name}:*"),
    "AWS::S3::Bucket": _Named("BucketName", "s3:::{name}"),
    "AWS::SNS::Topic": _Named("TopicName", "sns:{region}:{account}:{name}", "TopicArn", ref_is_arn=True),
    "AWS::SQS::Queue": _Named("QueueName", "sqs:{region}:{account}:{name}"),
    "AWS::SecretsManager::Secret": _Named(
        "", "secretsmanager:{region}:{account}:secret:{name}", "Id", ref_is_arn=True
    ),
    "AWS::Serverless::Function": _Named("FunctionName", "lambda:{region}:{account}:function:{name}"),
    "AWS::Serverless::SimpleTable": _Named("TableName", "dynamodb:{region}:{account}:table/{name}"),
    "AWS::StepFunctions::StateMachine": _Named(
        "StateMachineName", "states:{region}:{account}:stateMachine:{name}", "Arn", ref_is_arn=True
    ),
}

_OF_OTHERS = ("AWS::CloudFormation::", "AWS::Serverless::Application", "AWS::SSM::", "AWS::ServiceCatalog::")


class Names:
    """Names and ARNs of a template's resources; `resolve` works out a property."""

    def __init__(self, scope: Scope, resolve: Callable[[Json, Path], Json]) -> None:
        """Take the template's scope."""
        self._scope = scope
        self._resolve = resolve
        self._known: dict[tuple[str, str], str] = {}
        self._open: set[str] = set()

    def ref(self, logical: str) -> str:
        """Return what `Ref` gives for a resource."""
        return self._once(logical, "", self._ref)

    def attribute(self, logical: str, name: str) -> str:
        """Return what `Fn::GetAtt` gives for an attribute of a resource."""
        return self._once(logical, name, self._attribute)

    def _once(self, logical: str, attribute: str, work: Callable[[str, str], str]) -> str:
        key = f"{logical}.{attribute}" if attribute else logical
        if key in self._scope.given:
            return self._scope.given[key]
        if (logical, attribute) not in self._known:
            self._known[logical, attribute] = work(logical, attribute)
        return self._known[logical, attribute]

    def _ref(self, logical: str, _attribute: str) -> str:
        named = self._type(logical)
        if named is None:
            what = f"the Ref of {logical} is known after deployment"
            return self._scope.unknown(what, logical, made=self._is_of_aws(logical))
        return self._arn(logical, named) if named.ref_is_arn else self._name(logical, named)

    def _attribute(self, logical: str, attribute: str) -> str:
        named = self._type(logical)
        if named and attribute == named.attribute:
            return self._arn(logical, named)
        key = f"{logical}.{attribute}"
        made = attribute.endswith(("Arn", "Id")) and self._is_of_aws(logical)
        return self._scope.unknown(f"the attribute {key} is known after deployment", key, made=made)

    def _is_of_aws(self, logical: str) -> bool:
        """Tell whether AWS makes up what a resource is called: what others make may be any text."""
        kind = text_of(members(self._scope.resource(logical)).get("Type"))
        return kind.startswith("AWS::") and not kind.startswith(_OF_OTHERS) and not kind.endswith("::MODULE")

    def _type(self, logical: str) -> _Named | None:
        return _TYPES.get(text_of(members(self._scope.resource(logical)).get("Type")))

    def _name(self, logical: str, named: _Named) -> str:
        given = self._property(logical, named.property)
        what = f"CloudFormation generates the name of {logical}"
        return given or self._scope.unknown(what, logical, made=True)

    def _property(self, logical: str, name: str) -> str:
        """Return a property as a text; empty where it is none, or names itself."""
        properties = members(members(self._scope.resource(logical)).get("Properties"))
        if not name or name not in properties or logical in self._open:
            return ""
        self._open.add(logical)
        value = self._resolve(properties[name], ("Resources", logical, "Properties", name))
        self._open.discard(logical)
        return text_of(value)

    def _arn(self, logical: str, named: _Named) -> str:
        path = self._property(logical, "Path") or "/"
        resource = named.arn.format(
            region=self._scope.pseudo("AWS::Region"),
            account=self._scope.pseudo("AWS::AccountId"),
            path=path,
            name=self._name(logical, named).removeprefix("https://"),
        )
        return f"arn:{self._scope.pseudo('AWS::Partition')}:{resource}"
