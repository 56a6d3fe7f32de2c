"""The subjects of a config, and the subject that a file is by itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from mfagate.config._context import context_of, over
from mfagate.config._each import expanded
from mfagate.exceptions import ConfigError, UnreadableFileError
from mfagate.parsing.files import displayed
from mfagate.sources.defaults import DEFAULT_PROFILE, Defaults
from mfagate.subjects import files as inputs
from mfagate.subjects.model import Subject, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mfagate.config._layer import Layer
    from mfagate.config._model import Config
    from mfagate.policy.documents import Document, Kind

_BESIDE = ("boundary", "session", "scp", "rcp")


def subjects_of(layer: Layer, defaults: Mapping[str, Any], profile: str | None) -> tuple[Subject, ...]:
    """Return the subjects that a config names.

    `profile` overrides theirs; `defaults` holds where they say nothing.

    Raises:
        ConfigError: two have one name, one has no files, or a file cannot be read.

    """
    found: dict[str, Subject] = {}
    given = {key: value for key, value in defaults.items() if value is not None}
    for index, written in enumerate(layer.value.get("subjects", [])):
        context = over(given["context"], context_of(written, layer, "subjects", index))
        for entry in expanded(written, layer, index):
            place = layer.at("subjects", index)
            if entry["name"] in found:
                raise ConfigError(f"{place}: two subjects are named {entry['name']}; rename one of them")
            facts = {**given["account_facts"], **entry.get("account_facts", {})}
            parameters = {**given["parameters"], **entry.get("parameters", {})}
            settings = {
                **given,
                **entry,
                "account_facts": facts,
                "context": context,
                "parameters": parameters,
                **({"profile": profile} if profile else {}),
            }
            for one in _apart(settings, place):
                found[one["name"]] = _subject(one, place, layer.base)
    return tuple(found.values())


def _apart(entry: dict[str, Any], place: str) -> Iterator[dict[str, Any]]:
    """Give an entry, and its trust policy as a subject of its own: who may assume a role is another question.

    Raises:
        ConfigError: `principal` says of a resource's policy whose it is.

    """
    own = any(key in entry for key in ("files", *_BESIDE))
    if not own and entry.get("principal", "user") != "user":
        raise ConfigError(
            f"{place}: principal needs files: resource and trust policies are not attached to a principal"
        )
    if not own or "trust" not in entry:
        yield entry
        return
    yield {key: value for key, value in entry.items() if key != "trust"}
    left_out = ("files", *_BESIDE, "resource", "principal", "login_profile")
    rest = {key: value for key, value in entry.items() if key not in left_out}
    yield {**rest, "name": f"{entry['name']}/trust"}


def _subject(entry: Mapping[str, Any], place: str, base: Path) -> Subject:
    layers = {
        "identity": entry.get("files", []),
        **({"resource": entry["resource"]} if "resource" in entry else {}),
        **({"resource": entry["trust"]} if "trust" in entry else {}),
        **{layer: entry[layer] for layer in _BESIDE if layer in entry},
    }
    kinds: dict[str, Kind] = {"resource": "trust" if "trust" in entry else "resource"}
    defaults = Defaults(account=entry.get("account", ""), parameters=entry.get("parameters", {}))
    parts = {
        label: _part(base, name, kinds.get(label, _kind(label)), place, defaults)
        for label, name in labelled(layers)
    }
    if not parts:
        raise ConfigError(f"{place}: the subject {entry['name']} has no files; name at least one under files")
    return Subject(
        name=entry["name"],
        parts=parts,
        profile=entry.get("profile", DEFAULT_PROFILE),
        account=entry.get("account", ""),
        user=entry.get("user", ""),
        assume=entry.get("assume"),
        placeholders=entry.get("placeholders", {}),
        account_facts=entry["account_facts"],
        context=entry["context"],
        principal=entry.get("principal", "user"),
        login_profile=entry.get("login_profile", True),
        shared=entry.get("shared", 0),
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


def _part(base: Path, entry: str | Path, kind: Kind, place: str, defaults: Defaults) -> Document:
    """Read the document that a config names: a file, or `file#name` for one that a file holds."""
    entry = str(entry)
    file, hash_sign, name = entry.partition("#")
    if not hash_sign or os.path.exists(base / entry):  # noqa: PTH110 - it raises for no name, however odd
        file, name = entry, ""
    path = base / file
    try:
        return inputs.document_of_file(path, displayed(path), name, kind, defaults)
    except (UnreadableFileError, ConfigError) as error:
        raise ConfigError(f"{place}: {error}") from error


def subjects_of_file(path: Path, config: Config) -> list[Subject]:
    """Return the subjects that a file is by itself, under the config's defaults: most files are one.

    Raises:
        UnreadableFileError: the file cannot be read.

    """
    return inputs.subjects_of_file(path, displayed(path), defaults_of(config))


def contents_of_file(path: Path, config: Config) -> inputs.FileContents:
    """Return what a file contains, under the config's defaults.

    Raises:
        UnreadableFileError: the file cannot be read.

    """
    return inputs.contents_of_file(path, displayed(path), defaults_of(config))


def defaults_of(config: Config) -> Defaults:
    """Return what a config says for subjects that it does not name."""
    return Defaults(
        profile=config.profile,
        account=config.account,
        user=config.user,
        account_facts=config.account_facts,
        context=config.context,
        parameters=config.parameters,
    )
