"""The few policies managed by AWS that are known here by their documents, as AWS publishes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mfagate.parsing import Located, Positions
from mfagate.policy.documents import document_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Path
    from mfagate.policy.documents import Document
    from mfagate.sources.formats.containers import Container

_PREFIX = ":iam::aws:policy/"

# "AdministratorAccess", "IAMUserChangePassword" and "PowerUserAccess" in the AWS Managed Policy Reference
# Guide: the first two have been as they are since 2015 and 2016, the third changes by single reads.
_DOCUMENTS: Mapping[str, dict[str, Any]] = {
    "AdministratorAccess": {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
    },
    "PowerUserAccess": {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*"},
            {
                "Effect": "Allow",
                "Action": [
                    "account:GetAccountInformation",
                    "account:GetPrimaryEmail",
                    "account:ListRegions",
                    "iam:CreateServiceLinkedRole",
                    "iam:DeleteServiceLinkedRole",
                    "iam:ListRoles",
                    "organizations:DescribeOrganization",
                ],
                "Resource": "*",
            },
        ],
    },
    "IAMUserChangePassword": {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["iam:ChangePassword"],
                "Resource": ["arn:aws:iam::*:user/${aws:username}"],
            },
            {"Effect": "Allow", "Action": ["iam:GetAccountPasswordPolicy"], "Resource": "*"},
        ],
    },
}


def is_managed_by_aws(arn: str) -> bool:
    """Tell whether an ARN is that of a policy which AWS manages."""
    return arn.startswith("arn:") and _PREFIX in arn


def managed(arn: str, container: Container, path: Path) -> Document | None:
    """Return the document of a policy that AWS manages, attached at a path of a file, where it is known."""
    value = _DOCUMENTS.get(arn.rsplit("/", 1)[-1]) if is_managed_by_aws(arn) else None
    if value is None:
        return None
    positions = Positions(container.lines, {(): container.offset(path)})
    name = f"policy/{arn.rsplit('/', 1)[-1]}"
    document = document_of(Located(value, positions), container.file, "identity", saved=None, text="")
    return replace(document, name=name)
