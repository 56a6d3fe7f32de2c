"""What `init` writes beside the config: whatever runs `mfagate check` before a merge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mfagate import __version__
from mfagate.starting._config import config_text
from mfagate.starting._scenarios import FILE, scenarios_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mfagate.starting._propose import Proposal

_VERSION = f"mfagate=={__version__}"

_TOX = f"""\
[tox]
env_list = mfagate

[testenv:mfagate]
description = the policies require MFA where they should, and nowhere else
skip_install = true
deps = {_VERSION}
pass_env =
    DOCKER_*
    MFAGATE_*
    OPA_*
commands = mfagate check {{posargs}}
"""

_PRE_COMMIT = f"""\
repos:
  - repo: local
    hooks:
      - id: mfagate
        name: mfagate check
        entry: mfagate check
        language: python
        additional_dependencies: ["{_VERSION}"]
        files: \\.(json|ya?ml)$
        pass_filenames: false
"""

_GITHUB = f"""\
name: mfagate
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install {_VERSION}
      - run: mfagate check
"""

_GITLAB = f"""\
mfagate:
  image: python:3.12-slim
  script:
    - pip install {_VERSION}
    - mfagate check
"""


@dataclass(frozen=True)
class NewFile:
    """A file to write: its path from the root with `/`, and its text."""

    path: str
    text: str


EXTRAS = {
    "tox": NewFile("tox.ini", _TOX),
    "pre-commit": NewFile(".pre-commit-config.yaml", _PRE_COMMIT),
    "github": NewFile(".github/workflows/mfagate.yml", _GITHUB),
    "gitlab": NewFile(".gitlab-ci.yml", _GITLAB),
}

# What shows that a repository uses the thing; tox goes everywhere.
_SIGNS = {"pre-commit": ".pre-commit-config.yaml", "github": ".github", "gitlab": ".gitlab-ci.yml"}


def fitting(root: Path) -> list[str]:
    """Return the extras that fit a repository."""
    return ["tox", *(name for name, sign in _SIGNS.items() if (root / sign).exists())]


def files_for(
    root: Path, proposal: Proposal, account: str | None, extras: Iterable[str] | None
) -> list[NewFile]:
    """Return the files to write: the config first, then `extras` (names in EXTRAS), or those that fit."""
    scenarios = scenarios_text(proposal)
    config = NewFile("mfagate.yaml", config_text(proposal, account, FILE if scenarios else None))
    chosen = fitting(root) if extras is None else list(extras)
    return [
        config,
        *([NewFile(FILE, scenarios)] if scenarios else []),
        *(EXTRAS[name] for name in EXTRAS if name in chosen),
    ]
