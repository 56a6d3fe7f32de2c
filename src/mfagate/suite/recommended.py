"""The recommended policies that the package ships, with their notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import EngineError, UsageError
from mfagate.parsing import ParseError, parse_yaml
from mfagate.parsing.suggestions import closest
from mfagate.suite.shipped import root

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = ("identity", "trust", "ecr")


@dataclass(frozen=True)
class Recommended:
    """A recommended policy and its notes.

    `account` is the sample account that the policy names, and None where it names none.
    """

    kind: str
    profile: str
    file: str
    text: str
    account: str | None
    use: str
    remains: tuple[Mapping[str, Any], ...]

    def filled(self, account: str) -> str:
        """Return the policy's text with `account` in place of the sample account."""
        return self.text.replace(self.account, account) if self.account else self.text


def recommended(kind: str, profile: str) -> Recommended:
    """Return the policy that is recommended for a kind of policy and a profile.

    Raises:
        UsageError: there is none.
        EngineError: the package's own files cannot be read: a broken installation.

    """
    entries = _catalogue()[kind]
    if profile not in entries:
        raise UsageError(
            f"there is no recommended {kind} policy for the profile {profile}; {closest(profile, entries)}"
        )
    entry = entries[profile]
    if "none" in entry:
        raise UsageError(f"there is no recommended {kind} policy for the profile {profile}: {entry['none']}")
    return Recommended(
        kind,
        profile,
        entry["file"],
        _read(entry["file"]),
        entry.get("account"),
        entry["use"],
        tuple(entry["remains"]),
    )


def _catalogue() -> Mapping[str, Any]:
    name = "recommended.yaml"
    try:
        catalogue: Mapping[str, Any] = parse_yaml(_read(name), name).value
    except ParseError as error:
        raise EngineError(f"{error}; the installation is broken: reinstall mfagate") from error
    return catalogue


def _read(name: str) -> str:
    path = root() / "policies/recommended" / name
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise EngineError(
            f"{path}: cannot be read: {error.strerror}; the installation is broken: reinstall mfagate"
        ) from error
