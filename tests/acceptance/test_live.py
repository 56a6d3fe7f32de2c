"""A live account through boto3, played by moto's server on 127.0.0.1."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import GUARD, environment, mfagate, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TRUST = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"},
}
_NONE = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "none",
    "AWS_SHARED_CREDENTIALS_FILE": "none",
}
_KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
_SERVER = """
import threading
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
server.start()
print("port", server.get_host_and_port()[1], flush=True)
threading.Event().wait()
"""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Return where an AWS without anything in it listens; it ends with the tests."""
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        reported = next((line for line in server.stdout if line.startswith("port ")), "")
        assert reported
        yield f"http://127.0.0.1:{reported.split()[1]}"
        server.kill()


@pytest.fixture(scope="module")
def account(endpoint: str) -> Mapping[str, str]:
    """Fill the account with a user and a role, and return the environment that reaches it."""
    iam: Any = import_module("boto3").client(
        "iam",
        endpoint_url=endpoint,
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 - moto takes any
    )
    arn = iam.create_policy(PolicyName="Guard", PolicyDocument=GUARD)["Policy"]["Arn"]
    iam.create_user(UserName="alice")
    iam.attach_user_policy(UserName="alice", PolicyArn=arn)
    iam.create_role(RoleName="ops", AssumeRolePolicyDocument=json.dumps(TRUST))
    return {**_NONE, **_KEYS, "AWS_ENDPOINT_URL": endpoint}


def test_a_live_account_is_checked(tmp_path: Path, account: Mapping[str, str]) -> None:
    """Its users, roles and trust policies are the subjects, in the account that the caller is in."""
    run = mfagate("check", "aws:", "--engine", "embedded", "--format", "json", cwd=tmp_path, env=account)
    assert run.code == 1, run.err
    found = {one["name"]: one for one in json.loads(run.out)["subjects"]}
    assert list(found) == ["aws::user/alice", "aws::role/ops/trust"]
    assert found["aws::user/alice"]["files"] == ["aws:"]
    assert found["aws::user/alice"]["posture"]["console-without-mfa"]["services"] == "blocked"


def test_a_profile_is_named_after_the_colon(tmp_path: Path, endpoint: str) -> None:
    """The profile of the AWS configuration gives the credentials."""
    folder = write(tmp_path, {"credentials": "[ops]\naws_access_key_id = a\naws_secret_access_key = b\n"})
    env = {**_NONE, "AWS_SHARED_CREDENTIALS_FILE": "credentials", "AWS_ENDPOINT_URL": endpoint}
    run = mfagate("check", "aws:ops", "--engine", "embedded", cwd=folder, env=env)
    assert "aws:ops:role/ops/trust" in run.out
    assert mfagate("check", "aws:other", cwd=folder, env=env).message == (
        "mfagate: aws:other: no credentials: The config profile (other) could not be found; "
        "sign in (aws sso login, aws configure), or name another profile as aws:PROFILE"
    )


def test_without_credentials_it_is_refused(tmp_path: Path) -> None:
    """One line says that there are none, and what to do."""
    run = mfagate("check", "aws:", cwd=tmp_path, env=_NONE)
    assert (run.code, run.message) == (
        2,
        "mfagate: aws:: no credentials: Unable to locate credentials; "
        "sign in (aws sso login, aws configure), or name another profile as aws:PROFILE",
    )


def test_an_account_that_does_not_answer_is_an_error(tmp_path: Path) -> None:
    """A refused connection or a bad address is one line, and no pass."""
    for address in ("http://127.0.0.1:9", "nonsense"):
        env = {**_NONE, **_KEYS, "AWS_ENDPOINT_URL": address, "AWS_MAX_ATTEMPTS": "1"}
        run = mfagate("check", "aws:", cwd=tmp_path, env=env)
        assert run.code == 2
        assert run.message.startswith("mfagate: aws:: cannot read the account's details: ")


def test_without_boto3_it_is_refused(tmp_path: Path) -> None:
    """The line names the extra to install."""
    hidden = (
        "import sys; sys.modules['boto3'] = None; from mfagate.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", hidden, "check", "aws:"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert (done.returncode, done.stderr) == (
        2,
        "mfagate: aws:: reading a live account needs boto3; pip install 'mfagate[aws]'\n",
    )
