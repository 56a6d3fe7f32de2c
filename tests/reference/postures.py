"""Policy sets for the proof: a grant, a guard that asks for MFA, and what interacts with them."""

from __future__ import annotations

from typing import Any

from reference.catalogue import ACTIONS
from reference.generate import FULL, Maker
from reference.vocabulary import HOME, VALUES

_FILLS = {
    "account": HOME,
    "bucket": "data",
    "key": "alpha/x",
    "name": "alice",
    "path": "",
    "region": "eu-west-1",
}
RESOURCES = {
    action.name: [template.format(**_FILLS, group="/aws/alpha") for template in action.templates]
    for action in ACTIONS
}
KEYS = {
    "string": [
        "aws:PrincipalTag/team",
        "aws:PrincipalTag/team",
        "aws:ResourceTag/team",
        "aws:username",
        "aws:PrincipalOrgID",
        "aws:userid",
        "aws:SourceIdentity",
    ],
    "set": ["aws:TagKeys"],
    "bool": ["aws:ViaAWSService", "aws:SecureTransport"],
    "number": ["aws:MultiFactorAuthAge"],
    "date": ["aws:CurrentTime"],
    "address": ["aws:SourceIp"],
    "arn": ["aws:PrincipalArn"],
}
_VARIABLES = [
    "${aws:username}",
    "${aws:PrincipalTag/team}",
    "${aws:PrincipalTag/team, 'alpha'}",
    "${aws:PrincipalOrgID}",
    "${aws:userid}",
    "${aws:SourceIdentity}",
]
GUARDS: list[dict[str, Any]] = [
    {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
    {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
    {"Bool": {"aws:MultiFactorAuthPresent": "false"}},
    {"Null": {"aws:MultiFactorAuthAge": "true"}},
    {"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}},
]
ASKS: list[dict[str, Any]] = [
    {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}},
]
_ODD = ("Straße", "${}", "*", "", "many", "soon", "yes")


class PostureMaker(Maker):
    """Makes the policies of a user: more alike to real ones than those of `Maker`."""

    def __init__(self, seed: str) -> None:
        """Draw the focus."""
        super().__init__(seed)
        draw = self.random
        self.resources = RESOURCES
        self.actions = draw.sample(sorted(RESOURCES), draw.randint(1, 2))
        kinds = draw.sample(sorted(KEYS), 1)
        self.keys = [(kind, draw.choice(KEYS[kind])) for kind in [*kinds, "string"]]
        self.variables = draw.sample(_VARIABLES, draw.choice([1, 1, 2]))
        self.caller = f"arn:aws:iam::{HOME}:user/alice"

    def policies(self) -> dict[str, Any]:
        """Make the policies."""
        grants = [self._statement("identity", "Allow") for _ in range(self.random.choice([1, 1, 2]))]
        if self._chance(0.4):
            grants[0] = {"Effect": "Allow", "Action": "*", "Resource": "*"}
        guard = [self._statement("identity", "Deny") for _ in range(self.random.choice([1, 1, 2]))]
        document = {"Version": "2012-10-17", "Statement": [*grants, *guard]}
        bound = {"Version": "2012-10-17", "Statement": [self._statement("boundary", "Allow")]}
        scp = {"Version": "2012-10-17", "Statement": [self._statement("scp", "Deny")]}
        return {
            "identity": [document],
            "resource": None,
            "boundary": [bound] if self._chance(0.2) else None,
            "session": None,
            "scp": [[FULL, scp]] if self._chance(0.2) else None,
            "rcp": None,
        }

    def _statement(self, layer: str, effect: str = "Allow") -> dict[str, Any]:
        statement = {**super()._statement(layer), "Effect": effect}
        condition = statement.pop("Condition", {}) if self._chance(0.8) else {}
        if self._chance(0.8 if effect == "Deny" else 0.3):
            for operator, keys in self.random.choice(GUARDS if effect == "Deny" else ASKS).items():
                condition = {**condition, operator: {**condition.get(operator, {}), **keys}}
        return {**statement, "Condition": condition} if condition else statement

    def _action_pattern(self) -> str:
        chosen = self.random.choice(self.actions)
        return self.random.choice([chosen, chosen, chosen.split(":")[0] + ":*", "*"])

    def _text_pattern(self, text: str, *, words: bool = False) -> str:
        """Make a text less definite; sometimes a variable stands beside a word."""
        made = super()._text_pattern(text, words=words)
        if self._chance(0.1) and made == text:
            return f"{text}-{self.random.choice(self.variables)}"
        return made

    def _wanted(self, operator: str, kind: str) -> Any:  # noqa: ANN401
        wanted = super()._wanted(operator, kind)
        values = wanted if isinstance(wanted, list) else [wanted]
        return wanted if values and not set(map(str, values)) & set(_ODD) else VALUES[kind][0]


def policy_set(seed: int, index: int) -> dict[str, Any]:
    """Return the policies of subject number `index` of a seed."""
    return PostureMaker(f"posture/{seed}/{index}").policies()
