"""Waivers: read with places, matched by name, and findings themselves when they are none any more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from mfagate.config import load_config
from mfagate.engines import EngineInfo
from mfagate.exceptions import ConfigError, UsageError
from mfagate.findings.model import Finding
from mfagate.findings.report import Report, SubjectReport
from mfagate.policy.documents import parse_document
from mfagate.subjects.model import Subject
from mfagate.suppressions import SuppressionOptions, Suppressions, Waivers, load_waivers, today
from mfagate.suppressions._globs import matches

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 7, 1)
TEXT = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'
WAIVER = """\
waivers:
  - rule: api-key-allowed
    subject: bots
    reason: >-
      Nightly jobs
      have no device.
    owner: platform@example.com
    expires: 2026-12-31
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder, as the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded(folder: Path, text: str, day: dt.date = DAY) -> Waivers:
    """Write a config with this text, and read its waivers."""
    (folder / "mfagate.yaml").write_text(f"version: 1\n{text}", encoding="utf-8")
    return load_waivers(load_config(folder / "mfagate.yaml"), day)


def finding(rule: str = "api-key-allowed", file: str = "policies/bots.json") -> Finding:
    """Return a finding of this rule in this file."""
    return Finding(rule, "error", "m", "r", file, 3, 5, sid="One", fingerprint="0" * 32)


def report(*findings: Finding, subject: str = "bots", judged: bool = True) -> Report:
    """Return a report on one subject with these findings."""
    about = Subject(subject, {"identity[0]": parse_document(TEXT, "policies/bots.json", "identity")})
    one = SubjectReport(about, findings, {} if judged else None)
    return Report(EngineInfo("embedded", "1"), "strict", (one,))


def apply_waivers(found: Report, waivers: Waivers, day: dt.date, *, whole: bool) -> Report:
    """Apply waivers on a day, after the whole config or a part of it was judged."""
    return Suppressions(waivers, day, SuppressionOptions(partial=not whole)).apply(found)


def waived(made: Report) -> list[object]:
    """Return what is said of each finding of the subject."""
    return [one.waived for one in made.subjects[0].findings]


def reported(made: Report) -> list[tuple[str, str, str]]:
    """Return the findings about waivers: severity, place and rule."""
    return [(one.severity, f"{one.file}:{one.line}:{one.column}", one.rule) for one in made.others]


def test_a_waiver_marks_the_finding_it_names(folder: Path) -> None:
    """Rule and subject fit: the finding is waived, with reason, owner and date, and the report holds."""
    waivers = loaded(folder, WAIVER)

    made = apply_waivers(report(finding()), waivers, DAY, whole=True)

    assert waived(made) == [
        {
            "reason": "Nightly jobs have no device.",
            "owner": "platform@example.com",
            "expires": "2026-12-31",
        }
    ]
    unwaived = [finding for finding in made.findings if finding.waived is None]
    assert (made.is_clean, unwaived, made.others) == (True, [], ())
    assert made.summary()["findings"] == 1


@pytest.mark.parametrize(
    ("names", "is_named"),
    [
        ("subject: bots", True),
        ("subject: bot", False),
        ("file: policies/bots.json", True),
        ("file: ./policies/bots.json", True),
        ("file: policies/*.json", True),
        ("file: '**/*.json'", True),
        ("file: '*.json'", False),
        ("file: policies/bots.yaml", False),
        ("subject: bots\n    file: policies/bots.json\n    sid: One", True),
        ("subject: bots\n    file: other.json", False),
        ("subject: bots\n    sid: Two", False),
    ],
)
def test_all_that_a_waiver_names_must_fit(
    folder: Path,
    names: str,
    is_named: bool,  # noqa: FBT001
) -> None:
    """Subject, file and Sid narrow a waiver; one that does not fit leaves the finding as it is."""
    waivers = loaded(folder, WAIVER.replace("subject: bots", names))

    made = apply_waivers(report(finding()), waivers, DAY, whole=False)

    assert made.is_clean is is_named


@pytest.mark.parametrize(
    ("second", "names", "is_named"),
    [
        ("One", "subject: bots\n    sid: One", False),
        ("One", "subject: bots\n    sid: [Two, One]", False),
        ("One", "subject: bots\n    sid: One\n    file: policies/bots.json", True),
        ("One", "subject: bots", True),
        ("Two", "subject: bots\n    sid: One", True),
    ],
)
def test_a_sid_that_stands_in_two_files_names_neither(
    folder: Path,
    second: str,
    names: str,
    is_named: bool,  # noqa: FBT001
) -> None:
    """A Sid is of one document: a statement that comes with another file is one that nobody accepted."""
    waivers = loaded(folder, WAIVER.replace("subject: bots", names))
    texts = {"policies/bots.json": "One", "policies/new.json": second}
    parts = {
        f"identity[{number}]": parse_document(
            TEXT.replace('{"Effect"', f'{{"Sid": "{sid}", "Effect"'), file, "identity"
        )
        for number, (file, sid) in enumerate(texts.items())
    }
    one = SubjectReport(Subject("bots", parts), (finding(),), {})
    made = apply_waivers(Report(EngineInfo("embedded", "1"), "strict", (one,)), waivers, DAY, whole=True)

    assert made.is_clean is is_named
    said = "statements in policies/bots.json and policies/new.json have this Sid"
    assert any(said in reported.message for reported in made.others) is not is_named


def test_another_rule_is_not_waived(folder: Path) -> None:
    """A waiver is of one rule."""
    made = apply_waivers(report(finding("hijack-path")), loaded(folder, WAIVER), DAY, whole=False)

    assert waived(made) == [None]
    assert not made.is_clean


def test_files_are_relative_to_the_config(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From another working directory the same waiver names the same file."""
    waivers = loaded(folder, WAIVER.replace("subject: bots", "file: policies/*.json"))
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    whole = str(folder / "policies/bots.json")

    assert apply_waivers(report(finding(file=whole)), waivers, DAY, whole=False).is_clean
    assert not apply_waivers(report(finding()), waivers, DAY, whole=False).is_clean


def test_the_last_day_counts_and_the_next_does_not(folder: Path) -> None:
    """`expires` is the last day; after it the waiver is an error, and the finding counts again."""
    waivers = loaded(folder, WAIVER)

    on_it = apply_waivers(report(finding()), waivers, dt.date(2026, 12, 31), whole=True)
    after = apply_waivers(report(finding()), waivers, dt.date(2027, 1, 1), whole=True)

    assert on_it.is_clean
    assert on_it.others == ()
    assert waived(after) == [None]
    assert reported(after) == [("error", "mfagate.yaml:3:5", "waiver-expired")]
    assert after.others[0].message == (
        "the waiver of api-key-allowed of bots expired on 2026-12-31 "
        "(platform@example.com: Nightly jobs have no device.)"
    )


def test_an_expired_waiver_fails_also_where_nothing_is_found(folder: Path) -> None:
    """It has to go: nobody answers for it any more."""
    made = apply_waivers(report(), loaded(folder, WAIVER), dt.date(2027, 1, 1), whole=True)

    assert reported(made) == [("error", "mfagate.yaml:3:5", "waiver-expired")]
    assert not made.is_clean


@pytest.mark.parametrize(("subject", "is_reported"), [("bots", True), ("people", False)])
def test_a_partial_run_reports_only_what_concerns_it(
    folder: Path,
    subject: str,
    is_reported: bool,  # noqa: FBT001
) -> None:
    """Where paths were named, an expired waiver of a subject that was not judged is left to other runs."""
    made = apply_waivers(report(subject=subject), loaded(folder, WAIVER), dt.date(2027, 1, 1), whole=False)

    assert bool(made.others) is is_reported


def test_a_waiver_that_waives_nothing_is_a_warning(folder: Path) -> None:
    """Only where all was judged; the closest subject is told where the name is none."""
    waivers = loaded(folder, WAIVER.replace("bots", "bost"))

    whole = apply_waivers(report(), waivers, DAY, whole=True)
    part = apply_waivers(report(), waivers, DAY, whole=False)

    assert reported(whole) == [("warning", "mfagate.yaml:3:5", "waiver-unused")]
    assert whole.others[0].message == (
        "the waiver of api-key-allowed of bost matches no finding; there is no subject bost: "
        "did you mean bots?"
    )
    assert whole.is_clean
    assert part.others == ()


def test_a_waiver_of_what_could_not_be_judged_is_not_called_unused(folder: Path) -> None:
    """A document with an error of structure hides what the rules would find; nothing there is waived."""
    waivers = loaded(folder, WAIVER)

    assert apply_waivers(report(judged=False), waivers, DAY, whole=True).others == ()
    assert waived(apply_waivers(report(finding(), judged=False), waivers, DAY, whole=True)) == [None]


def test_waivers_may_stand_in_a_file_of_their_own(folder: Path) -> None:
    """The config names the file; findings about a waiver point into it, and patterns begin at the config."""
    (folder / "security").mkdir()
    (folder / "security/waivers.yaml").write_text(f"version: 1\n{WAIVER}", encoding="utf-8")
    waivers = loaded(folder, "waivers: security/waivers.yaml\n")

    assert waivers.base == folder
    made = apply_waivers(report(), waivers, DAY, whole=True)
    assert reported(made) == [("warning", "security/waivers.yaml:3:5", "waiver-unused")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            WAIVER.replace("api-key-allowed", "api-key-alowed"),
            "3:11: $.waivers[0].rule: there is no rule api-key-alowed; did you mean api-key-allowed?",
        ),
        (
            WAIVER.replace("api-key-allowed", "structure"),
            "3:11: $.waivers[0].rule: the rule structure cannot be waived; "
            "delete the waiver, and fix what the rule finds",
        ),
        (
            WAIVER.replace("api-key-allowed", "unrendered-template"),
            "3:11: $.waivers[0].rule: the rule unrendered-template cannot be waived; "
            "delete the waiver, and fix what the rule finds",
        ),
        (
            WAIVER.replace("api-key-allowed", "waiver-expired"),
            "3:11: $.waivers[0].rule: the rule waiver-expired cannot be waived; "
            "delete the waiver, and fix what the rule finds",
        ),
        (
            f"not_waivable: [hijack-path, api-key-allowed]\n{WAIVER}",
            "4:11: $.waivers[0].rule: the rule api-key-allowed cannot be waived; "
            "delete the waiver, and fix what the rule finds",
        ),
        (
            f"not_waivable: [hijack-paht]\n{WAIVER}",
            "2:16: there is no rule hijack-paht; did you mean hijack-path?",
        ),
        (
            WAIVER.replace("    subject: bots\n", ""),
            "3:5: $.waivers[0]: a waiver needs a file or a subject; name at least one",
        ),
        (
            WAIVER.replace("    owner: platform@example.com\n", ""),
            "3:5: $.waivers[0]: the key owner is missing",
        ),
        (WAIVER.replace("    expires: 2026-12-31\n", ""), "3:5: $.waivers[0]: the key expires is missing"),
        (
            WAIVER.replace("platform@example.com", "' '"),
            "8:12: $.waivers[0].owner: the owner must not be empty",
        ),
        (
            WAIVER.replace("2026-12-31", "2026-11-31"),
            "9:14: $.waivers[0].expires: 2026-11-31 is not a date; expected YYYY-MM-DD, such as 2026-12-31",
        ),
        (
            WAIVER.replace("expires", "until"),
            "9:5: $.waivers[0]: unknown key until; "
            "expected one of expires, file, owner, reason, rule, sid, subject",
        ),
        (
            f"waiver_max_days: 90\n{WAIVER}",
            "10:14: $.waivers[0].expires: 2026-12-31 is too far ahead: "
            "waiver_max_days allows 90 days from 2026-07-01",
        ),
        ("waivers: {}\n", "2:10: $.waivers: {} is not a list or a string"),
    ],
)
def test_a_waiver_that_is_not_right_is_reported_with_its_place(folder: Path, text: str, message: str) -> None:
    """Nothing is waived by a waiver with a mistake in it: the config is refused."""
    with pytest.raises(ConfigError) as raised:
        loaded(folder, text)

    assert str(raised.value) == f"mfagate.yaml:{message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "mfagate.yaml:2:10: w.yaml: no such waiver file; "),
        ("version: 1\n", "w.yaml:1:1: $: the key waivers is missing"),
        ("version: 1\nwaivers: [", "w.yaml:2:11: "),
    ],
)
def test_an_invalid_waiver_file_is_reported(folder: Path, text: str | None, message: str) -> None:
    """A file that is not there, or is no list of waivers, is never taken for an empty one."""
    if text is not None:
        (folder / "w.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as raised:
        loaded(folder, "waivers: w.yaml\n")

    assert str(raised.value).startswith(message)


def test_a_limit_lets_what_is_near_through(folder: Path) -> None:
    """`waiver_max_days` counts from today; the last day it allows is allowed."""
    text = f"waiver_max_days: 90\n{WAIVER}"

    assert len(loaded(folder, text, dt.date(2026, 10, 2)).listed) == 1
    with pytest.raises(ConfigError):
        loaded(folder, text, dt.date(2026, 10, 1))


def test_a_rule_of_ones_own_can_be_waived_unless_it_says_otherwise(folder: Path) -> None:
    """The METADATA of an organisation's rules is read like that of the package's."""
    (folder / "rules").mkdir()
    rule = "package mfa.rules\n\n# METADATA\n# custom:\n#   id: ours\n#   waivable: {}\nfindings contains 1\n"
    text = "rules: [rules]\n" + WAIVER.replace("api-key-allowed", "ours")

    (folder / "rules/ours.rego").write_text(rule.format("true"), encoding="utf-8")
    assert [one.rule for one in loaded(folder, text).listed] == ["ours"]

    (folder / "rules/ours.rego").write_text(rule.format("false"), encoding="utf-8")
    with pytest.raises(ConfigError, match="the rule ours cannot be waived"):
        loaded(folder, text)


def test_without_a_config_nothing_is_waived() -> None:
    """No config, no waivers; what cannot be waived is still known, for the baseline."""
    found = load_waivers(load_config(None), DAY)

    assert found.listed == ()
    assert {"structure", "waiver-expired", "unrendered-template"} <= found.not_waivable
    assert "hijack-path" not in found.not_waivable


@pytest.mark.parametrize(
    ("pattern", "path", "is_named"),
    [
        ("a/*.json", "a/b.json", True),
        ("a/*.json", "a/b/c.json", False),
        ("a/**", "a/b/c.json", True),
        ("**/c.json", "c.json", True),
        ("**/c.json", "a/b/c.json", True),
        ("a?.json", "ab.json", True),
        ("a?.json", "a/.json", False),
        ("a.json", "a_json", False),
        ("a/**/b.json", "a/b.json", True),
        ("a/**/b.json", "a/x/y/b.json", True),
        ("a/**/b.json", "a/xb.json", False),
        ("a/**b.json", "a/x/yb.json", True),
        ("*", "a/b", False),
        ("**", "a/b", True),
        ("a?", "a", False),
        ("", "a", False),
        ("*a" * 40 + "b", "a" * 80, False),
        ("**/" * 40 + "b", "a/" * 80 + "a", False),
        ("[ab].json", "a.json", False),
        ("[ab].json", "[ab].json", True),
    ],
)
def test_patterns_of_files(pattern: str, path: str, is_named: bool) -> None:  # noqa: FBT001
    """A star stays in its folder, two go through folders, and everything else is itself."""
    assert matches(pattern, path) is is_named


def test_the_day_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The option counts before the variable, and the variable before the clock."""
    monkeypatch.setenv("MFAGATE_TODAY", "2026-02-03")
    assert today("2026-01-02") == dt.date(2026, 1, 2)
    assert today() == dt.date(2026, 2, 3)
    monkeypatch.delenv("MFAGATE_TODAY")
    assert abs((today() - dt.datetime.now(dt.timezone.utc).date()).days) <= 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("tomorrow", "--today tomorrow: not a date; expected YYYY-MM-DD, such as 2026-12-31"),
        ("20260101", "--today 20260101: not a date; expected YYYY-MM-DD, such as 2026-12-31"),
        ("", "--today: the date is empty; expected YYYY-MM-DD, such as 2026-12-31"),
    ],
)
def test_a_day_that_is_none_is_refused(given: str, message: str) -> None:
    """A typo in the day never lets an expired waiver through."""
    with pytest.raises(UsageError) as raised:
        today(given)

    assert str(raised.value) == message


def test_a_variable_that_is_no_day_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for the variable."""
    monkeypatch.setenv("MFAGATE_TODAY", "2026-13-01")

    with pytest.raises(UsageError, match=r"^MFAGATE_TODAY 2026-13-01: not a date"):
        today()
