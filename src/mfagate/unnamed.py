"""Policies that stand beside those that a config names, and that none of its subjects names.

A gate that judges named files says nothing of a file that was added beside them; this says that it does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.findings import Finding, fingerprint
from mfagate.paths import displayed
from mfagate.reported import reported
from mfagate.starting import policies_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.config import Config

_RULE = "unnamed-policy"


def unnamed_policies(config: Config) -> list[Finding]:
    """Return a finding for every policy in the folders of a config's subjects that no subject names."""
    named = {Path(file).resolve() for subject in config.subjects for file in subject.files}
    folders = sorted({path.parent for path in named})
    return [_finding(path, config) for path in _beside(folders) if path.resolve() not in named]


def _beside(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from policies_beside(folder)


def _finding(path: Path, config: Config) -> Finding:
    told = reported(_RULE)
    file = displayed(path)
    source = displayed(config.path) if config.path else "the config"
    return Finding(
        rule=_RULE,
        severity=told["severity"],
        message=f"no subject of {source} names this policy, so it was not judged",
        remedy=told["remedy"],
        file=file,
        line=1,
        column=1,
        fingerprint=fingerprint(_RULE, path.name),
    )
