"""The baseline: written sorted, read strictly, and true only as long as the findings stay as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mfagate.engines import EngineInfo
from mfagate.exceptions import ConfigError, UsageError
from mfagate.findings.model import Finding
from mfagate.findings.report import Report, SubjectReport
from mfagate.policy.documents import parse_document
from mfagate.subjects.model import Subject
from mfagate.suppressions._baseline import (
    Baseline,
    entries_of,
    mark_known,
    outdated,
    outdated_findings,
    read_baseline,
    write_baseline,
)

TEXT = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'
FIXED = frozenset({"structure"})
KEY, OTHER, THIRD = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the path of a baseline that is not there yet, in the working directory."""
    monkeypatch.chdir(tmp_path)
    return Path("b.json")


def finding(
    fingerprint: str = KEY,
    rule: str = "hijack-path",
    *,
    file: str = "a.json",
    sid: str | None = None,
    message: str = "m",
) -> Finding:
    """Return a finding with this fingerprint."""
    return Finding(rule, "error", message, "r", file, 3, 5, sid=sid, fingerprint=fingerprint)


def report(*findings: Finding, subject: str = "s", judged: bool = True) -> Report:
    """Return a report on one subject with these findings."""
    about = Subject(subject, {"identity[0]": parse_document(TEXT, "a.json", "identity")})
    return Report(
        EngineInfo("embedded", "1"),
        "strict",
        (SubjectReport(about, findings, {} if judged else None),),
    )


def recorded(path: Path, made: Report) -> Baseline:
    """Write a baseline of a report, and read it."""
    write_baseline(path, entries_of(made, FIXED).values())
    return read_baseline(path)


def apply_baseline(found: Report, baseline: Baseline, fixed: frozenset[str]) -> Report:
    """Return the report with the findings of the baseline marked in each subject."""
    return replace(found, subjects=tuple(mark_known(one, baseline, fixed) for one in found.subjects))


def waived(made: Report) -> list[object]:
    """Return what is said of each finding of the subject."""
    return [one.waived for one in made.subjects[0].findings]


def test_what_was_recorded_does_not_count(path: Path) -> None:
    """A finding with a fingerprint of the baseline is marked with its file; another one counts."""
    baseline = recorded(path, report(finding()))

    made = apply_baseline(report(finding(), finding(OTHER)), baseline, FIXED)

    assert waived(made) == [{"baseline": "b.json"}, None]
    assert not made.is_clean
    assert apply_baseline(report(finding()), baseline, FIXED).is_clean


def test_a_baseline_is_sorted_and_says_what_it_is_about(path: Path) -> None:
    """The same findings in another order are the same text, with what a person needs to know them by."""
    findings = [
        finding(OTHER, file="b.json", sid="Two"),
        finding(KEY, message="z"),
        finding(THIRD, message="a\u00e9"),
    ]
    recorded(path, report(*findings))
    text = path.read_text(encoding="utf-8")
    recorded(path, report(*reversed(findings)))

    assert path.read_text(encoding="utf-8") == text
    assert text.endswith("}\n")
    entry = {"rule": "hijack-path", "subject": "s"}
    assert json.loads(text) == {
        "version": 1,
        "findings": [
            {"fingerprint": THIRD, **entry, "file": "a.json", "sid": None, "message": "a\u00e9"},
            {"fingerprint": KEY, **entry, "file": "a.json", "sid": None, "message": "z"},
            {"fingerprint": OTHER, **entry, "file": "b.json", "sid": "Two", "message": "m"},
        ],
    }
    assert [one.name for one in Path().iterdir()] == ["b.json"]


def test_some_things_are_never_recorded_and_never_covered(path: Path) -> None:
    """Not a rule that cannot be waived, also when somebody wrote it in; not what a waiver answers for."""
    broken = finding(rule="structure")
    answered = replace(finding(OTHER), waived={"reason": "r", "owner": "o", "expires": "2026-12-31"})
    assert entries_of(report(broken, answered), FIXED) == {}

    write_baseline(path, entries_of(report(broken), frozenset()).values())
    made = apply_baseline(report(broken, answered), read_baseline(path), FIXED)

    assert waived(made) == [None, answered.waived]
    assert not made.is_clean


def test_a_subject_that_was_not_judged_is_not_covered(path: Path) -> None:
    """Whatever the rule is called: what nobody could judge is not a finding to get used to."""
    baseline = recorded(path, report(finding()))
    unjudged = report(finding(), judged=False)

    assert waived(apply_baseline(unjudged, baseline, FIXED)) == [None]
    assert entries_of(unjudged, FIXED) == {}


def test_an_entry_that_nothing_has_any_more_is_a_note(path: Path) -> None:
    """It points to the entry, and says how to take it out."""
    baseline = recorded(path, report(finding(), finding(OTHER, message="n")))

    gone = outdated(report(finding()), baseline, whole=True)
    (note,) = outdated_findings(baseline, gone)

    assert gone == [OTHER]
    assert (note.severity, note.rule) == ("note", "baseline-outdated")
    assert (note.file, note.line, note.column) == ("b.json", 12, 5)
    assert note.message == "hijack-path in a.json is no longer reported in this form: n"
    assert note.remedy == "Run `mfagate check --prune-baseline`, and commit the smaller file."
    assert outdated(report(finding(), finding(OTHER)), baseline, whole=True) == []


@pytest.mark.parametrize(
    ("made", "whole", "gone"),
    [
        (report(subject="t"), True, [KEY]),
        (report(subject="t"), False, []),
        (report(), False, [KEY]),
        (report(judged=False), True, []),
    ],
    ids=["gone-subject", "other-subject", "same-subject", "broken-subject"],
)
def test_only_what_was_judged_can_be_outdated(path: Path, made: Report, whole: bool, gone: list[str]) -> None:  # noqa: FBT001
    """Not the subjects that a run on a part left out, nor one whose document is broken."""
    assert outdated(made, recorded(path, report(finding())), whole=whole) == gone


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "b.json: there is no such baseline; write it with mfagate check --write-baseline b.json"),
        ("", "b.json:1:1: "),
        ("[]", "b.json:1:1: $: [] is not a map"),
        ('{"version": 2, "findings": []}', "b.json:1:13: $.version: 1 was expected"),
        ('{"version": 1}', "b.json:1:1: $: the key findings is missing"),
        ('{"version": 1, "findings": [{}]}', "b.json:1:29: $.findings[0]: the key fingerprint is missing"),
        ("<<<<<<< HEAD\n", "b.json:1:1: "),
    ],
)
def test_a_baseline_that_is_none_is_refused(path: Path, text: str | None, message: str) -> None:
    """With its place: a baseline that cannot be read never hides a finding, nor is it taken for empty."""
    if text is not None:
        path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as raised:
        read_baseline(path)

    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)


def test_a_baseline_that_cannot_be_written_is_reported(path: Path) -> None:
    """One line, and no half of a file is left."""
    with pytest.raises(UsageError) as raised:
        write_baseline(Path("missing") / path, [])

    assert str(raised.value) == "missing/b.json: cannot be written: No such file or directory"

    path.mkdir()
    with pytest.raises(UsageError, match=r"^b\.json: cannot be written: "):
        write_baseline(path, [])
    assert [one.name for one in Path().iterdir()] == ["b.json"]
