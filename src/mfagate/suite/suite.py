"""The rules and data that this package ships: where they are, and how an engine gets them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError, EngineError, UnreadableFileError
from mfagate.parsing import ParseError, parse_yaml
from mfagate.suite.own_rules import OwnRules, read_own_rules
from mfagate.suite.rule_metadata import rule_metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mfagate.engines import Engine
    from mfagate.parsing import Json

_HERE = Path(__file__).parents[1]


def root() -> Path:
    """Return the folder that holds `rego/`, `scenarios/` and `policies/recommended/`.

    In a wheel they are inside the package; an editable install reads them from the repository.
    """
    inside = _HERE / "_suite"
    return inside if inside.is_dir() else _HERE.parents[1]


def shipped_scenarios() -> Path:
    """Return the folder of the scenarios that come with the package."""
    return root() / "scenarios"


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

    def loaded(self) -> tuple[Mapping[str, str], Mapping[str, Any]]:
        """Return the modules and the data that an engine is given, the metadata of the rules among them."""
        data = {**self.data, "mfa": {**self.data["mfa"], "metadata": self.rules}}
        return {**self.modules, **self.own.modules}, data

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
    """Return the shipped suite with an organisation's own rules and profiles, and its exempt actions.

    Raises:
        ConfigError: an own rule is not what it may be.
        EngineError: the package is incomplete.

    """
    modules, shipped = shipped_suite()
    by_name = {**shipped["mfa"]["profiles"]["by_name"], **(profiles or {})}
    mfa = {**shipped["mfa"], "profiles": {"by_name": by_name}}
    if exempt is not None:
        mfa["exempt"] = {"actions": list(exempt)}
    data = {**shipped, "mfa": mfa}
    own = read_own_rules(extra_rules, modules, data)
    rules = {**shipped_rules(), **own.metadata}
    return Suite(modules, data, {name: _inherited(rule, by_name) for name, rule in rules.items()}, own)


def _inherited(rule: Mapping[str, Any], profiles: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a rule's metadata with its severity under the profiles that extend one that it names."""
    if "severities" not in rule:
        return rule
    severities = dict(rule["severities"])
    for name, profile in profiles.items():
        nearest = [one for one in profile.get("extends", []) if one in rule["severities"]]
        if nearest and name not in severities:
            severities[name] = severities[nearest[0]]
    return {**rule, "severities": severities}


def load_suite(engine: Engine, extra_rules: Iterable[Path] = ()) -> None:
    """Load the package's Rego and data, and an organisation's own rules, into `engine`.

    Raises:
        ConfigError: an own rule is not what it may be.
        EngineError: the engine refuses the modules, or the package is incomplete.

    """
    suite_with(extra_rules).load(engine)


@lru_cache(maxsize=1)
def shipped_rules() -> Mapping[str, Mapping[str, Any]]:
    """Return the metadata of the shipped rules, by id.

    Raises:
        EngineError: the package is incomplete, or a METADATA comment cannot be read.

    """
    return rule_metadata(shipped_suite()[0])


@lru_cache(maxsize=1)
def shipped_suite() -> tuple[Mapping[str, str], Mapping[str, Any]]:
    """Return the shipped modules (id → Rego) and the data document beside them.

    Raises:
        EngineError: the package holds no rules: a broken installation.

    """
    folder = root() / "rego"
    modules = _modules(folder)
    if not modules:
        raise EngineError(f"{folder}: no Rego found; the installation is broken: reinstall mfagate")
    return modules, _data(folder)


def _modules(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.rego"))
        if not path.name.endswith("_test.rego")
    }


def _data(folder: Path) -> dict[str, Any]:
    """Give the data files as OPA would: each mounted at the path of its folder."""
    document: dict[str, Any] = {}
    for path in sorted([*folder.rglob("data.yaml"), *folder.rglob("data.json")]):
        node = document
        *parents, last = path.relative_to(folder).parent.parts
        for name in parents:
            node = node.setdefault(name, {})
        node[last] = _parsed(path)
    return document


def _parsed(path: Path) -> Json:
    """Read shipped data; JSON is generated and large, so the reader that also finds positions is spared."""
    try:
        if path.suffix == ".json":
            return json.loads(path.read_bytes())
        return parse_yaml(path.read_bytes(), str(path)).value
    except (OSError, ValueError, ParseError) as error:
        raise UnreadableFileError(f"{path}: the package's own data cannot be read: {error}") from error
