"""A failed scenario says why it matters, and what to do, each as what it is."""

from __future__ import annotations

import json

import pytest

from mfagate.reports._github import as_github
from mfagate.reports._json import as_json
from mfagate.reports._markdown import as_markdown
from mfagate.reports._sarif import as_sarif
from mfagate.reports._text import as_text
from mfagate.reports.html import as_html
from support.sample_reports import finding, report, subject

CASE = {"case": "a.yaml::s::reads[key]", "action": "a:b", "resource": "*", "reason": "r", "why": "Jobs run."}
FAILED = finding(rule="scenario", message="Reads: expected allow", remedy="Guard denies it.", evidence=CASE)
WITHOUT = finding(rule="scenario", message="Reads: expected allow", remedy="", evidence={**CASE, "why": 1})
OTHER = finding(evidence={"why": "Jobs run."})


def test_every_report_has_reason_and_remedy() -> None:
    """The reason is not passed off as a remedy."""
    made = report(subject([FAILED]))

    assert "      why: Jobs run.\n      fix: Guard denies it.\n" in as_text(made, color=False)
    assert "::Reads: expected allow (Own)%0AJobs run.%0AGuard denies it.\n" in as_github(made)
    folded = (
        "<details><summary>why</summary>Jobs run.</details><details><summary>fix</summary>Guard denies it."
    )
    assert folded in as_markdown(made)
    page = as_html(made)
    assert "<b>Why it matters: </b>Jobs run.</p>" in page
    assert "<b>Fix: </b>Guard denies it.</p>" in page
    properties = json.loads(as_sarif(made))["runs"][0]["results"][0]["properties"]
    assert (properties["remedy"], properties["evidence"]["why"]) == ("Guard denies it.", "Jobs run.")
    (reported,) = json.loads(as_json(made))["subjects"][0]["findings"]
    assert (reported["remedy"], reported["evidence"]["why"]) == ("Guard denies it.", "Jobs run.")


@pytest.mark.parametrize("one", [WITHOUT, OTHER], ids=["neither", "another-rule"])
def test_without_a_reason_nothing_is_shown(one: object) -> None:
    """No empty line, and the evidence of another rule is its own matter."""
    made = report(subject([one]))  # type: ignore[list-item]

    text = as_text(made, color=False)
    assert "why:" not in text
    assert ("fix:" in text) is (one is OTHER)
    assert "Why it matters" not in as_html(made)
    assert "<summary>why</summary>" not in as_markdown(made)


def test_a_shared_reason_is_shown_once() -> None:
    """As a remedy is."""
    text = as_text(report(subject([FAILED, FAILED])), color=False)

    assert (text.count("why: Jobs run."), text.count("fix: Guard denies it.")) == (1, 1)
