"""`context`: the condition keys that always have the same value for the callers of a subject.

What the keys decide is decided in Rego; here names are only looked up, to report errors with their place.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError
from mfagate.parsing.suggestions import closest
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.config._layer import Layer
    from mfagate.parsing import Json

_OF_CREDENTIAL = "the credential decides it, and mfagate tries every credential"
_OF_RESOURCE = "it follows from the resource of a request"
_OF_TIME = "it differs from request to request"
_EXAMPLE = "expected a key such as aws:SourceIp, aws:PrincipalOrgID or aws:PrincipalTag/team"


def context_of(entry: Mapping[str, Any], layer: Layer, *path: str | int) -> dict[str, Json]:
    """Return the context that a config, or the entry at `path` in it, states, as AWS writes the keys.

    Raises:
        ConfigError: a key is unknown, derived by mfagate or written twice, or a value cannot be one of it.

    """
    found: dict[str, Json] = {}
    for key, value in entry.get("context", {}).items():
        place = layer.key(*path, "context", key)
        name = _known(key, place)
        if name in found:
            raise ConfigError(f"{place}: {key} and {name} are the same key; delete one of them")
        found[name] = _value(name, value, layer.at(*path, "context", key))
    return found


def over(context: Mapping[str, Json], nearer: Mapping[str, Json]) -> dict[str, Json]:
    """Return a context with a nearer one over it; the names of keys are compared without case."""
    taken = {key.lower() for key in nearer}
    return {**{key: value for key, value in context.items() if key.lower() not in taken}, **nearer}


def _known(key: str, place: str) -> str:
    """Return a key as AWS writes it."""
    lower = key.lower()
    for keys, why in _derived():
        if lower in keys:
            raise ConfigError(f"{place}: {key} cannot be stated: {why}; delete it")
    if lower in _global_names():
        return _global_names()[lower]
    for beginning in shipped_suite()[1]["iam"]["keys"]["tags"]:
        if lower.startswith(beginning) and len(key) > len(beginning):
            return key
    names = _names_of_service(lower.partition(":")[0])
    if lower.startswith("aws:") or ":" not in key.strip(":"):
        names = [name for name in _global_names().values() if not _is_derived(name)]
        names += ["aws:PrincipalTag/KEY", "aws:ResourceTag/KEY"]
    elif not names or any(fnmatchcase(lower, name.lower()) for name in names):
        return key
    raise ConfigError(f"{place}: {key} is an unknown condition key; {closest(key, names, _EXAMPLE)}")


def _is_derived(name: str) -> bool:
    return any(name.lower() in keys for keys, _ in _derived())


def _names_of_service(service: str) -> list[str]:
    """Return the keys of a service in the catalogue; in some, a `*` stands for a part that varies."""
    keys = shipped_suite()[1]["mfa"]["keys"]
    both = {**keys["names"], **keys["patterns"]}
    return [name for lower, name in both.items() if lower.startswith(f"{service}:")]


@cache
def _global_names() -> dict[str, str]:
    groups = shipped_suite()[1]["iam"]["keys"]["global"]
    return {name.lower(): name for group in groups for name in group["names"]}


@cache
def _derived() -> tuple[tuple[frozenset[str], str], ...]:
    """Return the keys that nobody can state, each kind with the reason."""
    mfa = shipped_suite()[1]["mfa"]
    of_credential = [*mfa["classes"]["representatives"]["fixed_keys"], *mfa["flags"]["names"].values()]
    by = mfa["requests"]["keys_by"]
    return (
        (frozenset(name.lower() for name in of_credential), _OF_CREDENTIAL),
        (frozenset(name.lower() for name in by["resource"]), _OF_RESOURCE),
        (frozenset(name.lower() for name in by["time"]), _OF_TIME),
    )


def _value(name: str, value: Json, place: str) -> Json:
    """Return a value as a request has it: text, or a list of texts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    texts = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    if name in _addresses():
        for text in texts:
            _check_address(name, text, place)
    return texts if isinstance(value, list) else texts[0]


def _check_address(name: str, text: str, place: str) -> None:
    try:
        ip_address(text)
    except ValueError as error:
        raise ConfigError(
            f"{place}: {text} is not a value of {name}, which is the one address that a request comes from; "
            f"expected an address such as 192.0.2.10"
        ) from error


@cache
def _addresses() -> frozenset[str]:
    groups = shipped_suite()[1]["iam"]["keys"]["global"]
    return frozenset(name for group in groups if group["types"] == ["IpAddress"] for name in group["names"])
