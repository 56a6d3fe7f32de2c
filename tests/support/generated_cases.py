"""Makes policy sets and requests at random, the same for the same seed.

    PYTHONPATH=tests python -m support.generated_cases --cases 1000 --seed 7 | mfagate simulate -

The conditions are about MFA more often than not, every operator and every policy type comes up, and
so do variables, odd values, and now and then a policy or a request that is not valid.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from .generated_vocabulary import (
    ACTION_PATTERNS,
    ADDRESSES,
    AGE,
    ARN_KEYS,
    ARNS,
    ASSUMPTIONS,
    AWAY,
    AWS_PRINCIPALS,
    BAD_OPERATORS,
    BOOLS,
    BYTES,
    FAMILIES,
    FLAG,
    HOME,
    NUMBERS,
    NUMERIC_OPERATORS,
    ODD_PRINCIPALS,
    OPERATORS,
    PRINCIPALS,
    RESOURCE_PATTERNS,
    SET_KEYS,
    TARGETS,
    TEXT_KEYS,
    TEXTS,
    TIME_KEYS,
    TIMES,
    VARIABLES,
    VIA,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .generated_vocabulary import Json

_T = TypeVar("_T")

REQUESTS_IN_A_GROUP = (10, 20)


@dataclass(frozen=True)
class Group:
    """One set of policies and the requests to decide under it."""

    policies: dict[str, Any]
    requests: list[dict[str, Any]]
    assumptions: dict[str, str]

    def question(self, *, explain: bool = False) -> dict[str, Any]:
        """Return the input of `data.iam.answers`."""
        return {
            "policies": self.policies,
            "requests": self.requests,
            "assumptions": self.assumptions,
            "explain": explain,
        }


def groups(cases: int, seed: int) -> Iterator[Group]:
    """Give groups with as many requests in all as there are cases, the same for the same seed."""
    chance = _Chance(seed)
    left = cases
    while left > 0:
        size = min(left, chance.dice.randint(*REQUESTS_IN_A_GROUP))
        left -= size
        policies = _policies(chance)
        yield Group(policies, [_request(chance) for _ in range(size)], _assumptions(chance))


def simulate_lines(cases: int, seed: int) -> Iterator[str]:
    """Give the cases as lines for `mfagate simulate`, which takes no assumptions."""
    number = 0
    for group in groups(cases, seed):
        for request in group.requests:
            number += 1
            yield json.dumps({"id": f"{seed}-{number}", "policies": group.policies, "request": request})


class _Chance:
    """What is left to chance, in words."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - nothing here is secret

    def one(self, of: Sequence[_T]) -> _T:
        return self.dice.choice(of)

    def happens(self, how_often: float) -> bool:
        return self.dice.random() < how_often

    def some(self, of: Sequence[_T], at_most: int) -> list[_T]:
        return [self.one(of) for _ in range(self.dice.randint(1, at_most))]

    def one_or_list(self, of: Sequence[_T], at_most: int = 3) -> Json:
        """Return one of them, or a list of a few."""
        return self.one(of) if self.happens(0.5) else self.some(of, at_most)


def _assumptions(chance: _Chance) -> dict[str, str]:
    if chance.happens(0.7):
        return {}
    return {name: chance.one(values) for name, values in ASSUMPTIONS.items() if chance.happens(0.5)}


def _request(chance: _Chance) -> dict[str, Any]:
    action, resources = chance.one(TARGETS)
    request = {
        "principal": chance.one(PRINCIPALS),
        "action": action,
        "resource": chance.one(resources),
        "resource_account": HOME if chance.happens(0.8) else AWAY,
        "context": _context(chance),
    }
    if chance.happens(0.01):
        request["principal"] = chance.one(ODD_PRINCIPALS)
    if chance.happens(0.003):
        del request[chance.one(sorted(request))]
    return request


def _context(chance: _Chance) -> dict[str, Any]:
    context: dict[str, Any] = {}
    flag = chance.one(("absent", "absent", "false", "true", "odd"))
    if flag == "odd":
        context[FLAG] = _given(chance, BOOLS)
    elif flag != "absent":
        context[_cased(chance, FLAG)] = flag
    if flag == "true" or chance.happens(0.05):
        context[AGE] = _given(chance, NUMBERS)
    for keys, values in (
        (TEXT_KEYS, TEXTS),
        (SET_KEYS, TEXTS),
        ((VIA, "aws:SecureTransport"), BOOLS),
        (TIME_KEYS, TIMES),
        (ARN_KEYS, ARNS),
        (("aws:SourceIp",), ADDRESSES),
        (("example:Blob",), BYTES),
        (("s3:max-keys",), NUMBERS),
    ):
        for key in keys:
            if chance.happens(0.4):
                context[_cased(chance, key)] = _given(chance, values, many=keys is SET_KEYS)
    return context


def _cased(chance: _Chance, key: str) -> str:
    return key if chance.happens(0.95) else chance.one((key.upper(), key.lower()))


def _given(chance: _Chance, values: Sequence[str], *, many: bool = False) -> Json:
    """Return a value of the request: most often a text, at times a list, at times an empty one."""
    if chance.happens(0.8 if many else 0.05):
        return chance.some(values, 3) if chance.happens(0.9) else []
    return chance.one(values)


def _policies(chance: _Chance) -> dict[str, Any]:
    policies: dict[str, Any] = {
        "identity": [_document(chance, "identity") for _ in range(chance.dice.randint(0, 3))],
        "resource": _document(chance, "resource") if chance.happens(0.6) else None,
        "boundary": [_document(chance, "boundary")] if chance.happens(0.2) else None,
        "session": [_document(chance, "session") for _ in range(chance.dice.randint(1, 2))]
        if chance.happens(0.25)
        else None,
        "scp": _levels(chance, "scp") if chance.happens(0.3) else chance.one((None, [])),
        "rcp": _levels(chance, "rcp") if chance.happens(0.2) else chance.one((None, [])),
    }
    if chance.happens(0.6):
        policies["identity"].append(_everything())
    if chance.happens(0.03):
        _spoil(chance, policies)
    return policies


def _levels(chance: _Chance, kind: str) -> list[list[dict[str, Any]]]:
    full = _everything() if kind == "scp" else _everything(Principal="*")
    return [
        [
            *([full] if chance.happens(0.85) else []),
            *(_document(chance, kind) for _ in range(chance.dice.randint(0, 1))),
        ]
        or [full]
        for _ in range(chance.dice.randint(1, 3))
    ]


def _everything(**more: Json) -> dict[str, Any]:
    return {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", **more, "Action": "*", "Resource": "*"}],
    }


def _document(chance: _Chance, kind: str) -> dict[str, Any]:
    statements = [_statement(chance, kind) for _ in range(chance.dice.randint(1, 3))]
    document: dict[str, Any] = {"Version": "2012-10-17", "Statement": statements}
    if chance.happens(0.07):
        document["Version"] = "2008-10-17"
    elif chance.happens(0.07):
        del document["Version"]
    if len(statements) == 1 and chance.happens(0.3):
        document["Statement"] = statements[0]
    if chance.happens(0.05):
        document["Id"] = "some-id"
    return document


def _statement(chance: _Chance, kind: str) -> dict[str, Any]:
    effect = "Deny" if kind == "rcp" or chance.happens(0.45) else "Allow"
    statement: dict[str, Any] = {"Effect": effect}
    if chance.happens(0.3):
        statement["Sid"] = chance.one(("DenyWithoutMFA", "AllowSelf", "Statement1", ""))
    statement[chance.one(("Action", "Action", "Action", "NotAction"))] = chance.one_or_list(
        ACTION_PATTERNS, 4
    )
    if kind == "rcp":
        statement["Principal"] = "*"
    if kind == "resource":
        statement.update(_principal(chance, effect))
    if kind != "resource" or chance.happens(0.7):
        statement[chance.one(("Resource",) * 5 + ("NotResource",))] = chance.one_or_list(RESOURCE_PATTERNS)
    if chance.happens(0.6):
        statement["Condition"] = _condition(chance)
    return statement


def _principal(chance: _Chance, effect: str) -> dict[str, Any]:
    if effect == "Deny" and chance.happens(0.1):
        return {"NotPrincipal": {"AWS": chance.some(AWS_PRINCIPALS, 3)}}
    form = chance.dice.randint(0, 9)
    if form < 3:
        return {"Principal": "*"}
    if form < 8:
        return {"Principal": {"AWS": chance.one_or_list(AWS_PRINCIPALS)}}
    if form == 8:
        services = ("lambda.amazonaws.com", "ec2.amazonaws.com")
        return {
            "Principal": {
                "Service": chance.one_or_list(services),
                "AWS": chance.one(AWS_PRINCIPALS),
            }
        }
    return {"Principal": {"Federated": f"arn:aws:iam::{HOME}:saml-provider/Okta"}}


def _condition(chance: _Chance) -> dict[str, Any]:
    condition: dict[str, Any] = {}
    for _ in range(chance.one((1, 1, 1, 2, 2, 3))):
        operator, key, value = _clause(chance)
        condition.setdefault(operator, {})[key] = value
    if chance.happens(0.01):
        condition[chance.one(("Bool", "StringEquals", "Boolean"))] = {}
    if chance.happens(0.003):
        condition[chance.one(BAD_OPERATORS)] = {FLAG: "false"}
    return condition


def _clause(chance: _Chance) -> tuple[str, str, Json]:
    """Return an operator, a key and values: of one kind mostly, about MFA more often than not."""
    if chance.happens(0.5):
        operator, key, values = _mfa_clause(chance)
    else:
        operator, key, values = _other_clause(chance)
    if chance.happens(0.03):
        key = chance.one((*TEXT_KEYS, *SET_KEYS, FLAG, AGE, "aws:SourceIp", *TIME_KEYS))
    value: Any = chance.one(values) if chance.happens(0.7) else chance.some(values, 3)
    if chance.happens(0.02):
        value = []
    elif chance.happens(0.05) and operator != "Null":
        value = chance.one_or_list(VARIABLES, 2)
    return _qualified(chance, operator), _cased(chance, key), value


def _mfa_clause(chance: _Chance) -> tuple[str, str, Sequence[Json]]:
    form = chance.dice.randint(0, 9)
    if form < 6:
        return "Bool", FLAG, ("true", "false", "false", True, False, "yes")
    if form == 6:
        return "Null", chance.one((FLAG, AGE)), ("true", "false", True, False)
    if form == 7:
        return "StringEquals", FLAG, ("true", "false", True)
    if form == 8:
        return chance.one(NUMERIC_OPERATORS), AGE, ("3600", 3600, "900", 900.0, "0", *NUMBERS)
    return "Bool", VIA, ("true", "false", False)


def _other_clause(chance: _Chance) -> tuple[str, str, Sequence[Json]]:
    operator = chance.one(OPERATORS)
    keys, values = next((keys, values) for start, keys, values in FAMILIES if operator.startswith(start))
    return operator, chance.one(keys), values


def _qualified(chance: _Chance, operator: str) -> str:
    if operator != "Null" and chance.happens(0.35):
        operator += "IfExists"
    if chance.happens(0.2):
        operator = chance.one(("ForAllValues:", "ForAnyValue:")) + operator
    return operator


def _spoil(chance: _Chance, policies: dict[str, Any]) -> None:
    """Make one statement of the policies invalid."""
    documents = [
        *policies["identity"],
        policies["resource"],
        *(policies["boundary"] or []),
        *(policies["session"] or []),
    ]
    document = chance.one([one for one in documents if one] or [_everything()])
    statement = document["Statement"]
    if isinstance(statement, list):
        statement = chance.one(statement)
    spoiled: dict[str, Any] = chance.one(
        (
            {"Effect": "allow"},
            {"Effect": "Permit"},
            {"Conditions": {}},
            {"Condition": []},
            {"Condition": {"Bool": {FLAG: None}}},
            {"Condition": {"Bool": {FLAG: {"a": "b"}}}},
            {"Condition": {"Boolean": {FLAG: "true"}}},
            {"Action": 1},
            {"Action": "s3:*", "NotAction": "iam:*"},
            {"Resource": None},
            {"Principal": {"Aws": HOME}},
            {"NotPrincipal": {"AWS": HOME}},
        )
    )
    statement.update(spoiled)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print generated cases, one a line."""
    parser = argparse.ArgumentParser(description="Generated cases for `mfagate simulate`, one a line.")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--groups", action="store_true", help="one input of data.iam.answers a line instead")
    options = parser.parse_args(arguments)
    if options.groups:
        lines: Iterator[str] = (json.dumps(one.question()) for one in groups(options.cases, options.seed))
    else:
        lines = simulate_lines(options.cases, options.seed)
    for line in lines:
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
