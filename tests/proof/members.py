"""Random members of the request space of a subject, made without the proof's own notion of classes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

_TEXTS = ["x", "Report-7", "alice", "ops", "mfa", "admin", "a-b.c_d", "prod-1"]
_REGIONS = ["eu-west-1", "us-east-1", "us-west-2", "ap-south-1"]


class Space:
    """The actions of the catalogue with what each is asked on, and the texts that a subject names."""

    def __init__(self, data: Mapping[str, Any], subject: Mapping[str, Any]) -> None:
        """Take the package's data and `input.subject`."""
        self._account = str(subject["account"])
        self.asked_on: dict[str, list[str]] = {}
        for service, entry in data["actions"]["services"].items():
            for group in entry["groups"]:
                for name in group["names"].split("\n"):
                    self.asked_on[f"{service}:{name}"] = [entry["arns"][number] for number in group["on"]]
        named = re.findall(r'"(arn:[^"]*)"', json.dumps(subject["policies"]))
        self._tails = [arn.split(":", 5)[5] for arn in named if arn.count(":") >= 5]
        prefixes = set(re.findall(r'"([a-z0-9-]+):[A-Za-z*?]+"', json.dumps(subject["policies"])))
        self._near = [action for action in self.asked_on if action.split(":")[0] in prefixes | {"iam", "sts"}]
        self._all = list(self.asked_on)

    def request(self, random: Random) -> tuple[str, str]:
        """Return an action and a resource that it can be asked on."""
        action = random.choice(self._near if random.random() < 0.8 else self._all)
        return action, self._resource(random, random.choice(self.asked_on[action]))

    def _resource(self, random: Random, template: str) -> str:
        if template == "*":
            return "*"
        filled = template.replace("{account}", self._account).replace("{region}", random.choice(_REGIONS))
        head, tail = filled.rsplit(":", filled.count(":") - 4)[0], filled.split(":", 5)[5]
        named = [self._text(random, one) for one in self._tails if self._fits(one, tail)]
        fits = [one for one in named if self._is_of(one, tail)]
        if fits and random.random() < 0.6:
            return f"{head}:{random.choice(fits)}"
        return f"{head}:{self._text(random, tail)}"

    def _fits(self, pattern: str, tail: str) -> bool:
        return pattern.split("/", maxsplit=1)[0] in {tail.split("/", maxsplit=1)[0], "*"} or tail.startswith(
            ("*", "{")
        )

    def _is_of(self, text: str, tail: str) -> bool:
        form = re.escape(tail).replace(r"\*", ".+").replace(r"\{bucket\}", "[^/]+")
        return re.fullmatch(form, text) is not None

    def _text(self, random: Random, pattern: str) -> str:
        text = re.sub(r"\$\{[^}]*\}", "alice", pattern)
        return re.sub(r"\*|\?|\{bucket\}", lambda _: random.choice(_TEXTS), text)


def column(action: str, exempt: set[str]) -> str:
    """Return the column of the posture that an action belongs to, as docs/explanation/proof.md has it."""
    low = action.lower()
    if low in exempt:
        return "exempt"
    return "identity" if low.startswith("iam:") or low == "sts:getfederationtoken" else "services"
