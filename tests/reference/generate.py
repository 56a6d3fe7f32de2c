"""Policy sets and requests near them, from a seed.

Each subject has a small focus of actions, keys and variables that all its statements and requests share, so
that two constructs meet more often than they would by chance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from reference.vocabulary import (
    ACTION_PATTERNS,
    CALLERS,
    COMMON_VARIABLES,
    HOME,
    KEYS,
    ODD,
    OPERATORS,
    OTHER,
    PRINCIPAL_ELEMENTS,
    RANGES,
    RESOURCES,
    VALUES,
    VARIABLES,
)

FULL: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
}
FULL_RCP: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
}
_TEXTUAL = ("string", "set", "arn")


@dataclass
class Subject:
    """A generated set of policies, and requests near it."""

    policies: dict[str, Any]
    requests: list[dict[str, Any]] = field(default_factory=list)


class Maker:
    """Makes one subject: everything is drawn from one focus."""

    def __init__(self, seed: str) -> None:
        """Draw the focus."""
        self.random = Random(seed)  # noqa: S311 - repeatable; nothing is secret
        draw = self.random
        self.resources = RESOURCES
        self.actions = draw.sample(sorted(RESOURCES), draw.randint(1, 3))
        kinds = draw.sample(sorted(KEYS), draw.randint(1, 2))
        self.keys = [(kind, draw.choice(KEYS[kind])) for kind in [*kinds, "string", "bool"]]
        self.variables = [*draw.sample(VARIABLES, 2), draw.choice(COMMON_VARIABLES)]
        self.caller = draw.choice(CALLERS[self._caller_kind()])

    def subject(self, requests: int) -> Subject:
        """Make the subject with this many requests."""
        subject = Subject(self._policies())
        subject.requests = [self._request() for _ in range(requests)]
        return subject

    def _caller_kind(self) -> str:
        kinds = ["user"] * 6 + ["session"] * 5 + ["role"] * 2 + sorted(CALLERS)
        return self.random.choice(kinds)

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    # policies

    def _policies(self) -> dict[str, Any]:
        kind = next(kind for kind, arns in CALLERS.items() if self.caller in arns)
        attached = kind in ("user", "role", "session", "federated")
        sessions = kind in ("session", "federated")
        return {
            "identity": self._identity() if attached else [],
            "boundary": [self._document("boundary")] if attached and self._chance(0.25) else None,
            "session": [self._document("session")] if sessions and self._chance(0.5) else None,
            "resource": self._document("resource") if self._chance(0.5) else None,
            "scp": self._levels("scp", FULL) if self._chance(0.25) else None,
            "rcp": self._levels("rcp", FULL_RCP) if self._chance(0.2) else None,
        }

    def _identity(self) -> list[dict[str, Any]]:
        """Make the identity policies; often all is allowed, or nothing, so that the other layers decide."""
        if self._chance(0.15):
            return []
        made = [self._document("identity") for _ in range(self.random.randint(1, 2))]
        return [FULL, made[0]] if self._chance(0.3) else made

    def _levels(self, layer: str, full: dict[str, Any]) -> list[list[dict[str, Any]]]:
        levels = []
        for _ in range(self.random.randint(1, 2)):
            level = [self._document(layer)] if self._chance(0.8) else []
            with_full = not level or self._chance(0.6)
            levels.append([full, *level] if with_full else level)
        return levels

    def _document(self, layer: str) -> dict[str, Any]:
        count = self.random.randint(1, 3)
        body: dict[str, Any] = {"Statement": [self._statement(layer) for _ in range(count)]}
        version = self.random.choice(["2012-10-17"] * 8 + ["2008-10-17", ""])
        return {"Version": version, **body} if version else body

    def _statement(self, layer: str) -> dict[str, Any]:
        effect = "Deny" if layer == "rcp" else self.random.choice(["Allow", "Allow", "Deny"])
        statement: dict[str, Any] = {"Effect": effect}
        if layer == "rcp":
            statement["Principal"] = "*"
        elif layer == "resource":
            statement.update(self._principal(effect))
        sharp = self._sharp()
        name = "NotAction" if self._chance(0.15) and layer != "rcp" and "action" in sharp else "Action"
        statement[name] = self._one_or_more(self._action_pattern) if "action" in sharp else "*"
        if "resource" not in sharp:
            statement["Resource"] = "*"
        elif layer != "resource" or self._chance(0.8):
            name = "NotResource" if self._chance(0.2) else "Resource"
            statement[name] = self._one_or_more(lambda: self._resource_pattern(layer))
        if "condition" in sharp:
            statement["Condition"] = self._condition()
        return statement

    def _sharp(self) -> list[str]:
        """Choose the elements that can decide: where all are narrow, a statement seldom applies."""
        elements = ["action", "resource", "condition"]
        return self.random.sample(elements, self.random.choice([0, 1, 1, 1, 2, 3]))

    def _one_or_more(self, make: Any) -> Any:  # noqa: ANN401
        values = [make() for _ in range(self.random.choice([1, 1, 1, 2]))]
        return values[0] if len(values) == 1 and self._chance(0.5) else list(dict.fromkeys(values))

    def _principal(self, effect: str) -> dict[str, Any]:
        own = [entry for entry in PRINCIPAL_ELEMENTS if entry[1] == self.caller]
        pool = PRINCIPAL_ELEMENTS + own * 6
        chosen = [self.random.choice(pool) for _ in range(self.random.choice([1, 1, 2]))]
        if effect == "Deny" and self._chance(0.3):
            account = [("AWS", f"arn:aws:iam::{HOME}:root")] if self._chance(0.6) else []
            role = [("AWS", CALLERS["role"][0])] if self._chance(0.5) else []
            return {"NotPrincipal": _element([*own, *account, *role] or PRINCIPAL_ELEMENTS[2:3])}
        if ("AWS", "*") in chosen and self._chance(0.5):
            return {"Principal": "*"}
        return {"Principal": _element(chosen)}

    def _action_pattern(self) -> str:
        return self.random.choice([*self.actions, *self.actions, self.random.choice(ACTION_PATTERNS)])

    def _resource_pattern(self, layer: str) -> str:
        arn = self.random.choice(self.resources[self.random.choice(self.actions)])
        if arn == "*" or self._chance(0.25):
            return "*"
        if layer != "rcp" and self._chance(0.12):
            return self.random.choice(
                ["arn:aws:s3:*", "arn:aws:dynamodb:*:table/prod-*", "arn:aws:logs:eu-west-1:*"]
            )
        parts = arn.split(":", 5)
        if self._chance(0.3) and parts[3]:
            parts[3] = self.random.choice(["*", "eu-*", "us-east-1"])
        if self._chance(0.3) and parts[4]:
            parts[4] = self.random.choice(["*", HOME, OTHER, HOME[:-1] + "?", "11*"])
        parts[5] = self._text_pattern(parts[5], words=True)
        return ":".join(parts)

    def _text_pattern(self, text: str, *, words: bool = False) -> str:
        """Make a text less definite: wildcards, or a variable in place of a word."""
        way = self.random.choice(["same", "tail", "middle", "one", "variable", "variable"])
        head = text.rfind("/") + 1 if words else 0
        if way == "tail":
            return text[: self.random.randint(head, len(text))] + "*"
        if way == "middle" and len(text) > head:
            place = self.random.randint(head, len(text) - 1)
            return text[:place] + "*" + text[place + 1 :]
        if way == "one" and len(text) > head:
            place = self.random.randint(head, len(text) - 1)
            return text[:place] + "?" + text[place + 1 :]
        if way == "variable":
            variable = self.random.choice(self.variables)
            found = [word for word in ("alpha", "alice", "beta", "carol") if word in text]
            return text.replace(found[0], variable) if found else text[:head] + variable
        return text

    # conditions

    def _condition(self) -> dict[str, Any]:
        condition: dict[str, Any] = {}
        for _ in range(self.random.choice([1, 1, 2, 3])):
            kind, key = self.random.choice(self.keys)
            condition.setdefault(self._operator(kind), {})[key] = None
        for operator, keys in condition.items():
            for key in keys:
                kind = next(kind for kind, name in self.keys if name == key)
                keys[key] = self._wanted(operator, kind)
        return condition

    def _operator(self, kind: str) -> str:
        if self._chance(0.12):
            return self.random.choice(["Null"] * 4 + ["ForAllValues:Null", "ForAnyValue:Null"])
        other = "string" if kind in ("bool", "arn", "number") and self._chance(0.15) else kind
        qualifier = self.random.choice(["", "", "", "ForAllValues:", "ForAnyValue:"])
        if kind == "set" and self._chance(0.5):
            qualifier = self.random.choice(["ForAllValues:", "ForAnyValue:"])
        return qualifier + self.random.choice(OPERATORS[other]) + self.random.choice(["", "", "IfExists"])

    def _wanted(self, operator: str, kind: str) -> Any:  # noqa: ANN401
        if operator.endswith("Null"):
            return self.random.choice(["true", "false", True, False])
        if kind in RANGES and "String" not in operator:
            pool = RANGES[kind]
            return self._one_or_more(lambda: self.random.choice(pool))
        pool = [value for value in VALUES[kind] if value not in ("", "*", "${}")]
        if self._chance(0.02) and not operator.startswith("ForAnyValue:"):
            return []
        keep = "Arn" in operator
        pool = [value for value in pool if value.startswith("arn:")] if keep else pool
        return self._one_or_more(lambda: self._text_pattern(self.random.choice(pool), words=keep))

    # requests

    def _request(self) -> dict[str, Any]:
        action = self.random.choice(self.actions)
        resource = self.random.choice(self.resources[action])
        segments = resource.split(":", 5)
        owner = segments[4] if len(segments) == 6 and segments[4] else ""
        return {
            "principal": self.caller,
            "action": action,
            "resource": resource,
            "resource_account": owner or self.random.choice([HOME] * 4 + [OTHER]),
            "context": self._context(),
        }

    def _context(self) -> dict[str, Any]:
        context: dict[str, Any] = {}
        extra = ["aws:username", "aws:PrincipalTag/team", "aws:PrincipalOrgID", "aws:PrincipalArn"]
        named = [("arn" if key.endswith("Arn") else "string", key) for key in extra if self._chance(0.3)]
        for kind, key in [*named, *self.keys]:
            if self._chance(0.75):
                context[key] = self._value(kind)
        return context

    def _value(self, kind: str) -> Any:  # noqa: ANN401
        some = 0.6 if kind == "set" else 0.04
        if self._chance(some):
            values = [value for value in VALUES[kind] if value]
            return self.random.sample(values, min(len(values), self.random.choice([0, 1, 2, 2])))
        return self.random.choice([*VALUES[kind], *ODD.get(kind, [])])


def _element(chosen: list[tuple[str, str]]) -> dict[str, Any]:
    element: dict[str, Any] = {}
    for kind, value in chosen:
        element.setdefault(kind, [])
        if value not in element[kind]:
            element[kind].append(value)
    return {kind: values[0] if len(values) == 1 else values for kind, values in element.items()}


def subject(seed: int, index: int, requests: int = 4) -> Subject:
    """Return subject number `index` of a seed."""
    return Maker(f"{seed}/{index}").subject(requests)
