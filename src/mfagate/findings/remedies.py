"""What to do about a case that came out otherwise than expected: which statement decided, or nearly did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.findings.places import statement_path
from mfagate.suite.rule_catalogue import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mfagate.scenarios.matrix import Case
    from mfagate.subjects.model import Subject


def remedy_of(subject: Subject, case: Case, result: Mapping[str, Any]) -> str:
    """Return what to change for a case to come out as expected; empty where the answer does not tell."""
    if "decision" not in result:
        return str(metadata_of("not-judged")["remedy"])
    by, near = _own(subject, result.get("by", [])), _own(subject, result.get("near", []))
    parts = [_decided(subject, case, by), *_nearly(subject, result["decision"], near)]
    return " ".join(part[0].upper() + part[1:] if part.startswith("the ") else part for part in parts if part)


def to_look_at(subject: Subject, result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the statements that decided; where none that is in a file did, the one that nearly did."""
    near = _own(subject, result.get("near", []))
    return _own(subject, result.get("by", [])) or _turning(result.get("decision"), near)[:1]


def _own(subject: Subject, statements: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return those that stand in a file: what is assumed beside them cannot be mended."""
    return [one for one in statements if one["policy"] in subject.parts]


def _decided(subject: Subject, case: Case, by: list[Mapping[str, Any]]) -> str:
    """Say which statements decided, and what to do with them."""
    if not by:
        return ""
    names = " and ".join(dict.fromkeys(_name(subject, one) for one in by))
    if by[0]["effect"] == "Deny":
        what = "exempt there what has to work, or narrow the condition"
    else:
        what = "take it out there, or deny it"
    if _is_only_by_another(case, by):
        return f"Decided by {names}, not by {case.expect['by']}: mend what is expected, if that is as good."
    verb = "denies" if by[0]["effect"] == "Deny" else "allows"
    return f"{names} {verb if len(by) == 1 else verb.replace('ies', 'y').removesuffix('s')} it: {what}."


def _is_only_by_another(case: Case, by: list[Mapping[str, Any]]) -> bool:
    """Tell whether the decision is the one expected, and only the statement is another."""
    denied = by[0]["effect"] == "Deny"
    wanted = case.expect["decision"]
    return "by" in case.expect and (wanted != "allow") is denied and wanted != "implicit-deny"


def _nearly(subject: Subject, decision: str, near: list[Mapping[str, Any]]) -> list[str]:
    """Say of the first statement that would have turned it why it did not apply."""
    turning = _turning(decision, near)
    if not turning:
        return []
    failed = turning[0]["failed"][0]
    verb = turning[0]["effect"].lower()
    return [f"{_name(subject, turning[0])} does not {verb} it: {failed['element']}: {failed['why']}."]


def _turning(decision: str | None, near: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return what would have turned a decision: a Deny what was allowed, an Allow what was not."""
    effect = {"Allowed": "Deny", "ImplicitlyDenied": "Allow"}.get(decision or "")
    return [one for one in near if one["effect"] == effect and one.get("failed")]


def _name(subject: Subject, statement: Mapping[str, Any]) -> str:
    document = subject.parts[statement["policy"]]
    line = document.positions.at(statement_path(document, statement["statement"], [])).line
    sid = statement.get("sid")
    place = f"{document.file}:{line}"
    return f"{sid} ({place})" if sid else f"the {statement['effect']} at {place}"
