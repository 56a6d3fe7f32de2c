"""Files beside the config that run `mfagate check` before a merge, with the mfagate that runs here."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mfagate import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from mfagate.scaffold._pip_requirement import Requirement


@dataclass(frozen=True)
class NewFile:
    """A file to write: its path from the root with `/`, and its text.

    `part` is what goes into a file of that name that is there already, where that is less than the text.
    """

    path: str
    text: str
    part: str = ""


_PUT = f"mfagate=={__version__} from a package index, or mfagate @ git+https://HOST/PATH@COMMIT"


_HERE = "This path exists only where `mfagate init` ran. For CI and other machines, write"
# Where the path was left out, since a runner never has it.
_CHANGE = "CHANGE THIS: `mfagate init` ran from a local copy of mfagate. Write"


def _comment(indent: str, needed: Requirement, why: str) -> str:
    """Say what has to be changed for other machines, where anything has."""
    if needed.is_local:
        return f"{indent}# {why}\n{indent}# {_PUT}\n"
    return f"{indent}# pip needs an SSH key for this host.\n" if "+ssh://" in needed.text else ""


def _tox(needed: Requirement) -> NewFile:
    escaped = needed.text.replace("#", "\\#")  # tox takes the rest of a line for a comment
    section = f"""\
[testenv:mfagate]
description = the policies require MFA where they should, and nowhere else
skip_install = true
deps =
{_comment("    ", needed, _HERE)}    {escaped}
pass_env =
    DOCKER_*
    MFAGATE_*
    OPA_*
commands = mfagate check {{posargs}}
"""
    return NewFile("tox.ini", f"[tox]\nrequires = tox>=4\nenv_list = mfagate\n\n{section}", section)


def _pre_commit(needed: Requirement) -> NewFile:
    hook = f"""\
  - repo: local
    hooks:
      - id: mfagate
        name: mfagate check
        entry: mfagate check
        language: python
{_comment("        ", needed, _HERE)}        additional_dependencies: [{json.dumps(needed.text)}]
        files: \\.(json|ya?ml|toml|rego)$
        pass_filenames: false
"""
    return NewFile(".pre-commit-config.yaml", f"repos:\n{hook}", hook)


def _github(needed: Requirement) -> NewFile:
    text = f"""\
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
{_comment("      ", needed, _CHANGE)}      - run: pip install {shlex.quote(needed.elsewhere)}
      - run: mfagate check
"""
    return NewFile(".github/workflows/mfagate.yml", text)


def _gitlab(needed: Requirement) -> NewFile:
    slim = "" if needed.needs and not needed.is_local else "-slim"  # which has no git
    text = f"""\
mfagate:
  image: python:3.12{slim}
  script:
{_comment("    ", needed, _CHANGE)}    - pip install {shlex.quote(needed.elsewhere)}
    - mfagate check
"""
    return NewFile(".gitlab-ci.yml", text)


EXTRAS: dict[str, Callable[[Requirement], NewFile]] = {
    "tox": _tox,
    "pre-commit": _pre_commit,
    "github": _github,
    "gitlab": _gitlab,
}
"""What can be written beside the config, by name."""
