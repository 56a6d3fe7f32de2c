"""Requests of a row of the posture, drawn near what the policies name."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from reference.candidates import SET_KEYS, TIMES, Candidates, candidates
from reference.catalogue import ACTIONS, Action, is_resource_of, may_carry
from reference.context import Context
from reference.operators import date
from reference.patterns import expanded, like, plain
from reference.rows import AGE, FIXED, PRESENT, Row, Who, flag_keys, identity_keys, principal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DEFAULTS = {"region": ["eu-west-1", "us-east-1"], "path": ["", "", "staff/"], "group": ["/aws/lambda/f"]}
_NAME = re.compile(r"[A-Za-z0-9+=,.@_-]{2,64}")
_PATH = re.compile(r":user/((?:[\w+=,.@-]+/)+)")
_NOW = datetime(2026, 1, 15, 12, tzinfo=timezone.utc)
_FIXED = {key.lower() for key in FIXED}
_NAMES = ("aws:username", "aws:userid", "aws:PrincipalArn")


class Sampler:
    """Draws requests near a policy set."""

    def __init__(self, policies: Mapping[str, Any], account: str, random: Random) -> None:
        """Collect what the policies name."""
        self.near: Candidates = candidates(policies)
        self.account = account
        self.random = random
        self.names = [word for word in self.near.words if _NAME.fullmatch(word)]
        named = [one for one in ACTIONS if any(one.name.lower() == p.lower() for p in self.near.actions)]
        matched = [
            one for one in ACTIONS if any(like(plain(p.lower()), one.name.lower()) for p in self.near.actions)
        ]
        self.actions = [*ACTIONS, *named * 6, *matched * 2]
        ages = self.near.values.get(AGE, [])
        self.ages = [age for age in ages if not age.startswith("-")] or ["5"]

    def request(self, row: Row) -> tuple[Action, dict[str, Any]] | None:
        """Draw a request of a row; None if what was drawn is no request."""
        action = self.random.choice(self.actions)
        who = self._who(row)
        brought = identity_keys(row, who)
        context = {
            **self._context(action, [str(brought[key]) for key in _NAMES if key in brought]),
            **brought,
        }
        context.update(flag_keys(row.flag, self.random.choice([*self.ages, "5"])))
        resource = self._resource(action, context)
        if resource is None:
            return None
        if _is_namesake(row, who, resource):
            return None
        segments = resource.split(":")
        owner = segments[4] if len(segments) > 4 and segments[4] else self.account
        if len(segments) > 4 and segments[3] and self._wants("aws:RequestedRegion"):
            context["aws:RequestedRegion"] = segments[3]
        if self._wants("aws:ResourceAccount"):
            context["aws:ResourceAccount"] = owner
        return action, {
            "principal": principal(row, who),
            "action": action.name,
            "resource": resource,
            "resource_account": owner,
            "context": context,
        }

    def _wants(self, key: str) -> bool:
        return key.lower() in (name.lower() for name in self.near.values)

    def _who(self, row: Row) -> Who:
        names = [name for name in self._values("aws:username") if _NAME.fullmatch(name)]
        arns = [value.split("/")[-1] for value in self._values("aws:PrincipalArn") if "/" in value]
        pool = ["alice", *names * 3, *(name for name in arns if _NAME.fullmatch(name)), *self.names]
        ids = [value.rpartition(":")[2] for value in self._values("aws:userid")] if row.kind != "user" else []
        sessions = ["alice", *(name for name in ids * 3 if _NAME.fullmatch(name)), *self.names]
        near = [*self.near.resources, *self._values("aws:PrincipalArn")]
        paths = ["", "", *(path for text in near for path in _PATH.findall(text))]
        names = [self.random.choice(pool), self.random.choice(sessions), self.random.choice(paths)]
        return Who(self.account, *names)

    def _values(self, key: str) -> list[str]:
        return next((found for name, found in self.near.values.items() if name.lower() == key.lower()), [])

    def _context(self, action: Action, brought: list[str]) -> dict[str, Any]:
        context: dict[str, Any] = {}
        shared = self.random.choice([*self.near.words, *brought])
        for key, values in self.near.values.items():
            if key.lower() in _FIXED or not may_carry(action, key):
                continue
            needed = key.lower() in ("aws:securetransport", "aws:requestedregion")
            if not needed and self.random.random() < 0.25:
                continue
            pool = [*values * 2, shared, self.random.choice(self.near.words)]
            value = self.random.choice(pool if not needed else values or ["eu-west-1"])
            several = key.lower() in SET_KEYS and self.random.random() < 0.6
            context[key] = self.random.sample(pool, 2) if several else value
        context.update(self._times())
        return context

    def _times(self) -> dict[str, str]:
        if not any(map(self._wants, TIMES)):
            return {}
        named = [
            seconds for key in TIMES for text in self._values(key) if (seconds := date(text)) is not None
        ]
        base = float(self.random.choice(named)) if named else _NOW.timestamp()
        moment = int(base) + self.random.choice([-1, 0, 1])
        text = datetime.fromtimestamp(moment, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        return {"aws:CurrentTime": text, "aws:EpochTime": str(moment)}

    def _resource(self, action: Action, context: dict[str, Any]) -> str | None:
        if action.templates == ("*",):
            return "*"
        read = Context.of(context)
        for _ in range(8):
            found = (
                self._of_pattern(read, action)
                if self.near.resources and self.random.random() < 0.7
                else self._of_template(action)
            )
            if found and is_resource_of(action, found, self.account):
                return found
        return None

    def _of_template(self, action: Action) -> str:
        template = self.random.choice(action.templates)

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name == "account":
                return self.account
            return self.random.choice(
                [*_DEFAULTS.get(name, []), *([] if name == "region" else self.near.words)]
            )

        return _PLACEHOLDER.sub(fill, template)

    def _of_pattern(self, context: Context, action: Action) -> str | None:
        """Make a resource that a pattern means; segments that are all `*` are taken from the action's own."""
        chosen = self.random.choice(self.near.resources)
        if chosen == "*":
            return self._of_template(action)
        own = self._of_template(action).split(":", 5)
        parts = chosen.split(":", 5)
        if len(parts) < 6:
            parts = [*parts, *own[len(parts) :]]
        pattern = expanded(parts[5], context, variables=True)
        if pattern is None:
            return None
        head = [
            mine if "*" in part else part.replace("?", "4")
            for part, mine in zip(parts[:5], own, strict=False)
        ]
        fills = ["", "x", *self.near.words, "log-stream:s"]
        rest = "".join(
            char if not wild else (self.random.choice(fills) if char == "*" else self.random.choice("qx47"))
            for char, wild in pattern
        )
        return ":".join([*head, rest])


def _is_namesake(row: Row, who: Who, resource: str) -> bool:
    """Tell whether a resource is a user of the caller's name and another path: there is no such user."""
    _, mark, user = resource.partition(f"::{who.account}:user/")
    return row.kind == "user" and bool(mark) and user.split("/")[-1] == who.name and resource != who.user


def with_flag(request: Mapping[str, Any], flag: Mapping[str, str]) -> dict[str, Any]:
    """Return a request with another state of the MFA flag."""
    context = {key: value for key, value in request["context"].items() if key not in (PRESENT, AGE)}
    return {**request, "context": {**context, **flag}}
