"""What a repository says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError, UsageError
from mfagate.parsing.files import displayed
from mfagate.sources.defaults import DEFAULT_PROFILE
from mfagate.suite.shipped import shipped_suite
from mfagate.suite.suite import suite_with

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mfagate.parsing import Json, Located
    from mfagate.subjects.files import FileContents
    from mfagate.subjects.model import Subject
    from mfagate.suite.suite import Suite


@dataclass(frozen=True)
class Config:
    """What a repository says about itself; paths are resolved, and None where there is no file.

    `profiles` are its own, whole; `exempt` is None where the shipped exempt actions stand;
    `shipped_scenarios` are those of `scenarios` that were named as shipped; `locked` has what may not be
    changed, and by which file; `contents` is what the files of its inputs contain; `outer` are the files
    that it extends, by the names that people know.
    """

    path: Path | None = None
    engine: str = "auto"
    profile: str = DEFAULT_PROFILE
    account: str = ""
    user: str = ""
    scenarios: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    rule_places: Mapping[Path, str] = field(default_factory=dict, compare=False, repr=False)
    assumptions: Mapping[str, str] = field(default_factory=dict)
    account_facts: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Json] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    contents: tuple[FileContents, ...] = field(default=(), compare=False, repr=False)
    allow_empty: bool = False
    profiles: Mapping[str, Any] = field(default_factory=dict)
    exempt: tuple[str, ...] | None = None
    shipped_scenarios: frozenset[Path] = frozenset()
    locked: Mapping[str, str] = field(default_factory=dict)
    located: Located | None = field(default=None, compare=False, repr=False)
    outer: tuple[tuple[str, Located], ...] = field(default=(), compare=False, repr=False)

    def known_profiles(self) -> dict[str, Any]:
        """Return the shipped profiles and its own, by name."""
        return {**shipped_suite()[1]["mfa"]["profiles"]["by_name"], **self.profiles}

    def places(self, key: str) -> dict[str, str]:
        """Return where each entry of a map such as `assumptions` is set, as `file:line:column`."""
        found = {}
        own = [(displayed(self.path), self.located)] if self.path and self.located else []
        for display, located in [*self.outer, *own]:
            for name in located.value.get(key, {}):
                line, column = located.positions.key((key, name))
                found[name] = f"{display}:{line}:{column}"
        return found

    def require_unlocked(self, key: str, option: str) -> None:
        """Check that no config that this one extends locks a key that an option changes.

        Raises:
            UsageError: one does.

        """
        if key in self.locked:
            raise UsageError(f"{key} is locked by {self.locked[key]}; leave out {option}")

    def suite(self) -> Suite:
        """Return what an engine gets under this config.

        Raises:
            ConfigError: an own rule is not what it may be.
            EngineError: the package is incomplete.

        """
        for folder in self.rules:
            if not folder.is_dir() and folder in self.rule_places:
                place = self.rule_places[folder]
                raise ConfigError(
                    f"{place}: {displayed(folder)}: rules must name a folder of Rego files; "
                    f"there is no such folder"
                )
        return suite_with(self.rules, self.profiles, self.exempt)
