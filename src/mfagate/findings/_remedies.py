"""Remedies for failed cases: which statement decided, or nearly did, and what to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.findings.places import statement_path
from mfagate.suite.rule_catalogue import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mfagate.scenarios.model import Case
    from mfagate.subjects.model import Subject


def remedy_of(subject: Subject, case: Case, result: Mapping[str, Any]) -> str:
    """Return what to change so that a case passes; empty where the answer names no statement."""
    if "decision" not in result:
        return str(metadata_of("not-judged")["remedy"])
    by, near = _in_files(subject, result.get("by", [])), _in_files(subject, result.get("near", []))
    parts = [_decided(subject, case, by), *_near(subject, result["decision"], near)]
    return " ".join(part[0].upper() + part[1:] if part.startswith("the ") else part for part in parts if part)


def statements_to_show(subject: Subject, result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the statements of files that decided; without any, the one that nearly decided otherwise."""
    near = _in_files(subject, result.get("near", []))
    return _in_files(subject, result.get("by", [])) or _changing(result.get("decision"), near)[:1]


def _in_files(subject: Subject, statements: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return those that stand in a file: nobody can fix what is only assumed."""
    return [one for one in statements if one["policy"] in subject.parts]


def _decided(subject: Subject, case: Case, by: list[Mapping[str, Any]]) -> str:
    """Name the statements that decided, and what to do with them."""
    if not by:
        return ""
    names = " and ".join(dict.fromkeys(_name(subject, one) for one in by))
    if by[0]["effect"] == "Deny":
        what = "exempt what has to work, or narrow the condition"
    else:
        what = "narrow the grant, or add a Deny"
    if _is_only_by_another(case, by):
        return (
            f"Decided by {names}, not by {case.expect['by']}: change the expectation if that is acceptable."
        )
    verb = "denies" if by[0]["effect"] == "Deny" else "allows"
    return f"{names} {verb if len(by) == 1 else verb.replace('ies', 'y').removesuffix('s')} it: {what}."


def _is_only_by_another(case: Case, by: list[Mapping[str, Any]]) -> bool:
    """Tell whether the decision is the one expected, and only the statement is another."""
    denied = by[0]["effect"] == "Deny"
    wanted = case.expect["decision"]
    return "by" in case.expect and (wanted != "allow") is denied and wanted != "implicit-deny"


def _near(subject: Subject, decision: str, near: list[Mapping[str, Any]]) -> list[str]:
    """Name the first statement that would have changed the decision, and why it did not apply."""
    changing = _changing(decision, near)
    if not changing:
        return []
    failed = changing[0]["failed"][0]
    verb = changing[0]["effect"].lower()
    return [f"{_name(subject, changing[0])} does not {verb} it: {failed['element']}: {failed['why']}."]


def _changing(decision: str | None, near: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the statements that would have changed a decision: a Deny of an allow, an Allow of a denial."""
    effect = {"Allowed": "Deny", "ImplicitlyDenied": "Allow"}.get(decision or "")
    return [one for one in near if one["effect"] == effect and one.get("failed")]


def _name(subject: Subject, statement: Mapping[str, Any]) -> str:
    document = subject.parts[statement["policy"]]
    line = document.positions.at(statement_path(document, statement["statement"], [])).line
    sid = statement.get("sid")
    place = f"{document.file}:{line}"
    return f"{sid} ({place})" if sid else f"the {statement['effect']} at {place}"
