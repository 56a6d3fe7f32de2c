"""A few real actions, with the resources and keys that the Service Authorization Reference gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

PLACEHOLDERS = {
    "account": r"[0-9]{12}",
    "bucket": r"[a-z0-9][a-z0-9.-]*",
    "key": r"[!-~]+",
    "name": r"[A-Za-z0-9+=,.@_-]+",
    "path": r"(?:[A-Za-z0-9+=,.@_-]+/)?",
    "region": r"(?:eu|us)-(?:east|west)-[1-3]",
    "group": r"[A-Za-z0-9._/-]+",
}
"""What may stand in a template, as a regular expression."""

_BUCKET = "arn:aws:s3:::{bucket}"
_OBJECT = "arn:aws:s3:::{bucket}/{key}"
_USER = "arn:aws:iam::{account}:user/{path}{name}"
_ROLE = "arn:aws:iam::{account}:role/{path}{name}"
_TABLE = "arn:aws:dynamodb:{region}:{account}:table/{name}"
_INSTANCE = "arn:aws:ec2:{region}:{account}:instance/{name}"
_REPOSITORY = "arn:aws:ecr:{region}:{account}:repository/{name}"


@dataclass(frozen=True)
class Action:
    """An action: its resource templates, and which keys beside the global ones a request may have."""

    name: str
    templates: tuple[str, ...]
    keys: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """Return the column of the posture."""
        return "identity" if self.name.startswith("iam:") else "services"

    @property
    def is_docker(self) -> bool:
        """Tell whether docker's calls to the registry use it."""
        return self.name in ("ecr:BatchGetImage", "ecr:PutImage")


ACTIONS = (
    Action("s3:GetObject", (_OBJECT,)),
    Action("s3:PutObject", (_OBJECT,)),
    Action("s3:DeleteBucket", (_BUCKET,)),
    Action("s3:ListBucket", (_BUCKET,), ("s3:prefix", "s3:max-keys")),
    Action("s3:ListAllMyBuckets", ("*",)),
    Action("iam:CreateAccessKey", (_USER,), ("aws:ResourceTag",)),
    Action("iam:TagUser", (_USER,), ("aws:ResourceTag", "aws:RequestTag", "aws:TagKeys")),
    Action("iam:PassRole", (_ROLE,), ("aws:ResourceTag", "iam:PassedToService")),
    Action("iam:ListUsers", ("*",)),
    Action("ec2:DescribeInstances", ("*",)),
    Action("ec2:TerminateInstances", (_INSTANCE,), ("aws:ResourceTag",)),
    Action("ec2:CreateTags", (_INSTANCE,), ("aws:ResourceTag", "aws:RequestTag", "aws:TagKeys")),
    Action("dynamodb:GetItem", (_TABLE,)),
    Action(
        "logs:PutLogEvents",
        ("arn:aws:logs:{region}:{account}:log-group:{group}:log-stream:{name}",),
        ("aws:ResourceTag",),
    ),
    Action(
        "backup:DeleteRecoveryPoint",
        ("arn:aws:backup:{region}:{account}:recovery-point:{name}",),
        ("aws:ResourceTag",),
    ),
    Action("sts:AssumeRole", (_ROLE,), ("aws:ResourceTag",)),
    Action("ecr:BatchGetImage", (_REPOSITORY,), ("aws:ResourceTag",)),
    Action("ecr:PutImage", (_REPOSITORY,), ("aws:ResourceTag",)),
)


@lru_cache(maxsize=1024)
def template_regex(template: str) -> re.Pattern[str]:
    """Return the regular expression of a template's resources."""
    parts = re.split(r"\{(\w+)\}", template)
    source = "".join(PLACEHOLDERS[part] if index % 2 else re.escape(part) for index, part in enumerate(parts))
    return re.compile(source)


def is_resource_of(action: Action, arn: str, account: str) -> bool:
    """Tell whether an action can be asked on a resource; IAM's own are those of the account."""
    if not any(template_regex(template).fullmatch(arn) for template in action.templates):
        return False
    return action.column != "identity" or arn == "*" or arn.split(":")[4] == account


def may_carry(action: Action, key: str) -> bool:
    """Tell whether a request for an action can have a key at all."""
    head = key.split("/", maxsplit=1)[0].lower()
    if head in ("aws:resourcetag", "aws:requesttag", "aws:tagkeys") or not head.startswith("aws:"):
        return head in (name.lower() for name in action.keys)
    return True
