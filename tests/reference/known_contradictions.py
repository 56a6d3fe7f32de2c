"""Policies that a proof judged wrongly once: the proof does not make the claim again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

GUARD = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
EMPTY: dict[str, Any] = {"resource": None, "boundary": None, "session": None, "scp": None, "rcp": None}


@dataclass(frozen=True)
class Known:
    """A policy set with a cell that is contradicted."""

    name: str
    row: str
    column: str
    state: str
    policies: dict[str, Any]


def known(entry: dict[str, Any]) -> Known:
    """Read an entry of the file: statements of an identity policy, and other layers."""
    policies = {"identity": [_document(entry["statements"])], **EMPTY}
    for layer, documents in entry.get("layers", {}).items():
        policies[layer] = _versioned(documents)
    row, column, state = entry["cell"]
    return Known(entry["name"], row, column, state, policies)


def _document(statements: list[Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": statements}


def _versioned(documents: Any) -> Any:  # noqa: ANN401 - documents, or levels of them
    if isinstance(documents, list):
        return [_versioned(one) for one in documents]
    return _document(documents["Statement"])


_FILE = Path(__file__).with_suffix(".yaml")
KNOWN = tuple(map(known, yaml.safe_load(_FILE.read_text(encoding="utf-8"))))
