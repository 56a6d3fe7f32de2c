"""Policies that stand beside those that a config names, and that none of its subjects names.

A gate that judges named files says nothing of a file that was added beside them; this says that it does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.findings.model import Finding, fingerprint
from mfagate.parsing.files import displayed
from mfagate.scaffold import Found, policies_beside
from mfagate.suite.rule_catalogue import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.config import Config
    from mfagate.scaffold import Container

_RULE = "unnamed-policy"


def unnamed_policies(config: Config) -> list[Finding]:
    """Return a finding for every policy in the folders of a config's subjects that no subject names."""
    named = {Path(file).resolve() for subject in config.subjects for file in subject.files}
    folders = sorted({path.parent for path in named})
    return [
        _finding(path, one, config) for path, one in _beside(folders, config) if path.resolve() not in named
    ]


def _beside(folders: list[Path], config: Config) -> Iterator[tuple[Path, Found | Container]]:
    root = (config.path or Path()).parent.resolve()
    for folder in folders:
        yield from policies_beside(folder, root)


def _finding(path: Path, one: Found | Container, config: Config) -> Finding:
    metadata = metadata_of(_RULE)
    file = displayed(path)
    source = displayed(config.path) if config.path else "the config"
    return Finding(
        rule=_RULE,
        severity="warning" if isinstance(one, Found) and one.is_mere_limit else metadata["severity"],
        message=f"no subject of {source} names this policy, so it was not judged",
        remedy=metadata["remedy"],
        file=file,
        line=1,
        column=1,
        fingerprint=fingerprint(_RULE, path.name),
    )
