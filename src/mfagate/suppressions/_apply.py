"""Marks the findings of a report that waivers name, and finds waivers that are none any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mfagate.findings.model import Finding, fingerprint
from mfagate.findings.places import sids_of
from mfagate.parsing.suggestions import closest
from mfagate.suite.rule_catalogue import metadata_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from mfagate.findings.report import Report, SubjectReport
    from mfagate.suppressions._model import Waiver, Waivers


def apply_waivers(report: Report, waivers: Waivers, day: dt.date, *, whole: bool) -> Report:
    """Return the report with `waived` where a waiver names a finding, and findings about the waivers.

    `whole` says that the whole config was judged as it stands; only then can a waiver be called unused.
    """
    valid = [one for one in waivers.listed if one.expires >= day]
    expired = [one for one in waivers.listed if one.expires < day]
    used: set[int] = set()
    subjects = tuple(_marked(one, valid, waivers, used) for one in report.subjects)
    others = tuple(_accepted("", report.others, valid, waivers, used))
    about = [_expired(one) for one in expired if whole or _concerns(one, report, waivers)]
    if whole:
        idle = [one for one in valid if id(one) not in used and not _is_unsettled(one, report, waivers)]
        about += [_unused(one, report, waivers) for one in idle]
    return replace(report, subjects=subjects, others=(*others, *sorted(about, key=Finding.sort_key)))


def _marked(one: SubjectReport, valid: list[Waiver], waivers: Waivers, used: set[int]) -> SubjectReport:
    if one.report is None:  # what could not be judged is not accepted either
        return one
    clear = [waiver for waiver in valid if len(_files_of(waiver, one)) < 2]
    return replace(one, findings=tuple(_accepted(one.subject.name, one.findings, clear, waivers, used)))


def _files_of(waiver: Waiver, one: SubjectReport) -> list[str]:
    """Return the files of a subject in which a Sid of a waiver stands that names none: one, or it is unclear.

    A Sid is of one document only: in another file it is another statement, which nobody accepted.
    """
    if waiver.file is not None or waiver.sid is None or one.report is None:
        return []
    found: dict[str, set[str]] = {}
    for document in one.subject.parts.values():
        for sid in sids_of(document):
            found.setdefault(sid, set()).add(document.file)
    several = [files for sid, files in found.items() if sid in waiver.sid and len(files) > 1]
    return sorted(set().union(*several))


def _accepted(
    subject: str, findings: Iterable[Finding], valid: list[Waiver], waivers: Waivers, used: set[int]
) -> Iterator[Finding]:
    for finding in findings:
        named = [waiver for waiver in valid if waiver.names(subject, finding, waivers.base)]
        used.update(id(waiver) for waiver in named)
        yield replace(finding, waived=named[0].as_json()) if named else finding


def _concerns(waiver: Waiver, report: Report, waivers: Waivers) -> bool:
    """Tell whether a waiver is about any subject of the report, so far as its names say."""
    return any(_could_apply(waiver, one, waivers) for one in report.subjects)


def _is_unsettled(waiver: Waiver, report: Report, waivers: Waivers) -> bool:
    """Tell whether a subject that a waiver may be about was not judged, since a document is broken."""
    return any(one.report is None and _could_apply(waiver, one, waivers) for one in report.subjects)


def _could_apply(waiver: Waiver, one: SubjectReport, waivers: Waivers) -> bool:
    return waiver.subject in {None, one.subject.name} and any(
        waiver.is_of_file(file, waivers.base) for file in one.subject.files
    )


def _expired(waiver: Waiver) -> Finding:
    message = f"the waiver of {waiver.told()} expired on {waiver.expires} ({waiver.owner}: {waiver.reason})"
    return _about("waiver-expired", waiver, message)


def _unused(waiver: Waiver, report: Report, waivers: Waivers) -> Finding:
    names = [one.subject.name for one in report.subjects]
    hint = _beside(waiver, report, waivers)
    if waiver.subject is not None and waiver.subject not in names:
        hint = f"; there is no subject {waiver.subject}: {closest(waiver.subject, names)}"
    return _about("waiver-unused", waiver, f"the waiver of {waiver.told()} waives nothing{hint}")


def _beside(waiver: Waiver, report: Report, waivers: Waivers) -> str:
    """Say which statement it does not name, where a finding at its Sid rests on others too."""
    for one in report.subjects:
        files = _files_of(waiver, one) if waiver.subject in {None, one.subject.name} else []
        if len(files) > 1:
            return (
                f": its Sid stands in {' and '.join(files)}, each a statement of its own; name the file too"
            )
        for finding in one.findings:
            if one.report is not None and waiver.points_to(one.subject.name, finding, waivers.base):
                other = waiver.unnamed(finding, waivers.base)[0]
                name = f"the Sid {other.sid}" if other.sid else "a statement without a Sid"
                return (
                    f": what is found there rests on {name} ({other.file}:{other.line}) too; "
                    f"name all statements, sid: [A, B], or leave sid out"
                )
    return ""


def _about(rule: str, waiver: Waiver, message: str) -> Finding:
    line, column = waiver.position
    return Finding(
        rule=rule,
        severity=metadata_of(rule)["severity"],
        message=message,
        remedy=metadata_of(rule)["remedy"],
        file=waiver.source,
        line=line,
        column=column,
        evidence={"rule": waiver.rule, "owner": waiver.owner, "expires": waiver.expires.isoformat()},
        fingerprint=fingerprint(
            rule, waiver.rule, waiver.file, waiver.subject, waiver.sid, waiver.expires.isoformat()
        ),
    )
