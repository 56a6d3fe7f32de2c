"""The verdict: its words, the exit code and `--fail-on` say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mfagate.reports import REPORTERS
from mfagate.reports._posture_table import row_label, rows
from mfagate.reports._text import as_text
from mfagate.reports.phrases import counts, visible, waiver
from support.sample_reports import BASELINE, WAIVED, finding, report, subject


@pytest.mark.parametrize(
    ("severity", "fail_on", "verdict", "code"),
    [
        ("error", "error", "FAILED", 1),
        ("warning", "error", "PASSED", 0),
        ("warning", "warning", "FAILED", 1),
        ("note", "warning", "PASSED", 0),
        ("note", "note", "FAILED", 1),
    ],
)
def test_the_last_line_says_what_the_exit_code_says(
    severity: str, fail_on: str, verdict: str, code: int
) -> None:
    """A finding counts from the severity on that `--fail-on` names, in the words and in the exit code."""
    made = report(subject([finding(severity=severity)]), fail_on=fail_on)

    assert (made.verdict, made.exit_code, made.is_clean) == (verdict, code, code == 0)
    last = as_text(made, color=False).splitlines()[-1]
    assert last == (
        f"{verdict}: 1 subject, 2 scenarios (2 passed, 0 failed), 1 finding; decided by OPA 1.2.3 (binary)"
    )


def test_a_waived_finding_does_not_count() -> None:
    """Waived findings are counted in the summary, and do not fail the run."""
    made = report(subject([finding(waived=WAIVED), finding(waived=BASELINE)]))
    assert (made.verdict, made.exit_code, len(made.findings)) == ("PASSED", 0, 2)
    assert counts(made).endswith(", 2 findings (1 waived, 1 in the baseline)")


def test_a_run_without_a_scenario_does_not_pass() -> None:
    """Without a compared scenario the verdict is NOTHING COMPARED and the exit code 2."""
    made = report(replace(subject(), passed=0))
    assert (made.verdict, made.exit_code) == ("NOTHING COMPARED", 2)


def test_a_cell_that_judges_nothing_is_a_dash() -> None:
    """A registry token makes no identity call: the cell is neither blocked nor open."""
    services, identity = as_text(report(subject()), color=False).splitlines()[2:4]
    assert services.split() == ["developers", *["blocked"] * 9]
    assert identity.split() == ["console-only", "+", "Allow", "*", *["blocked"] * 8, "-"]


def test_text_cannot_drive_a_terminal_or_a_build_log() -> None:
    """Control characters, line breaks and turned writing are shown as escapes, elsewhere text stays."""
    assert visible("a\n::error::b\x1b[31m\u202ec\u2066\x7f\r") == r"a\n::error::b\x1b[31m\u202ec\u2066\x7f\r"
    assert visible("s3:Get* on «ü» 日本 😀") == "s3:Get* on «ü» 日本 😀"
    shown = as_text(report(subject([finding(message="a\n::error::b", sid="x\x1by")])), color=False)
    assert r"  policies/a.json:4:5: error: a\n::error::b [identity-open-without-mfa] (x\x1by)" in shown


def test_rows_have_labels_and_heads_that_fit_the_table() -> None:
    """A row has a name in words, and two lines that fit into a column of the text report."""
    assert row_label("forwarded-from-api-key") == "AWS service on a key's behalf"
    assert rows()["api-key"].head == ("access", "key")
    assert max(len(line) for row in rows().values() for line in row.head) <= 9


def test_a_waiver_in_words() -> None:
    """End, owner and reason, or the baseline; nothing where nothing is accepted."""
    assert waiver(finding(waived=WAIVED)) == (
        "waived until 2027-01-31 by platform: until the robots have roles"
    )
    assert waiver(finding(waived={"baseline": "b.json"})) == "in the baseline b.json"
    assert waiver(finding()) == ""


EXPIRED = finding(
    rule="waiver-expired", message="it is over", file="mfagate.yaml", line=9, sid=None, evidence={}
)


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ("text", "  mfagate.yaml:9:5: error: it is over [waiver-expired]\n"),
        ("json", '"rule": "waiver-expired"'),
        ("sarif", '"ruleId": "waiver-expired"'),
        ("github", "::error file=mfagate.yaml,line=9,col=5,title=waiver-expired (-)::it is over"),
        ("gitlab", '"check_name": "waiver-expired"'),
        ("markdown", "| ❌ error | - | mfagate.yaml:9:5 | it is over [waiver-expired]"),
        ("html", "it is over</p>"),
    ],
)
def test_a_finding_about_no_subject_is_in_every_report(form: str, says: str) -> None:
    """An expired waiver counts against the verdict, so no format may leave it out."""
    made = report(subject(), others=[EXPIRED])
    assert made.exit_code == 1
    assert set(REPORTERS) == {"text", "json", "sarif", "github", "gitlab", "markdown", "html"}
    assert says in REPORTERS[form](made, False)  # noqa: FBT003 - without colors
