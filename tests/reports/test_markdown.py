"""The Markdown report: what a comment shows, and that it fits into one."""

from __future__ import annotations

import re

import pytest

from mfagate.reports._markdown import LIMIT, as_markdown, escaped
from support.sample_reports import KEY_CELL, NASTY, WAIVED, finding, judged, report, subject


def test_it_begins_with_the_verdict() -> None:
    """The first line is the verdict, the next what was counted and who decided."""
    lines = as_markdown(report(subject())).splitlines()
    assert lines[:3] == [
        "### mfagate: PASSED",
        "",
        "1 subject, 2 scenarios (2 passed, 0 failed), 0 findings; decided by OPA 1.2.3 (binary)",
    ]


def test_the_posture_is_a_table_with_marks() -> None:
    """What the profile wants otherwise is bold and marked; a cell that judges nothing is a dash."""
    found = judged(api_key__identity={"state": "open"})
    lines = as_markdown(report(subject([finding(evidence=KEY_CELL)], found=found))).splitlines()
    services = next(line for line in lines if "| services |" in line)
    identity = next(line for line in lines if "| identity |" in line)
    assert services == f"| **developers** | services | {' | '.join(['blocked'] * 9)} |"
    cells = ["blocked", "blocked", "**open!**", *["blocked"] * 5, "-"]
    assert identity == rf"| console-only + Allow &#42; | identity | {' | '.join(cells)} |"


def test_a_finding_is_a_row_with_its_remedy_folded() -> None:
    """Severity, subject, place, message, rule and Sid; the remedy opens on a click."""
    last = as_markdown(report(subject([finding()]))).splitlines()[-1]
    assert last == (
        "| ❌ error | developers | policies/a.json:4:5 | iam:CreateUser is allowed without MFA "
        "[identity-open-without-mfa] (Own)<details><summary>fix</summary>Deny it.</details> |"
    )


def test_the_worst_finding_is_first_and_waived_ones_are_last() -> None:
    """Where there is no room for all, errors are what is seen."""
    found = [
        finding(severity="note"),
        finding(severity="error", waived=WAIVED),
        finding(severity="warning"),
        finding(),
    ]
    rows = as_markdown(report(subject(found))).splitlines()[-4:]
    assert [row.split(" | ")[0] for row in rows] == ["| ❌ error", "| ⚠️ warning", "| 💡 note", "| ⏸️ accepted"]
    assert "<br>waived until 2027-01-31 by platform: until the robots have roles<details>" in rows[-1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NASTY, "&#60;script&#62;alert(1)&#60;/script&#62;"),
        ("a|b\n| c", "a&#124;b&#92;n&#124; c"),
        ("**b** _i_ `c` [l](x)", "&#42;&#42;b&#42;&#42; &#95;i&#95; &#96;c&#96; &#91;l&#93;(x)"),
        ("@octocat #1", "&#64;&#8288;octocat &#35;1"),
        ("https://x www.y", "https&#58;//x www&#46;y"),
        ("&lt;", "&#38;lt;"),
    ],
)
def test_special_characters_are_escaped(text: str, shown: str) -> None:
    """Nothing in a Sid or a file name is markup, a link, a mention or the end of a cell."""
    assert escaped(text) == shown


def test_a_long_report_fits_into_a_comment_and_says_what_is_missing() -> None:
    """With thousands of findings the text ends in time, and the rest is counted exactly."""
    many = [finding(message=f"number {number} " + "x" * 300) for number in range(5000)]
    text = as_markdown(report(subject(many)))
    shown = text.count("| ❌ error |")
    assert 50 < shown < 5000
    assert LIMIT - 2000 < len(text) <= LIMIT
    assert text.endswith(f"\n{5000 - shown} more findings not shown; the other formats show all of them.\n")


def test_many_subjects_leave_room_for_findings() -> None:
    """The posture takes half at the most, and counts the subjects that it leaves out."""
    subjects = [
        subject([finding(message=f"number {number}")], name=f"subject-{number}") for number in range(1000)
    ]
    text = as_markdown(report(*subjects))
    shown = text.count("| services |")
    assert len(text) <= LIMIT
    assert f"\n{1000 - shown} more subjects not shown;" in text
    assert re.search(r"\n\d+ more findings not shown;", text)
