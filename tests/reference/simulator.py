"""Asks mfagate itself, in process: what `mfagate simulate` would answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mfagate.engines import open_engine
from mfagate.evaluation.queries import ask_answers
from mfagate.evaluation.simulation import BadLine, read_line
from mfagate.suite.suite import load_suite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.engines import Engine


def opened(name: str = "embedded") -> Engine:
    """Return an engine with the shipped rules."""
    engine = open_engine(name)
    load_suite(engine)
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
