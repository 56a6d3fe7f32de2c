"""Scenario files: which ones a config names, and what each holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mfagate.config import displayed
from mfagate.exceptions import NothingToCheckError, ScenarioError, UnreadableFileError, UsageError
from mfagate.parsing.schema import read_checked
from mfagate.parsing.suggestions import closest
from mfagate.policy.documents import load_document
from mfagate.scenarios.model import Scenario
from mfagate.scenarios.single import credential_named
from mfagate.suite.shipped import shipped_scenario, shipped_scenarios, shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mfagate.parsing import Json, Located


def named_files(paths: Iterable[Path], shipped: Iterable[Path] = frozenset()) -> dict[Path, bool]:
    """Return the scenario files under `paths`, each with whether it is a shipped one.

    Without any path they are the shipped files; with paths, those under `shipped` are shipped ones.

    Raises:
        ScenarioError: a path does not exist.
        NothingToCheckError: there is no scenario file under them.

    """
    named = list(paths)
    if not named:
        return dict.fromkeys(shipped_files(), True)
    from_package = set(shipped)
    files = {file: path in from_package for path in named for file in scenario_files(path)}
    if not files:
        where = ", ".join(displayed(path) for path in named)
        raise NothingToCheckError(f"{where}: no scenario file (*.yaml) found; name a folder with scenarios")
    return files


def read_file(path: Path, names: set[str], *, is_shipped: bool) -> list[Scenario]:
    """Read one scenario file; `names` are those that an expectation of an own file may use.

    Raises:
        ScenarioError: the file is not valid, or names what does not exist.

    """
    return read_shipped(path) if is_shipped else read_scenarios(path, names)


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
            f"{displayed(path)}: no such scenario file or folder; fix scenarios in the config"
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


def _key_place(located: Located, display: str, *path: str | int) -> str:
    line, column = located.positions.key(path)
    return f"{display}:{line}:{column}"


def _check_names(located: Located, display: str, index: int, names: set[str]) -> None:
    for name in located.value["scenarios"][index]["expect"]:
        if name not in names:
            place = _key_place(located, display, "scenarios", index, "expect", name)
            raise ScenarioError(
                f"{place}: $.scenarios[{index}].expect: {name} is neither a subject nor a profile; "
                f"{closest(name, names)}"
            )


def _check_credentials(
    located: Located, display: str, index: int, credentials: tuple[tuple[str, str], ...]
) -> None:
    """Check that an expectation by credential names only credentials of its scenario."""
    known = {"default", *(name for name, _ in credentials), *(":".join(pair) for pair in credentials)}
    for name, expected in located.value["scenarios"][index]["expect"].items():
        if isinstance(expected, str) or "decision" in expected:
            continue
        for key in expected:
            if key not in known:
                place = _key_place(located, display, "scenarios", index, "expect", name, key)
                raise ScenarioError(
                    f"{place}: $.scenarios[{index}].expect.{name}: {key} is not a credential of this "
                    f"scenario; {closest(key, known)}"
                )


def _check_expected(
    located: Located, display: str, index: int, credentials: tuple[tuple[str, str], ...]
) -> None:
    """Check that something is expected of each credential: else its cases would compare nothing."""
    named = set()
    for expected in located.value["scenarios"][index]["expect"].values():
        if isinstance(expected, str) or expected.keys() & {"decision", "default"}:
            return
        named |= expected.keys()
    for credential, variant in credentials:
        if not named & {credential, f"{credential}:{variant}"}:
            place = _key_place(located, display, "scenarios", index, "credential")
            raise ScenarioError(
                f"{place}: $.scenarios[{index}].expect: nothing is expected of {credential}; "
                "expect a decision of it, or delete it from credential"
            )


def _credentials(entry: Mapping[str, Any], place: str) -> tuple[tuple[str, str], ...]:
    listed = entry["credential"] if isinstance(entry["credential"], list) else [entry["credential"]]
    found = tuple(one for name in listed for one in _variants(name, place))
    twice = [":".join(one) for one in found if found.count(one) > 1]
    if twice:
        raise ScenarioError(f"{place}: the credential {twice[0]} appears twice; delete one of them")
    return found


def _scenario(entry: Mapping[str, Any], display: str, path: Path, located: Located, index: int) -> Scenario:
    place = _place(located, display, "scenarios", index, "credential")
    credentials = _credentials(entry, place)
    _check_credentials(located, display, index, credentials)
    _check_expected(located, display, index, credentials)
    return Scenario(
        file=display,
        id=entry["id"],
        title=entry["title"],
        why=entry.get("why", "").strip(),
        credentials=credentials,
        request={key: value for key, value in entry["request"].items() if key != "unlisted"},
        context={key: _text(value) for key, value in entry.get("context", {}).items()},
        expect=entry["expect"],
        resource_policy=_resource_policy(
            entry.get("resource_policy"),
            path,
            _place(located, display, "scenarios", index, "resource_policy"),
        ),
        position=located.positions.at(("scenarios", index)),
        about=entry.get("about", "user"),
        unlisted=entry.get("unlisted", False) or entry["request"].get("unlisted", False),
        places=_places(located, display, index),
    )


def _places(located: Located, display: str, index: int) -> dict[tuple[str, ...], str]:
    """Return where the parts of a scenario's request and the keys of its context stand."""
    entry = located.value["scenarios"][index]
    parts = [("request", part) for part in entry["request"]]
    keys = [("context", key) for key in entry.get("context", {})]
    return {path: _place(located, display, "scenarios", index, *path) for path in parts} | {
        path: _key_place(located, display, "scenarios", index, *path) for path in keys
    }


def _text(value: Json) -> Json:
    """Write a YAML boolean or number as a request context has it: as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


def _variants(name: str, place: str) -> list[tuple[str, str]]:
    """Expand a credential: `id:variant` is itself, a bare id all of its variants."""
    try:
        identifier, variant = credential_named(name)
    except UsageError as error:
        raise ScenarioError(f"{place}: {error}") from error
    variants = shipped_suite()[1]["mfa"]["credentials"][identifier]["variants"]
    return [(identifier, variant)] if variant else [(identifier, one) for one in variants]


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
