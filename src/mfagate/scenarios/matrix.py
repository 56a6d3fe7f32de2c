"""The scenario matrix: YAML files to cases, each a credential, a request and the decision expected."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mfagate.config import displayed
from mfagate.exceptions import NothingToCheckError, ScenarioError, UnreadableFileError
from mfagate.parsing.schema import read_checked
from mfagate.parsing.suggestions import closest
from mfagate.policy.documents import load_document
from mfagate.scenarios.inherited import extended, is_kept
from mfagate.suite.shipped import shipped_scenario, shipped_scenarios, shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from mfagate.parsing import Json, Located, Position
    from mfagate.subjects.model import Subject


@dataclass(frozen=True)
class Scenario:
    """One entry of a scenario file, with its credentials expanded to (id, variant).

    `about` says of which subjects an expectation of a profile, or of all, speaks; see `Subject.about`.
    """

    file: str
    id: str
    title: str
    why: str
    credentials: tuple[tuple[str, str], ...]
    request: Mapping[str, str]
    context: Mapping[str, Any]
    expect: Mapping[str, Any]
    resource_policy: Mapping[str, Any] | None
    position: Position
    about: str = "user"


@dataclass(frozen=True)
class Case:
    """One decision to ask for: a scenario with one credential for one subject.

    `source` says where the expectation comes from: `subject`, `profile` or `default`.
    """

    id: str
    scenario: Scenario
    subject: str
    credential: str
    variant: str
    expect: Mapping[str, str]
    source: str
    label: str

    def as_input(self) -> dict[str, Any]:
        """Return the case as an entry of `input.cases` of the rules."""
        return {
            "id": self.id,
            "credential": self.credential,
            "variant": self.variant,
            "request": dict(self.scenario.request),
            "context": dict(self.scenario.context),
            "expect": dict(self.expect),
            "source": self.source,
        }


@dataclass(frozen=True)
class Matrix:
    """All scenarios of a run; `profiles` say what each of them wants, and what it extends."""

    scenarios: tuple[Scenario, ...] = field(default_factory=tuple)
    profiles: Mapping[str, Any] = field(default_factory=dict)

    def cases(self, subject: Subject) -> Iterator[Case]:
        """Give the cases of a subject: scenarios that name it, or its profile or all of what it is about."""
        for scenario in self.scenarios:
            several = _variants_shown(scenario)
            for credential, variant in scenario.credentials:
                source, expected = self._expectation(scenario, subject, credential)
                if expected is None:
                    continue
                outcome = _outcome(expected, credential, variant)
                if outcome is None:
                    continue
                label = f"{credential}:{variant}" if (credential, variant) in several else credential
                yield Case(
                    id=f"{scenario.file}::{subject.name}::{scenario.id}[{label}]",
                    scenario=scenario,
                    subject=subject.name,
                    credential=credential,
                    variant=variant,
                    expect=outcome,
                    source=source,
                    label=label,
                )

    def _expectation(self, scenario: Scenario, subject: Subject, credential: str) -> tuple[str, Any]:
        """Choose what is expected: by subject, else by profile or one that it extends, else for all."""
        expect = scenario.expect
        if subject.name in expect:
            return "subject", expect[subject.name]
        if subject.about != scenario.about:
            return "none", None
        if subject.profile in expect:
            return "profile", expect[subject.profile]
        base = extended(subject.profile, expect, self.profiles)
        action = scenario.request["action"]
        if base is not None and is_kept(subject.profile, base, credential, action, self.profiles):
            return "profile", expect[base]
        return "default", expect.get("default")


def load_matrix(
    paths: Iterable[Path],
    known: Iterable[str],
    shipped: Iterable[Path] = frozenset(),
    profiles: Mapping[str, Any] | None = None,
) -> Matrix:
    """Read the scenario files under `paths`; without any, the shipped ones.

    `known` are the names that an expectation of an own file may use: subjects and profiles. Files under
    `shipped` may name others: they are not ours to mend. `profiles` are those of the suite.

    Raises:
        ScenarioError: a file is not valid, or names what does not exist.
        NothingToCheckError: there is no scenario in them.

    """
    named = list(paths)
    wanted = profiles or {}
    if not named:
        return Matrix(tuple(one for file in shipped_files() for one in read_shipped(file)), wanted)
    unchecked = set(shipped)
    files = {file: path in unchecked for path in named for file in scenario_files(path)}
    if not files:
        where = ", ".join(displayed(path) for path in named)
        raise NothingToCheckError(f"{where}: no scenario file (*.yaml) found; name a folder with scenarios")
    names = {*known, "default"}
    return Matrix(
        tuple(
            scenario
            for file, is_shipped in files.items()
            for scenario in (read_shipped(file) if is_shipped else read_scenarios(file, names))
        ),
        wanted,
    )


def shipped_files() -> list[Path]:
    """Return the scenario files that come with the package, sorted."""
    return scenario_files(shipped_scenarios())


def read_shipped(path: Path) -> list[Scenario]:
    """Read a shipped scenario file, under a name that is the same on every machine.

    Only what it expects by profile, or of everybody, is taken: its subjects are those of this package's own
    repository, and another repository's subject of the same name is not meant.
    """
    names = {*shipped_suite()[1]["mfa"]["profiles"]["by_name"], "default"}
    display = f"mfagate/scenarios/{path.relative_to(shipped_scenarios()).as_posix()}"
    return [
        replace(one, expect={name: wanted for name, wanted in one.expect.items() if name in names})
        for one in read_scenarios(path, None, display, shipped_scenario(path))
    ]


def scenario_files(path: Path) -> list[Path]:
    """Return the scenario files that a path of the config stands for, sorted.

    Raises:
        ScenarioError: there is no such file or folder.

    """
    if path.is_dir():
        return sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")])
    if not path.is_file():
        raise ScenarioError(
            f"{displayed(path)}: no such scenario file or folder; mend scenarios in the config"
        )
    return [path]


def read_scenarios(
    path: Path, names: set[str] | None, display: str | None = None, located: Located | None = None
) -> list[Scenario]:
    """Read one scenario file. With `names`, an expectation for any other name is an error.

    `display` is the name that reports show, the path where there is none; `located` is what the file holds,
    where that is known already.

    Raises:
        ScenarioError: the file is not valid.

    """
    display = display or displayed(path)
    located = located or read_checked(path, display, "scenario", ScenarioError)
    found: dict[str, Scenario] = {}
    for index, entry in enumerate(located.value["scenarios"]):
        place = _place(located, display, "scenarios", index, "id")
        if entry["id"] in found:
            raise ScenarioError(f"{place}: two scenarios have the id {entry['id']}; rename one of them")
        if names is not None:
            _check_names(located, display, index, names)
        found[entry["id"]] = _scenario(entry, display, path, located, index)
    return list(found.values())


def _place(located: Located, display: str, *path: str | int) -> str:
    line, column = located.positions.at(path)
    return f"{display}:{line}:{column}"


def _check_names(located: Located, display: str, index: int, names: set[str]) -> None:
    for name in located.value["scenarios"][index]["expect"]:
        if name not in names:
            line, column = located.positions.key(("scenarios", index, "expect", name))
            raise ScenarioError(
                f"{display}:{line}:{column}: $.scenarios[{index}].expect: {name} is neither a subject nor a "
                f"profile; {closest(name, names)}"
            )


def _check_credentials(
    located: Located, display: str, index: int, credentials: tuple[tuple[str, str], ...]
) -> None:
    """Demand that what an expectation says by credential is about a credential of its scenario."""
    known = {"default", *(name for name, _ in credentials), *(":".join(pair) for pair in credentials)}
    for name, expected in located.value["scenarios"][index]["expect"].items():
        if isinstance(expected, str) or "decision" in expected:
            continue
        for key in expected:
            if key not in known:
                line, column = located.positions.key(("scenarios", index, "expect", name, key))
                raise ScenarioError(
                    f"{display}:{line}:{column}: $.scenarios[{index}].expect.{name}: {key} is no credential "
                    f"of this scenario; {closest(key, known)}"
                )


def _credentials(entry: Mapping[str, Any], place: str) -> tuple[tuple[str, str], ...]:
    listed = entry["credential"] if isinstance(entry["credential"], list) else [entry["credential"]]
    found = tuple(one for name in listed for one in _variants(name, place))
    twice = [":".join(one) for one in found if found.count(one) > 1]
    if twice:
        raise ScenarioError(f"{place}: the credential {twice[0]} stands twice; delete one of them")
    return found


def _scenario(entry: Mapping[str, Any], display: str, path: Path, located: Located, index: int) -> Scenario:
    place = _place(located, display, "scenarios", index, "credential")
    credentials = _credentials(entry, place)
    _check_credentials(located, display, index, credentials)
    return Scenario(
        file=display,
        id=entry["id"],
        title=entry["title"],
        why=entry.get("why", "").strip(),
        credentials=credentials,
        request=entry["request"],
        context={key: _text(value) for key, value in entry.get("context", {}).items()},
        expect=entry["expect"],
        resource_policy=_resource_policy(
            entry.get("resource_policy"),
            path,
            _place(located, display, "scenarios", index, "resource_policy"),
        ),
        position=located.positions.at(("scenarios", index)),
        about=entry.get("about", "user"),
    )


def _text(value: Json) -> Json:
    """Write a YAML boolean or number as IAM would have it in a request context."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


def _variants(name: str, place: str) -> list[tuple[str, str]]:
    """Expand a credential: `id:variant` is itself, a bare id all of its variants."""
    credentials = shipped_suite()[1]["mfa"]["credentials"]
    identifier, _, variant = name.partition(":")
    if identifier not in credentials:
        raise ScenarioError(
            f"{place}: there is no credential {identifier}; {closest(identifier, credentials)}"
        )
    variants = credentials[identifier]["variants"]
    if variant and variant not in variants:
        raise ScenarioError(f"{place}: {identifier} has no variant {variant}; {closest(variant, variants)}")
    return [(identifier, variant)] if variant else [(identifier, one) for one in variants]


def _variants_shown(scenario: Scenario) -> set[tuple[str, str]]:
    """Give the (credential, variant) pairs whose credential alone would not name the case."""
    listed = [credential for credential, _ in scenario.credentials]
    return {pair for pair in scenario.credentials if listed.count(pair[0]) > 1}


def _resource_policy(
    value: str | Mapping[str, Any] | None, path: Path, place: str
) -> Mapping[str, Any] | None:
    if not isinstance(value, str):
        return value
    try:
        document = load_document(path.parent / value)
    except UnreadableFileError as error:
        raise ScenarioError(f"{place}: {error}") from error
    if document.errors:
        raise ScenarioError(
            f"{place}: the resource policy {value} is not valid: {document.errors[0].message}"
        )
    policy: Mapping[str, Any] = document.value
    return policy


def _outcome(expected: Json, credential: str, variant: str) -> Mapping[str, str] | None:
    if isinstance(expected, str):
        return {"decision": expected}
    if "decision" in expected:
        outcome: Mapping[str, str] = expected
        return outcome
    for key in (f"{credential}:{variant}", credential, "default"):
        if key in expected:
            return _outcome(expected[key], credential, variant)
    return None
