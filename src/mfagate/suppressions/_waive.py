"""Marks the findings that waivers name, and reports expired and unused waivers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mfagate.findings.builders import finding_at
from mfagate.findings.model import Finding
from mfagate.findings.places import sids_of
from mfagate.parsing.suggestions import closest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from mfagate.findings.report import Report, SubjectReport
    from mfagate.suppressions._model import Waiver, Waivers


class Matcher:
    """The waivers that are valid on a day; it notes which of them waived something."""

    def __init__(self, waivers: Waivers, day: dt.date) -> None:
        """Begin with no waiver used."""
        self._waivers = waivers
        self._valid = [one for one in waivers.listed if one.expires >= day]
        self._expired = [one for one in waivers.listed if one.expires < day]
        self._used: set[int] = set()

    def mark(self, one: SubjectReport) -> SubjectReport:
        """Return the report of a subject with `waived` set where a waiver names a finding."""
        if not one.is_judged:  # what could not be judged is not waived either
            return one
        clear = [waiver for waiver in self._valid if len(_files_with_sid(waiver, one)) < 2]
        return replace(one, findings=tuple(self._marked(one.subject.name, one.findings, clear)))

    def mark_others(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return findings about no subject, with `waived` set where a waiver names one."""
        return tuple(self._marked("", findings, self._valid))

    def about_waivers(self, report: Report, *, whole: bool) -> list[Finding]:
        """Return a finding for each waiver that expired, and for each that waives nothing.

        `whole` says that the whole config was judged as it stands; only then can a waiver be called unused.
        """
        waivers = self._waivers
        found = [_expired(one) for one in self._expired if whole or _concerns(one, report, waivers)]
        if whole:
            unused = [one for one in self._valid if id(one) not in self._used]
            decided = [one for one in unused if not _is_undecided(one, report, waivers)]
            found += [_unused(one, report, waivers) for one in decided]
        return sorted(found, key=Finding.sort_key)

    def _marked(
        self, subject: str, findings: Iterable[Finding], valid: Sequence[Waiver]
    ) -> Iterator[Finding]:
        for finding in findings:
            named = [waiver for waiver in valid if waiver.names(subject, finding, self._waivers.base)]
            self._used.update(id(waiver) for waiver in named)
            yield replace(finding, waived=named[0].as_json()) if named else finding


def _files_with_sid(waiver: Waiver, one: SubjectReport) -> list[str]:
    """Return the files of a subject that have a Sid of a waiver without `file`, where several have it.

    A Sid names a statement of one document: in another file it is another statement, which nobody waived.
    """
    if waiver.file is not None or waiver.sid is None or not one.is_judged:
        return []
    found: dict[str, set[str]] = {}
    for document in one.subject.parts.values():
        for sid in sids_of(document):
            found.setdefault(sid, set()).add(document.file)
    several = [files for sid, files in found.items() if sid in waiver.sid and len(files) > 1]
    return sorted(set().union(*several))


def _concerns(waiver: Waiver, report: Report, waivers: Waivers) -> bool:
    """Tell whether a waiver may name a finding of some subject of the report."""
    return any(_could_apply(waiver, one, waivers) for one in report.subjects)


def _is_undecided(waiver: Waiver, report: Report, waivers: Waivers) -> bool:
    """Tell whether a subject that a waiver may be about could not be judged."""
    return any(not one.is_judged and _could_apply(waiver, one, waivers) for one in report.subjects)


def _could_apply(waiver: Waiver, one: SubjectReport, waivers: Waivers) -> bool:
    return waiver.subject in {None, one.subject.name} and any(
        waiver.is_of_file(file, waivers.base) for file in one.subject.files
    )


def _expired(waiver: Waiver) -> Finding:
    why = f"{waiver.owner}: {waiver.reason}"
    message = f"the waiver of {waiver.description()} expired on {waiver.expires} ({why})"
    return _about("waiver-expired", waiver, message)


def _unused(waiver: Waiver, report: Report, waivers: Waivers) -> Finding:
    names = [one.subject.name for one in report.subjects]
    hint = _why_unused(waiver, report, waivers)
    if waiver.subject is not None and waiver.subject not in names:
        hint = f"; there is no subject {waiver.subject}: {closest(waiver.subject, names)}"
    return _about("waiver-unused", waiver, f"the waiver of {waiver.description()} matches no finding{hint}")


def _why_unused(waiver: Waiver, report: Report, waivers: Waivers) -> str:
    """Say what the waiver must name as well, where a finding at its Sid is not covered."""
    for one in report.subjects:
        files = _files_with_sid(waiver, one) if waiver.subject in {None, one.subject.name} else []
        if len(files) > 1:
            return f": statements in {' and '.join(files)} have this Sid; name the file too"
        for finding in one.findings:
            if one.is_judged and waiver.points_to(one.subject.name, finding, waivers.base):
                other = waiver.unnamed(finding, waivers.base)[0]
                name = f"the Sid {other.sid}" if other.sid else "a statement without a Sid"
                return (
                    f": the finding also depends on {name} ({other.file}:{other.line}); "
                    f"list every Sid (sid: [A, B]), or delete sid"
                )
    return ""


def _about(rule: str, waiver: Waiver, message: str) -> Finding:
    expires = waiver.expires.isoformat()
    about = [waiver.rule, waiver.file, waiver.subject, waiver.sid, expires]
    evidence = {"rule": waiver.rule, "owner": waiver.owner, "expires": expires}
    return finding_at(rule, message, waiver.source, waiver.position, about, evidence=evidence)
