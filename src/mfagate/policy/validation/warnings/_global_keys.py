"""The global condition keys, their types and how many values they have.

Source: "AWS global condition context keys" (IAM User Guide); aws:PrincipalOrgMasterAccountId and
aws:SourceOwner stand in policies that AWS publishes, not on that page.
"""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """A condition key; `types` are the groups of operators that fit it."""

    name: str
    types: tuple[str, ...]
    multivalued: bool = False


def _keys(types: str, *names: str) -> list[Key]:
    return [Key(name, tuple(types.split())) for name in names]


GLOBAL_KEYS: dict[str, Key] = {
    key.name.lower(): key
    for key in (
        *_keys(
            "Bool",
            "aws:AssumedRoot",
            "aws:IsMcpServiceAction",
            "aws:MultiFactorAuthPresent",
            "aws:PrincipalIsAWSService",
            "aws:SecureTransport",
            "aws:ViaAWSMCPService",
            "aws:ViaAWSService",
        ),
        *_keys("Numeric", "aws:MultiFactorAuthAge"),
        *_keys("Date", "aws:CurrentTime", "aws:TokenIssueTime"),
        *_keys("Date Numeric", "aws:EpochTime"),
        *_keys("IpAddress", "aws:SourceIp", "aws:VpcSourceIp", "aws:Ec2InstanceSourcePrivateIPv4"),
        *_keys(
            "Arn String",
            "aws:ChatbotSourceArn",
            "aws:PrincipalArn",
            "aws:SignInSessionArn",
            "aws:SourceArn",
            "aws:SourceVpcArn",
        ),
        *_keys(
            "String",
            "aws:CalledViaAWSMCP",
            "aws:CalledViaFirst",
            "aws:CalledViaLast",
            "aws:Ec2InstanceSourceVpc",
            "aws:FederatedProvider",
            "aws:PrincipalAccount",
            "aws:PrincipalOrgID",
            "aws:PrincipalOrgMasterAccountId",
            "aws:PrincipalServiceName",
            "aws:PrincipalType",
            "aws:referer",
            "aws:RequestedRegion",
            "aws:ResourceAccount",
            "aws:ResourceOrgID",
            "aws:SourceAccount",
            "aws:SourceIdentity",
            "aws:SourceOrgID",
            "aws:SourceOwner",
            "aws:SourceVpc",
            "aws:SourceVpce",
            "aws:UserAgent",
            "aws:userid",
            "aws:username",
            "aws:VpceAccount",
            "aws:VpceOrgID",
        ),
        *(
            Key(name, ("String",), multivalued=True)
            for name in (
                "aws:CalledVia",
                "aws:PrincipalOrgPaths",
                "aws:PrincipalServiceNamesList",
                "aws:ResourceOrgPaths",
                "aws:SourceOrgPaths",
                "aws:TagKeys",
                "aws:VpceOrgPaths",
            )
        ),
    )
}
"""By name in lower case: key names are not case-sensitive."""

TAG_KEYS = ("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/")
"""Keys that go on with the name of a tag, in lower case."""


def find(name: str) -> Key | None:
    """Give the global key of this name."""
    return GLOBAL_KEYS.get(name.lower())
