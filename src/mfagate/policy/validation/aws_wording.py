"""AWS's own wording of what it refuses, by the family of services that parse a kind of policy.

Sources: the answers of CreatePolicy recorded in moto's tests (tests/test_iam/test_iam_policies.py,
Apache-2.0); the answers of CreateRole and PutBucketPolicy that people quote in public issues; the
MalformedPolicyDocumentException of the AWS Organizations API reference. Where no wording is known,
the message is only our own sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mfagate.policy.validation._model import Kind

_IAM: Final = "iam"
_SHARED: Final = "shared"
_ORGANIZATIONS: Final = "organizations"

_FAMILY: Final[dict[str | None, str]] = {
    "trust": _SHARED,
    "resource": _SHARED,
    "scp": _ORGANIZATIONS,
    "rcp": _ORGANIZATIONS,
}

_REFUSED_BY_ORGANIZATIONS = (
    "The provided policy document does not meet the requirements of the specified policy type."
)

_ALPHANUMERIC = (
    "Statement IDs (SID) must be alpha-numeric. "
    "Check that your input satisfies the regular expression [0-9A-Za-z]*"
)
_CHARACTERS = (
    "The specified value for policyDocument is invalid. It must contain only printable ASCII characters."
)

_WORDING: Final[dict[tuple[str, str], str]] = {
    (_IAM, "json"): "Syntax errors in policy.",
    (_IAM, "key-twice"): "Syntax errors in policy.",
    (_IAM, "syntax"): "Syntax errors in policy.",
    (_IAM, "unknown-element"): "Syntax errors in policy.",
    (_IAM, "missing-element"): "Syntax errors in policy.",
    (_IAM, "empty-statement"): "Syntax errors in policy.",
    (_IAM, "legacy"): "The policy failed legacy parsing",
    (_IAM, "effect"): "Syntax errors in policy.",
    (_IAM, "effect-case"): "The policy failed legacy parsing",
    (_IAM, "both"): "Syntax errors in policy.",
    (_IAM, "unknown-version"): "Syntax errors in policy.",
    (_IAM, "version"): "Policy document must be version 2012-10-17 or greater.",
    (_IAM, "no-action"): "Policy statement must contain actions.",
    (_IAM, "no-resource"): "Policy statement must contain resources.",
    (_IAM, "no-principal-here"): "Policy document should not specify a principal.",
    (_IAM, "sid-unique"): "Statement IDs (SID) in a single policy must be unique.",
    (_IAM, "sid-characters"): _ALPHANUMERIC,
    (_IAM, "characters"): _CHARACTERS,
    (_IAM, "no-vendor"): ("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
    (_IAM, "colons"): "Actions/Condition can contain only one colon.",
    (_IAM, "vendor"): "Vendor {name} is not valid",
    (_IAM, "no-arn"): 'Resource {name} must be in ARN format or "*".',
    (_IAM, "partition"): 'Partition "{partition}" is not valid for resource "{name}".',
    (_IAM, "resource-vendor"): ("Resource vendor must be fully qualified and cannot contain regexes."),
    (_IAM, "iam-region"): "IAM resource {name} cannot contain region information.",
    (_IAM, "s3-region"): "Resource {name} can not contain region information.",
    (_IAM, "iam-path"): (
        'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, '
        "instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, "
        "oidc-provider/, report/, access-report/."
    ),
    (_IAM, "size"): "Cannot exceed quota for PolicySize: {name}",
    (_SHARED, "json"): "This policy contains invalid Json",
    (_SHARED, "key-twice"): "Statement/policy already has instance of {name}",
    (_SHARED, "unknown-element"): "Unknown field {name}",
    (_SHARED, "missing-element"): "Missing required field {name}",
    (_SHARED, "empty-statement"): "Could not parse the policy: Statement is empty!",
    (_SHARED, "no-action"): "Missing required field Action",
    (_SHARED, "no-principal"): "Missing required field Principal",
    (_SHARED, "empty-principal"): "Missing required field Principal cannot be empty!",
    (_SHARED, "principal"): "Invalid principal in policy",
    (_SHARED, "no-resource-here"): "Has prohibited field Resource",
    (_SHARED, "effect"): "Invalid effect: {name}",
    (_SHARED, "effect-case"): "Invalid effect: {name}",
    (_SHARED, "both"): "Statement/policy already has instance of {name}",
    (_SHARED, "unknown-version"): "The policy must contain a valid version string",
    (_SHARED, "not-principal"): "Allow with NotPrincipal is not allowed.",
    (_SHARED, "sid-unique"): "The Statement Ids in the policy are not unique",
    (_SHARED, "sid-characters"): _ALPHANUMERIC,
    (_SHARED, "characters"): _CHARACTERS,
    (_SHARED, "trust-action"): "AssumeRole policy may only specify STS AssumeRole actions.",
    (_SHARED, "trust-star"): 'AssumeRolepolicy contained an invalid principal: "STAR":"*".',
    (_SHARED, "federated"): ("Federated principals must be valid domain names or SAML metadata ARNs"),
    (_SHARED, "cognito"): "A condition block must be present for the Cognito provider",
    (_SHARED, "bad-resource"): "Policy has invalid resource",
    (_SHARED, "bad-action"): "Policy has invalid action",
    (_SHARED, "size"): "Cannot exceed quota for ACLSizePerRole: {name}",
}

_RESOURCE_CAUSES = frozenset(
    {"no-arn", "partition", "resource-vendor", "iam-region", "s3-region", "iam-path"}
)
_ACTION_CAUSES = frozenset({"no-vendor", "colons", "vendor"})


def aws_message(kind: Kind | None, cause: str, detail: str, **names: str) -> str:
    """Write a message: AWS's wording for this cause where it is known, then our own sentence."""
    wording = _aws(kind, cause).format(**names)
    if not wording:
        return detail
    return f"{wording} {detail}" if wording.endswith((".", "!")) else f"{wording}: {detail}"


def _aws(kind: Kind | None, cause: str) -> str:
    family = _FAMILY.get(kind, _IAM)
    if family == _ORGANIZATIONS:
        return _REFUSED_BY_ORGANIZATIONS
    if family == _SHARED and cause in _RESOURCE_CAUSES:
        cause = "bad-resource"
    if family == _SHARED and cause in _ACTION_CAUSES:
        cause = "bad-action"
    return _WORDING.get((family, cause), "")
