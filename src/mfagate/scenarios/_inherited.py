"""Which expectations a profile inherits from the one that it extends.

A scenario has an expectation for `console-only`. A profile that extends it inherits the expectation unless it
changed the cell of the posture that the case is about: then it may require the opposite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.suite.inference import column_of
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NEW_USER = "console-without-mfa"  # who enrolls


def extended(profile: str, named: Iterable[str], profiles: Mapping[str, Any]) -> str | None:
    """Return the nearest profile that `profile` extends and that is among `named`."""
    listed = set(named)
    return next((one for one in profiles.get(profile, {}).get("extends", []) if one in listed), None)


def is_kept(profile: str, base: str, credential: str, action: str, profiles: Mapping[str, Any]) -> bool:
    """Tell whether a profile requires the same as its base of a credential and an action.

    A credential without a row has no cell to compare, so its expectation is kept only where no cell changed.
    """
    own, other = profiles[profile], profiles[base]
    changed = _changed(own["rows"], other["rows"])
    if own["enrolment"] != other["enrolment"]:
        changed.add((_NEW_USER, "identity"))
    row = _row(credential)
    return (row, column_of(action)) not in changed if row else not changed


def _changed(own: Mapping[str, Any], other: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the cells, by row and column, in which two profiles differ."""
    cells = {(row, column) for rows in (own, other) for row, wanted in rows.items() for column in wanted}
    return {
        (row, column) for row, column in cells if _wanted(own, row, column) != _wanted(other, row, column)
    }


def _wanted(rows: Mapping[str, Any], row: str, column: str) -> str:
    wanted: str = rows.get(row, {}).get(column, "any")
    return wanted


def _row(credential: str) -> str | None:
    """Return the row of the posture that a credential is judged as; None where it is like none."""
    mfa = shipped_suite()[1]["mfa"]
    row: str | None = mfa["credentials"][credential].get("judged_as")
    rows = {row["id"] for row in mfa["posture"]["table"]["rows"]}
    return row or (credential if credential in rows else None)
