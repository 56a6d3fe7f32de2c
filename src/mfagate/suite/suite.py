"""What an engine gets: the shipped rules and data, and what a config adds to them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.engines import checked_modules, digest_of, encoded_data
from mfagate.exceptions import ConfigError, EngineError
from mfagate.suite._own_modules import OwnRules
from mfagate.suite.rule_metadata import inherited_severities
from mfagate.suite.shipped import prepared_suite, shipped_rules, shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mfagate.engines import CheckedModules, EncodedData, Engine


@dataclass(frozen=True)
class Suite:
    """What an engine gets: the shipped rules and data, and what a config adds to them.

    `rules` is the metadata of every rule by its id; that of an own rule names its `file`.
    """

    modules: Mapping[str, str]
    data: Mapping[str, Any]
    rules: Mapping[str, Mapping[str, Any]]
    own: OwnRules = field(default_factory=OwnRules)

    @property
    def profiles(self) -> Mapping[str, Any]:
        """The profiles by name."""
        profiles: Mapping[str, Any] = self.data["mfa"]["profiles"]["by_name"]
        return profiles

    def exempt_changes(self) -> dict[str, list[str]]:
        """Return which exempt actions a config `added` to the shipped ones and `removed`; nothing if none."""
        now, shipped = (one["mfa"]["exempt"]["actions"] for one in (self.data, shipped_suite()[1]))
        changes = {
            "added": [one for one in now if one not in shipped],
            "removed": [one for one in shipped if one not in now],
        }
        return changes if any(changes.values()) else {}

    def load(self, engine: Engine) -> None:
        """Load the rules and the data into `engine`.

        Raises:
            ConfigError: the engine refuses an own rule.
            EngineError: the engine refuses another module, or failed.

        """
        with self.blaming():
            engine.load(*self.loaded())

    def loaded(self) -> tuple[CheckedModules, EncodedData]:
        """Return the modules and the data that an engine is given, the metadata of the rules among them.

        Raises:
            EngineError: a module cannot be parsed, or calls a built-in that is not allowed.

        """
        modules, data = checked_modules(self.modules), encoded_data(self.data)
        if self.own.modules:
            modules = modules.with_more(self.own.modules)
        if self.rules is shipped_rules():
            return modules, data.joined(prepared_suite().metadata)
        return modules, data.replaced({("mfa", "metadata"): dict(self.rules)})

    def digest(self) -> str:
        """Return the digest of all that an engine is given.

        Raises:
            EngineError: a module cannot be parsed, or calls a built-in that is not allowed.

        """
        return digest_of(*self.loaded())

    @contextmanager
    def blaming(self) -> Iterator[None]:
        """Do something with an engine that holds the suite; a fault of an own rule is the config's error.

        Raises:
            ConfigError: in place of an EngineError that is about an own rule.

        """
        try:
            yield
        except EngineError as error:
            if not self.own.blamed(str(error)):
                raise
            raise ConfigError(self.own.shown(str(error))) from error


def suite_with(
    extra_rules: Iterable[Path] = (),
    profiles: Mapping[str, Any] | None = None,
    exempt: Sequence[str] | None = None,
) -> Suite:
    """Return the shipped suite with an organization's own rules and profiles, and its exempt actions.

    Raises:
        ConfigError: an own rule is not what it may be.
        EngineError: the package is incomplete.

    """
    modules, data = shipped_suite()
    changes: dict[tuple[str, ...], Any] = {}
    if profiles:
        by_name = {**data["mfa"]["profiles"]["by_name"], **profiles}
        changes["mfa", "profiles"] = {"by_name": by_name}
    if exempt is not None:
        changes["mfa", "exempt"] = {"actions": list(exempt)}
    data = data.replaced(changes) if changes else data
    folders = list(extra_rules)
    if not folders and not profiles:
        return Suite(modules, data, shipped_rules())
    from mfagate.suite._own_rules import read_own_rules  # noqa: PLC0415 - few configs have own rules

    own = read_own_rules(folders, modules, data, shipped_rules())
    rules = inherited_severities({**shipped_rules(), **own.metadata}, data["mfa"]["profiles"]["by_name"])
    return Suite(modules, data, rules, own)


def load_suite(engine: Engine, extra_rules: Iterable[Path] = ()) -> None:
    """Load the package's Rego and data, and an organization's own rules, into `engine`.

    Raises:
        ConfigError: an own rule is not what it may be.
        EngineError: the engine refuses the modules, or the package is incomplete.

    """
    suite_with(extra_rules).load(engine)
