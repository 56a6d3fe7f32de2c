"""Where resources of the AWS provider hold policies, and which of them say who has which policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mfagate.policy.documents import Kind


class Place(NamedTuple):
    """The argument of a type of resource that is a policy, its kind, and whether it can be left out."""

    argument: str
    kind: Kind
    optional: bool = False


SET, SETS = "permission_set_arn", "aws_ssoadmin_permission_set"

_RESOURCE = Place("policy", "resource")
_OPTIONAL = Place("policy", "resource", optional=True)

PLACES: dict[str, Place] = {
    "aws_acmpca_policy": _RESOURCE,
    "aws_api_gateway_rest_api": _OPTIONAL,
    "aws_api_gateway_rest_api_policy": _RESOURCE,
    "aws_backup_vault_policy": _RESOURCE,
    "aws_cloudwatch_event_bus_policy": _RESOURCE,
    "aws_cloudwatch_log_destination_policy": Place("access_policy", "resource"),
    "aws_cloudwatch_log_resource_policy": Place("policy_document", "resource"),
    "aws_codeartifact_domain_permissions_policy": Place("policy_document", "resource"),
    "aws_codeartifact_repository_permissions_policy": Place("policy_document", "resource"),
    "aws_codebuild_resource_policy": _RESOURCE,
    "aws_dynamodb_resource_policy": _RESOURCE,
    "aws_ecr_registry_policy": _RESOURCE,
    "aws_ecr_repository_policy": _RESOURCE,
    "aws_ecrpublic_repository_policy": _RESOURCE,
    "aws_efs_file_system_policy": _RESOURCE,
    "aws_elasticsearch_domain": Place("access_policies", "resource", optional=True),
    "aws_elasticsearch_domain_policy": Place("access_policies", "resource"),
    "aws_glacier_vault": Place("access_policy", "resource", optional=True),
    "aws_glacier_vault_lock": _RESOURCE,
    "aws_glue_resource_policy": _RESOURCE,
    "aws_iam_group_policy": Place("policy", "identity"),
    "aws_iam_policy": Place("policy", "identity"),
    "aws_iam_role_policy": Place("policy", "identity"),
    "aws_iam_user_policy": Place("policy", "identity"),
    "aws_kinesis_resource_policy": _RESOURCE,
    "aws_kms_external_key": _OPTIONAL,
    "aws_kms_key": _OPTIONAL,
    "aws_kms_key_policy": _RESOURCE,
    "aws_kms_replica_external_key": _OPTIONAL,
    "aws_kms_replica_key": _OPTIONAL,
    "aws_media_store_container_policy": _RESOURCE,
    "aws_opensearch_domain": Place("access_policies", "resource", optional=True),
    "aws_opensearch_domain_policy": Place("access_policies", "resource"),
    "aws_organizations_policy": Place("content", "scp"),
    "aws_organizations_resource_policy": Place("content", "resource"),
    "aws_redshift_resource_policy": _RESOURCE,
    "aws_s3_access_point": _OPTIONAL,
    "aws_s3_bucket": _OPTIONAL,
    "aws_s3_bucket_policy": _RESOURCE,
    "aws_s3control_access_point_policy": _RESOURCE,
    "aws_s3control_bucket_policy": _RESOURCE,
    "aws_s3tables_table_bucket_policy": Place("resource_policy", "resource"),
    "aws_s3tables_table_policy": Place("resource_policy", "resource"),
    "aws_sagemaker_model_package_group_policy": Place("resource_policy", "resource"),
    "aws_schemas_registry_policy": _RESOURCE,
    "aws_secretsmanager_secret": _OPTIONAL,
    "aws_secretsmanager_secret_policy": _RESOURCE,
    "aws_ses_identity_policy": _RESOURCE,
    "aws_sesv2_email_identity_policy": _RESOURCE,
    "aws_sns_topic": _OPTIONAL,
    "aws_sns_topic_policy": _RESOURCE,
    "aws_sqs_queue": _OPTIONAL,
    "aws_sqs_queue_policy": _RESOURCE,
    "aws_ssoadmin_permission_set_inline_policy": Place("inline_policy", "identity"),
    "aws_vpclattice_auth_policy": _RESOURCE,
    "aws_vpclattice_resource_policy": _RESOURCE,
}
"""Type of resource -> its policy."""

INLINE = {
    "aws_iam_role_policy": (("role", "aws_iam_role"),),
    "aws_iam_user_policy": (("user", "aws_iam_user"),),
    "aws_iam_group_policy": (("group", "aws_iam_group"),),
    "aws_ssoadmin_permission_set_inline_policy": ((SET, SETS),),
}
"""Type of resource -> the arguments that name holders of its own policy, each with the type of the holder."""

ATTACHMENTS = {
    "aws_iam_role_policy_attachment": (("role", "aws_iam_role"),),
    "aws_iam_user_policy_attachment": (("user", "aws_iam_user"),),
    "aws_iam_group_policy_attachment": (("group", "aws_iam_group"),),
    "aws_iam_policy_attachment": (
        ("roles", "aws_iam_role"),
        ("users", "aws_iam_user"),
        ("groups", "aws_iam_group"),
    ),
    "aws_ssoadmin_customer_managed_policy_attachment": ((SET, SETS),),
    "aws_ssoadmin_managed_policy_attachment": ((SET, SETS),),
}
"""The same for a policy that is named by its ARN."""


class Listed(NamedTuple):
    """The argument that names a holder, its type, and the argument that lists all that it may have."""

    holder: str
    type: str
    argument: str


EXCLUSIVE = {
    "aws_iam_role_policy_attachments_exclusive": Listed("role_name", "aws_iam_role", "policy_arns"),
    "aws_iam_user_policy_attachments_exclusive": Listed("user_name", "aws_iam_user", "policy_arns"),
    "aws_iam_group_policy_attachments_exclusive": Listed("group_name", "aws_iam_group", "policy_arns"),
    "aws_ssoadmin_managed_policy_attachments_exclusive": Listed(SET, SETS, "managed_policy_arns"),
    "aws_iam_role_policies_exclusive": Listed("role_name", "aws_iam_role", "policy_names"),
    "aws_iam_user_policies_exclusive": Listed("user_name", "aws_iam_user", "policy_names"),
    "aws_iam_group_policies_exclusive": Listed("group_name", "aws_iam_group", "policy_names"),
}
"""Resources that attach what they list, and detach the rest; of inline policies they list the names."""

ORGANIZATIONS: dict[str, Kind] = {
    "SERVICE_CONTROL_POLICY": "scp",
    "RESOURCE_CONTROL_POLICY": "rcp",
    "": "scp",
}
"""Type of an organization's policy -> its kind; what else there is, is no IAM policy."""
