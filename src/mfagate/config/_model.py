"""What a repository says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.subjects import DEFAULT_PROFILE
from mfagate.suite import shipped_suite, suite_with

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mfagate.positions import Located
    from mfagate.subjects import Subject
    from mfagate.suite import Suite


@dataclass(frozen=True)
class Config:
    """What a repository says about itself; paths are resolved, and None where there is no file.

    `profiles` are its own, whole; `exempt` is None where the shipped exempt actions stand;
    `shipped_scenarios` are those of `scenarios` that were named as shipped; `locked` has what may not be
    changed, and by which file; `outer` are the files that it extends, by the names that people know.
    """

    path: Path | None = None
    engine: str = "auto"
    profile: str = DEFAULT_PROFILE
    account: str = ""
    user: str = ""
    scenarios: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    assumptions: Mapping[str, str] = field(default_factory=dict)
    account_facts: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    profiles: Mapping[str, Any] = field(default_factory=dict)
    exempt: tuple[str, ...] | None = None
    shipped_scenarios: frozenset[Path] = frozenset()
    locked: Mapping[str, str] = field(default_factory=dict)
    located: Located | None = field(default=None, compare=False, repr=False)
    outer: tuple[tuple[str, Located], ...] = field(default=(), compare=False, repr=False)

    def known_profiles(self) -> dict[str, Any]:
        """Return the shipped profiles and its own, by name."""
        return {**shipped_suite()[1]["mfa"]["profiles"], **self.profiles}

    def suite(self) -> Suite:
        """Return what an engine gets under this config.

        Raises:
            ConfigError: an own rule is not what it may be.
            EngineError: the package is incomplete.

        """
        return suite_with(self.rules, self.profiles, self.exempt)
