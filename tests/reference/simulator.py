"""Asks mfagate itself, in process: what `mfagate simulate` would answer, and what the proof claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.engines import open_engine
from mfagate.evaluation.queries import ask_answers
from mfagate.evaluation.simulation import BadLine, read_line
from mfagate.suite.suite import suite_with

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.engines import Engine

_POSTURE = Path(__file__).with_name("posture.rego")


def opened(name: str = "embedded") -> Engine:
    """Return an engine with the shipped rules, and with the question of the search beside them."""
    modules, data = suite_with().loaded()
    engine = open_engine(name)
    engine.load(modules.with_more({"reference/posture.rego": _POSTURE.read_text(encoding="utf-8")}), data)
    return engine


def simulated(
    engine: Engine,
    policies: Mapping[str, Any],
    requests: Sequence[Mapping[str, Any]],
    assumptions: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Return the answers of `simulate` to requests under the same policies."""
    for request in requests:
        line = read_line(json.dumps({"id": "x", "policies": policies, "request": request}).encode())
        assert not isinstance(line, BadLine), f"{line.where}: {line.message}"
    return ask_answers(engine, policies, list(requests), assumptions or {})
