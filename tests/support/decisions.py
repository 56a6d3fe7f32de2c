"""How the tests ask an engine for `data.iam.answers`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.engines import open_engine
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.engines import Engine


def opened(name: str) -> Engine:
    """Return the engine `name` with the rules of `rego/iam` alone: no other room's fault shows."""
    engine = open_engine(name)
    modules, data = shipped_suite()
    iam = {path: text for path, text in modules.items() if path.startswith("iam/")}
    engine.load(iam, {key: value for key, value in data.items() if key == "iam"})
    return engine


def answers(
    engine: Engine,
    policies: Mapping[str, Any],
    requests: Sequence[Mapping[str, Any]],
    assumptions: Mapping[str, str] | None = None,
    *,
    explain: bool = False,
) -> list[Any]:
    """Return the answer to each request under one set of policies.

    Raises:
        TypeError: there is not one answer for each request.

    """
    question = {
        "policies": policies,
        "requests": list(requests),
        "assumptions": assumptions or {},
        "explain": explain,
    }
    found = engine.query("iam/answers", question)
    if not isinstance(found, list) or len(found) != len(requests):
        raise TypeError(f"{len(requests)} requests have no such answers: {found!r}")
    return found
