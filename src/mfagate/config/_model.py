"""What a repository says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mfagate.subjects import DEFAULT_PROFILE, DEFAULT_USER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mfagate.positions import Located
    from mfagate.subjects import Subject


@dataclass(frozen=True)
class Config:
    """What a repository says about itself; paths are resolved, and None where there is no file."""

    path: Path | None = None
    engine: str = "auto"
    profile: str = DEFAULT_PROFILE
    account: str = ""
    user: str = DEFAULT_USER
    scenarios: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    assumptions: Mapping[str, str] = field(default_factory=dict)
    account_facts: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    located: Located | None = field(default=None, compare=False, repr=False)
