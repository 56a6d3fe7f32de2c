"""Policies, cases, organizations and scenarios made at random: the same for the same seed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
GUARD = ROOT / "policies/recommended/console-only.json"
ACCOUNT = "111122223333"
Document = dict[str, Any]


@dataclass(frozen=True)
class Service:
    """A service: a resource of it, and actions that are requested on such a one."""

    name: str
    resource: str
    actions: tuple[str, ...]


def _regional(service: str, rest: str) -> str:
    return f"arn:aws:{service}:eu-west-1:{ACCOUNT}:{rest}"


SERVICES = (
    Service("s3", "arn:aws:s3:::{}/data.csv", ("GetObject", "PutObject", "DeleteObject")),
    Service("ec2", _regional("ec2", "instance/i-{}"), ("StartInstances", "StopInstances", "RebootInstances")),
    Service("dynamodb", _regional("dynamodb", "table/{}"), ("GetItem", "PutItem", "Query", "Scan")),
    Service("lambda", _regional("lambda", "function:{}"), ("InvokeFunction", "UpdateFunctionCode")),
    Service("sqs", _regional("sqs", "{}"), ("SendMessage", "ReceiveMessage", "DeleteMessage")),
    Service("sns", _regional("sns", "{}"), ("Publish", "Subscribe")),
    Service("secretsmanager", _regional("secretsmanager", "secret:{}"), ("GetSecretValue", "PutSecretValue")),
    Service("ssm", _regional("ssm", "parameter/{}"), ("GetParameter", "PutParameter")),
    Service("kinesis", _regional("kinesis", "stream/{}"), ("PutRecord", "GetRecords")),
    Service("states", _regional("states", "stateMachine:{}"), ("StartExecution", "DescribeStateMachine")),
    Service("rds", _regional("rds", "db:{}"), ("RebootDBInstance", "StopDBInstance")),
    Service("ecr", _regional("ecr", "repository/{}"), ("BatchGetImage", "PutImage")),
)
READS = ("Get*", "List*", "Describe*")


def document(*statements: Document) -> Document:
    """Return a policy."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


ALLOW_ALL = document({"Effect": "Allow", "Action": "*", "Resource": "*"})


def granting(dice: random.Random, name: str) -> Document:
    """Return a policy as teams write them: what they own in a few services, and reading beside it."""
    statements = []
    for service in dice.sample(SERVICES, dice.randint(2, 6)):
        own = service.resource.replace("{}", f"{name}-*")
        some = dice.sample(service.actions, dice.randint(1, len(service.actions)))
        reads = [f"{service.name}:{read}" for read in dice.sample(READS, dice.randint(0, 2))]
        statement: Document = {
            "Effect": "Allow",
            "Action": sorted({f"{service.name}:{one}" for one in some} | {*reads}),
        }
        statement["Resource"] = dice.choice([own, [own, service.resource.replace("{}", "shared-*")], "*"])
        if dice.random() < 0.25:
            statement["Condition"] = {"IpAddress": {"aws:SourceIp": f"10.{dice.randint(0, 9)}.0.0/16"}}
        statements.append(statement)
    return document(*statements)


def cases(count: int, seed: int, *, own_policies: bool) -> Iterator[Document]:
    """Give cases for `mfagate simulate`: under one set of policies, or each under a set of its own."""
    dice = random.Random(seed)  # noqa: S311 - nothing here is secret
    guard = json.loads(GUARD.read_text(encoding="utf-8"))
    policies = {"identity": [guard, granting(dice, "team")]}
    for number in range(count):
        if own_policies:
            policies = {"identity": [guard, granting(dice, f"team{number}")]}
        service = dice.choice(SERVICES)
        request = {
            "principal": f"arn:aws:iam::{ACCOUNT}:user/alice",
            "action": f"{service.name}:{dice.choice(service.actions)}",
            "resource": service.resource.replace(
                "{}", f"{dice.choice(['team', 'shared', 'other'])}-{number % 50}"
            ),
            "resource_account": ACCOUNT,
            "context": {
                "aws:MultiFactorAuthPresent": dice.choice(["true", "false"]),
                "aws:SourceIp": f"10.{dice.randint(0, 9)}.1.{dice.randint(1, 250)}",
            },
        }
        yield {"id": str(number), "policies": policies, "request": request}


def write_cases(path: Path, count: int, *, own_policies: bool) -> None:
    """Write cases, one a line."""
    lines = (json.dumps(case) for case in cases(count, 13, own_policies=own_policies))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def not_action(count: int) -> Document:
    """Return a guard that exempts so many services."""
    exempt = [f"svc{number}:*" for number in range(count)]
    condition = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
    return document({"Effect": "Deny", "NotAction": exempt, "Resource": "*", "Condition": condition})


def resources(count: int) -> Document:
    """Return a policy with so many patterns of resources."""
    patterns = [f"arn:aws:s3:::b{number}*/*" for number in range(count)]
    return document({"Effect": "Allow", "Action": "s3:*", "Resource": patterns})


def organization(count: int, seed: int = 13) -> dict[str, Any]:
    """Return the files of an organization with so many users, by path; `mfagate.yaml` names them.

    All share a guard and the control policies, most a boundary. A team of about twelve shares a policy, a
    third of the users are in a second team, and a quarter have a policy of their own.
    """
    dice = random.Random(seed)  # noqa: S311 - nothing here is secret
    teams = [f"teams/t{number}.json" for number in range(max(3, count // 12))]
    files: dict[str, Any] = {team: granting(dice, Path(team).stem) for team in teams}
    files["guard.json"] = json.loads(GUARD.read_text(encoding="utf-8"))
    files["boundary.json"] = document(
        {"Effect": "Allow", "NotAction": ["organizations:*", "account:*"], "Resource": "*"}
    )
    files["scp/root.json"] = ALLOW_ALL
    files["scp/unit.json"] = document(
        *ALLOW_ALL["Statement"],
        {"Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*"},
    )
    subjects = []
    for number in range(count):
        attached = ["guard.json", *dict.fromkeys(dice.choices(teams, k=1 if dice.random() < 0.65 else 2))]
        if dice.random() < 0.25:
            own = f"users/u{number}.json"
            files[own] = granting(dice, f"u{number}")
            attached.append(own)
        subject: Document = {
            "name": f"u{number}",
            "files": attached,
            "scp": [["scp/root.json"], ["scp/unit.json"]],
        }
        if dice.random() < 0.7:
            subject["boundary"] = ["boundary.json"]
        subjects.append(subject)
    files["mfagate.yaml"] = _config(subjects, ["shipped"])
    return files


def matrix(count: int, subjects: int = 10) -> dict[str, Any]:
    """Return the files of a matrix of so many cases, all of which pass."""
    dice = random.Random(count)  # noqa: S311 - nothing here is secret
    named = [
        {"name": f"s{number}", "files": [f"s{number}.json"], "assume": "allow-all"}
        for number in range(subjects)
    ]
    files: dict[str, Any] = {f"s{number}.json": granting(dice, f"s{number}") for number in range(subjects)}
    files["scenarios/cases.yaml"] = {
        "version": 1,
        "scenarios": [
            {
                "id": f"case-{number}",
                "title": f"Case {number}",
                "credential": "api-key",
                "request": {
                    "action": "s3:GetObject",
                    "resource": f"arn:aws:s3:::bucket-{number % 40}/{number}",
                },
                "expect": {"default": "allow"},
            }
            for number in range(count // subjects)
        ],
    }
    files["mfagate.yaml"] = _config(named, ["scenarios"])
    return files


def _config(subjects: list[Document], scenarios: list[str]) -> Document:
    return {"version": 1, "account": ACCOUNT, "scenarios": scenarios, "subjects": subjects}


def write(folder: Path, files: dict[str, Any]) -> Path:
    """Write files as JSON, which YAML is a superset of; return the folder."""
    for name, value in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), encoding="utf-8")
    return folder
