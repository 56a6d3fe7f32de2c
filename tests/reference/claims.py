"""What the proof claims of subjects: the cells of those of which it says that it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.suite.inference import named_user
from reference.candidates import documents
from reference.counterexamples import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.engines import Engine

ALLOW_ALL: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
}
ACCOUNT = "111122223333"


def claims(engine: Engine, subjects: Mapping[str, Mapping[str, Any]]) -> Iterator[Claim]:
    """Give what the proof claims of policy sets, by name, where it is complete."""
    for name, policies in subjects.items():
        posture = engine.query("reference/posture/claim", _question(name, policies))
        if posture is not None:
            yield Claim(name, policies, ACCOUNT, posture)


def _question(name: str, policies: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `check` asks about a subject of these policies alone."""
    subject = {
        "name": name,
        "kind": "identity",
        "account": ACCOUNT,
        "user": named_user(documents(policies)),
        "sample_user": True,
        "profile": "strict",
        "policies": dict(policies),
        "assume": "nothing",
    }
    return {"subject": subject, "assumptions": {}}
