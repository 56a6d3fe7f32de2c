"""A live account, read through boto3 (the extra `mfagate[aws]`): the same details as from the command line.

Two read-only calls are made: sts:GetCallerIdentity and iam:GetAccountAuthorizationDetails. Credentials are
found as boto3 finds them, and are neither shown nor kept.
"""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import UsageError
from mfagate.parsing import Located, Positions, shown
from mfagate.subjects.files import contents_of

if TYPE_CHECKING:
    from mfagate.sources.defaults import Defaults
    from mfagate.subjects.files import FileContents

PREFIX = "aws:"
"""What stands before the name of a profile of the AWS configuration; alone, it means the default one."""

_LISTS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")
_ANYWHERE = "us-east-1"  # IAM has no region; STS wants one where none is set


def live_contents(source: str, defaults: Defaults) -> FileContents:
    """Return what the account contains that `aws:` or `aws:PROFILE` stands for.

    Raises:
        UsageError: boto3 is missing, there are no credentials, or AWS did not answer.

    """
    from mfagate.sources.formats.account import account_inventory  # noqa: PLC0415 - few runs read an account
    from mfagate.sources.formats.containers import LocatedContainer  # noqa: PLC0415 - the same

    details, account = _details(source)
    container = LocatedContainer(source, "", Located(details, Positions()), ())
    settings = defaults if defaults.account else replace(defaults, account=account)
    return contents_of(account_inventory(container), settings)


def _details(source: str) -> tuple[dict[str, Any], str]:
    """Read the account, and which one it is."""
    try:
        boto3, problems = import_module("boto3"), import_module("botocore.exceptions")
    except ImportError as error:
        raise UsageError(
            f"{source}: reading a live account needs boto3; pip install 'mfagate[aws]'"
        ) from error
    try:
        session = boto3.Session(profile_name=source.removeprefix(PREFIX) or None)
        region = session.region_name or _ANYWHERE
        account = str(session.client("sts", region_name=region).get_caller_identity()["Account"])
        pages = session.client("iam", region_name=region).get_paginator("get_account_authorization_details")
        details: dict[str, Any] = {name: [] for name in _LISTS}
        for page in pages.paginate():
            for name in _LISTS:
                details[name] += page.get(name, [])
    except (problems.NoCredentialsError, problems.PartialCredentialsError, problems.ProfileNotFound) as error:
        raise UsageError(
            f"{source}: no credentials: {_line(error)}; sign in (aws sso login, aws configure), "
            "or name another profile as aws:PROFILE"
        ) from error
    except (problems.BotoCoreError, problems.ClientError, ValueError) as error:
        raise UsageError(
            f"{source}: cannot read the account's details: {_line(error)}; "
            "allow this profile iam:GetAccountAuthorizationDetails, or name another as aws:PROFILE"
        ) from error
    return json.loads(json.dumps(details, default=str)), account


def _line(error: Exception) -> str:
    return shown(str(error), 300)
