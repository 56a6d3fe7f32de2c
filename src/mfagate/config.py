"""`mfagate.yaml`: subjects, profiles, scenarios and assumptions of a repository."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.checked import read_checked
from mfagate.documents import load_document
from mfagate.exceptions import ConfigError, UnreadableFileError, UsageError
from mfagate.hints import closest
from mfagate.subjects import (
    DEFAULT_ACCOUNT,
    DEFAULT_PROFILE,
    DEFAULT_USER,
    Subject,
    labelled,
)
from mfagate.suite import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.documents import Document, Kind
    from mfagate.positions import Located

FILE_NAME = "mfagate.yaml"


@dataclass(frozen=True)
class Config:
    """What a repository says about itself; paths are resolved, and None where there is no file."""

    path: Path | None = None
    engine: str = "auto"
    profile: str = DEFAULT_PROFILE
    account: str = DEFAULT_ACCOUNT
    user: str = DEFAULT_USER
    scenarios: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    assumptions: Mapping[str, str] = field(default_factory=dict)
    account_facts: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()


def find_config(start: Path) -> Path | None:
    """Return the nearest `mfagate.yaml` in `start` or a folder above it."""
    for folder in (start, *start.parents):
        candidate = folder / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def load_config(path: Path | None, profile: str | None = None) -> Config:
    """Read a config; without one, the defaults. `profile` overrides every subject's profile.

    Raises:
        ConfigError: the file is not valid, names a subject twice, or names a file that is not there.

    """
    if path is None:
        return Config(profile=profile or DEFAULT_PROFILE)
    display = displayed(path)
    located = read_checked(path, display, "config", ConfigError)
    value: dict[str, Any] = located.value
    _check_names(located, display)
    base = path.parent
    return Config(
        path=path,
        engine=value.get("engine", "auto"),
        profile=profile or value.get("profile", DEFAULT_PROFILE),
        account=value.get("account", DEFAULT_ACCOUNT),
        user=value.get("user", DEFAULT_USER),
        scenarios=tuple(base / one for one in value.get("scenarios", [])),
        rules=tuple(base / one for one in value.get("rules", [])),
        assumptions=value.get("assumptions", {}),
        account_facts=value.get("account_facts", {}),
        subjects=_subjects(located, display, base, profile),
    )


def _check_names(located: Located, display: str) -> None:
    """Demand that the profiles and the facts about the account that a config names exist."""
    shipped = shipped_suite()[1]["mfa"]
    entries: list[tuple[tuple[str | int, ...], dict[str, Any]]] = [((), located.value)]
    entries += [(("subjects", index), entry) for index, entry in enumerate(located.value.get("subjects", []))]
    for path, entry in entries:
        profile = entry.get("profile", DEFAULT_PROFILE)
        if profile not in shipped["profiles"]:
            place = _at(located, display, (*path, "profile"))
            raise ConfigError(
                f"{place}: there is no profile {profile}; {closest(profile, shipped['profiles'])}"
            )
        _check_facts(located, display, (*path, "account_facts"), entry.get("account_facts", {}))


def _check_facts(
    located: Located, display: str, path: tuple[str | int, ...], facts: Mapping[str, str]
) -> None:
    known = shipped_suite()[1]["mfa"]["hijack"]["graph"]["assumptions"]
    for name, value in facts.items():
        if name not in known:
            line, column = located.positions.key((*path, name))
            hint = closest(name, known)
            raise ConfigError(f"{display}:{line}:{column}: there is no fact {name} about the account; {hint}")
        values = known[name].get("values", [value])
        if value not in values:
            place = _at(located, display, (*path, name))
            raise ConfigError(f"{place}: {name} cannot be {value}; {closest(value, values)}")


def _at(located: Located, display: str, path: tuple[str | int, ...]) -> str:
    line, column = located.positions.at(path)
    return f"{display}:{line}:{column}"


def _subjects(located: Located, display: str, base: Path, profile: str | None) -> tuple[Subject, ...]:
    found: dict[str, Subject] = {}
    for index, entry in enumerate(located.value.get("subjects", [])):
        place = _at(located, display, ("subjects", index))
        if entry["name"] in found:
            raise ConfigError(f"{place}: two subjects are named {entry['name']}; rename one of them")
        defaults = {key: located.value[key] for key in ("profile", "account", "user") if key in located.value}
        facts = {**located.value.get("account_facts", {}), **entry.get("account_facts", {})}
        settings = {**defaults, **entry, "account_facts": facts, **({"profile": profile} if profile else {})}
        found[entry["name"]] = _subject(settings, place, base)
    return tuple(found.values())


def _subject(entry: Mapping[str, Any], place: str, base: Path) -> Subject:
    layers = {
        "identity": entry.get("files", []),
        **({"resource": entry["resource"]} if "resource" in entry else {}),
        **({"resource": entry["trust"]} if "trust" in entry else {}),
        **{layer: entry[layer] for layer in ("boundary", "session", "scp", "rcp") if layer in entry},
    }
    kinds: dict[str, Kind] = {"resource": "trust" if "trust" in entry else "resource"}
    parts = {
        label: _part(base / name, kinds.get(label, _kind(label)), place) for label, name in labelled(layers)
    }
    if not parts:
        raise ConfigError(f"{place}: the subject {entry['name']} has no files; name at least one under files")
    return Subject(
        name=entry["name"],
        parts=parts,
        profile=entry.get("profile", DEFAULT_PROFILE),
        account=entry.get("account", DEFAULT_ACCOUNT),
        user=entry.get("user", DEFAULT_USER),
        assume=entry.get("assume"),
        placeholders=entry.get("placeholders", {}),
        account_facts=entry["account_facts"],
    )


def _kind(label: str) -> Kind:
    layer = label.split("[", 1)[0]
    kinds: dict[str, Kind] = {
        "identity": "identity",
        "boundary": "boundary",
        "session": "session",
        "scp": "scp",
        "rcp": "rcp",
    }
    return kinds.get(layer, "resource")


def _part(path: Path, kind: Kind, place: str) -> Document:
    try:
        return load_document(path, kind, display=displayed(path))
    except UnreadableFileError as error:
        raise ConfigError(f"{place}: {error}") from error


def subject_of_file(path: Path, config: Config) -> Subject:
    """Return the subject that a file is by itself, under the config's defaults.

    Raises:
        UnreadableFileError: the file cannot be read.

    """
    document = load_document(path, display=displayed(path))
    label = "resource" if document.kind in {"resource", "trust"} else f"{document.kind}[0]"
    if document.kind in {"scp", "rcp"}:
        label = f"{document.kind}[0][0]"
    return Subject(
        name=displayed(path),
        parts={label: document},
        profile=config.profile,
        account=config.account,
        user=config.user,
        account_facts=config.account_facts,
    )


def displayed(path: Path) -> str:
    """Return a path as people would type it: relative to the working directory where it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def known_profile(name: str, profiles: Mapping[str, Any]) -> str:
    """Return `name` when it is a profile.

    Raises:
        UsageError: it is not.

    """
    if name not in profiles:
        raise UsageError(f"there is no profile {name}; {closest(name, profiles)}")
    return name
