"""What to give pip so that it installs the mfagate that runs here: as PEP 610 recorded it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from mfagate import __version__

_PINNED = f"mfagate=={__version__}"
_SAFE = re.compile(r"[A-Za-z0-9_.~/:@%+=&,!*()\[\]-]+")  # what needs no quotes in the files that it goes into


@dataclass(frozen=True)
class Requirement:
    """What pip installs; `is_local` where only this machine has it, `needs` the tool that fetches it."""

    text: str
    is_local: bool = False
    needs: str | None = None

    @property
    def elsewhere(self) -> str:
        """What a runner is given: the same, or the version that an index may have."""
        return _PINNED if self.is_local else self.text


def own_requirement() -> Requirement:
    """Return what installs this mfagate again: its version from an index, or what pip was given instead."""
    try:
        text = distribution("mfagate").read_text("direct_url.json")
    except PackageNotFoundError:
        return Requirement(_PINNED)
    return requirement_of(text)


def requirement_of(text: str | None) -> Requirement:
    """Return what a `direct_url.json` says; where there is none of use, an index is taken for it."""
    direct = _read(text)
    source, folder = direct.get("vcs_info"), direct.get("subdirectory")
    url = _safe(direct.get("url"))
    tail = f"#subdirectory={_safe(folder)}" if folder else ""
    if not url or tail.endswith("="):
        return Requirement(_PINNED)
    is_local = url.startswith("file:")
    if not isinstance(source, dict):
        return Requirement(f"mfagate @ {url}{tail}", is_local)
    tool, commit = _safe(source.get("vcs")), _safe(source.get("commit_id"))
    if not tool or not commit:
        return Requirement(_PINNED)
    if is_local:  # a pip that is not new takes `name @ URL` with a host only
        return Requirement(f"{tool}+{url}@{commit}#egg=mfagate{tail.replace('#', '&')}", is_local, tool)
    return Requirement(f"mfagate @ {tool}+{url}@{commit}{tail}", is_local, tool)


def _read(text: str | None) -> dict[str, Any]:
    try:
        direct = json.loads(text or "{}")
    except ValueError:
        return {}
    return direct if isinstance(direct, dict) else {}


def _safe(text: object) -> str:
    """Return a text that means itself in an ini file, in YAML and in a shell; none for any other."""
    return text if isinstance(text, str) and _SAFE.fullmatch(text) else ""
