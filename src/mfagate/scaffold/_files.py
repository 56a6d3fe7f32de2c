"""What `init` writes: the config, and what runs the check before a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.scaffold._config import config_text
from mfagate.scaffold._extras import EXTRAS, NewFile
from mfagate.scaffold._pip_requirement import own_requirement
from mfagate.scaffold._scenarios import FILE, scenarios_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mfagate.scaffold._pip_requirement import Requirement
    from mfagate.scaffold._proposal import Proposal

# What shows that a repository uses the thing; tox goes everywhere.
_SIGNS = {"pre-commit": ".pre-commit-config.yaml", "github": ".github", "gitlab": ".gitlab-ci.yml"}


def fitting(root: Path) -> list[str]:
    """Return the extras that fit a repository."""
    return ["tox", *(name for name, sign in _SIGNS.items() if (root / sign).exists())]


def files_for(
    root: Path,
    proposal: Proposal,
    account: str | None,
    extras: Iterable[str] | None,
    needed: Requirement | None = None,
) -> list[NewFile]:
    """Return the files to write: the config first, then `extras` (names in EXTRAS), or those that fit.

    `needed` is what they install; None is the mfagate that runs here.
    """
    scenarios = scenarios_text(proposal)
    text = config_text(
        proposal, account, FILE if scenarios else None, lambda pattern: _matched(root, pattern)
    )
    config = NewFile("mfagate.yaml", text)
    chosen = fitting(root) if extras is None else list(extras)
    installs = needed or own_requirement()
    return [
        config,
        *([NewFile(FILE, scenarios)] if scenarios else []),
        *(make(installs) for name, make in EXTRAS.items() if name in chosen),
    ]


def _matched(root: Path, pattern: str) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.glob(pattern) if path.is_file()}
