"""Scenarios that are not applicable: counted and shown apart in every format, and never a pass."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mfagate.exceptions import NothingToCheckError
from mfagate.findings.report import nothing_compared, require_comparison
from mfagate.reports import REPORTERS
from mfagate.reports._gitlab import as_gitlab
from mfagate.reports.phrases import counts, not_applicable
from support.sample_reports import finding, report, subject

CASES = tuple(
    {
        "case": f"s.yaml::developers::pulls-{number}[api-key]",
        "title": f"Pulls {number}, api-key",
        "action": action,
        "resource": "arn:aws:ecr:eu-west-1:111122223333:repository/<app>",
    }
    for number, action in enumerate(["ecr:BatchGetImage", "ecr:BatchGetImage", "ecr:PutImage"])
)
SOME = replace(subject(), not_applicable=CASES)
NONE = replace(subject(name="robots"), passed=0, not_applicable=CASES)
LINE = (
    "3 scenarios of profile console-only are not applicable, as the policies never grant ecr:BatchGetImage, "
    "ecr:PutImage"
)


def test_they_are_counted_apart() -> None:
    """They are neither passed nor failed, and not among the scenarios that were compared."""
    made = report(SOME)

    assert made.summary() == {
        "files": 1,
        "subjects": 1,
        "scenarios": 2,
        "passed": 2,
        "failed": 0,
        "not_applicable": 3,
        "findings": 0,
    }
    assert counts(made) == ("1 subject, 2 scenarios (2 passed, 0 failed), 3 not applicable, 0 findings")
    assert counts(report(subject())) == "1 subject, 2 scenarios (2 passed, 0 failed), 0 findings"


def test_a_line_names_their_actions() -> None:
    """Each action once, five at the most; and where nothing else was compared, it says so."""
    many = tuple({**CASES[0], "action": f"s3:Get{number}"} for number in range(7))

    assert not_applicable(SOME) == LINE
    assert not_applicable(NONE) == f"{LINE}; nothing was compared of this subject"
    assert not_applicable(replace(subject(), not_applicable=CASES[:1])) == (
        "1 scenario of profile console-only is not applicable, as the policies never grant ecr:BatchGetImage"
    )
    assert not_applicable(replace(subject(), not_applicable=many)).endswith(
        "never grant s3:Get0, s3:Get1, s3:Get2, s3:Get3, s3:Get4, ..."
    )
    assert not_applicable(subject()) == ""


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ("text", f"\nNot applicable (docs/reference/scenarios.md)\n  developers: {LINE}\n\nPASSED: "),
        ("github", f"not applicable: developers: {LINE}\nPASSED: "),
        ("markdown", "\n| developers | 3 scenarios of profile console-only are not applicable, "),
        ("html", f"<summary>Not applicable: {LINE}</summary>"),
        ("html", "<li>Pulls 2, api-key: <code>ecr:PutImage</code> on <code>arn:aws:ecr:eu-west-1:"),
        ("html", "repository/&lt;app&gt;</code></li>"),
    ],
)
def test_every_format_for_readers_shows_them(form: str, says: str) -> None:
    """A reader sees which subject has them, how many, and what its policies never grant."""
    assert says in REPORTERS[form](report(SOME), False)  # noqa: FBT003 - without colors


@pytest.mark.parametrize("form", sorted(REPORTERS))
def test_no_format_mentions_them_where_there_is_none(form: str) -> None:
    """The words would only raise questions."""
    shown = REPORTERS[form](report(subject()), False)  # noqa: FBT003 - without colors

    assert "not applicable" not in shown
    assert "Not applicable" not in shown


def test_json_has_their_number_and_each_case() -> None:
    """The summary has the number, and a subject the number and the cases."""
    read = json.loads(REPORTERS["json"](report(SOME), False))  # noqa: FBT003 - without colors

    assert read["summary"]["not_applicable"] == 3
    assert read["subjects"][0]["scenarios"] == {
        "passed": 2,
        "failed": 0,
        "not_applicable": 3,
        "not_applicable_cases": list(CASES),
        "depends": [],
    }


def test_sarif_has_a_notification_for_each_subject() -> None:
    """They are no results, which a service would show as alerts."""
    (run,) = json.loads(REPORTERS["sarif"](report(SOME), False))["runs"]  # noqa: FBT003 - without colors

    assert run["results"] == []
    (invocation,) = run["invocations"]
    assert invocation["toolExecutionNotifications"] == [
        {"level": "note", "message": {"text": f"developers: {LINE}"}}
    ]
    assert invocation["properties"]["summary"]["not_applicable"] == 3


def test_gitlab_has_an_entry_for_each_subject() -> None:
    """The format has no summary; the entry is the same from run to run."""
    entries = json.loads(as_gitlab(report(SOME, replace(SOME, subject=NONE.subject))))

    assert [entry["description"] for entry in entries] == [f"developers: {LINE}", f"robots: {LINE}"]
    assert entries[0] == {
        "description": f"developers: {LINE}",
        "check_name": "scenario-not-applicable",
        "fingerprint": entries[0]["fingerprint"],
        "severity": "info",
        "location": {"path": "policies/a.json", "lines": {"begin": 1}},
    }
    assert entries[0]["fingerprint"] != entries[1]["fingerprint"]


def test_a_name_cannot_begin_a_command_for_github() -> None:
    """A subject is named within a line that begins with words of ours."""
    named = replace(SOME, subject=replace(SOME.subject, name="a\n::error::b"))
    lines = REPORTERS["github"](report(named), False).splitlines()  # noqa: FBT003 - without colors

    assert [line.partition(":")[0] for line in lines] == ["not applicable", "PASSED"]


@pytest.mark.parametrize("others", [[], [subject()]])
def test_a_subject_with_nothing_compared_is_no_pass(others: list[object]) -> None:
    """One is enough for exit code 2, whatever the other subjects are like."""
    made = report(NONE, *others)  # type: ignore[arg-type]

    assert (made.verdict, made.exit_code) == ("NOTHING COMPARED", 2)
    with pytest.raises(NothingToCheckError) as raised:
        require_comparison(made)
    assert str(raised.value) == (
        "nothing was compared: the policies of robots grant nothing that a scenario expects to be allowed; "
        "name robots under expect in your own scenario"
    )


def test_a_finding_counts_before_a_missing_comparison() -> None:
    """A subject that violates its profile fails, compared or not."""
    made = report(replace(NONE, findings=(finding(),)))

    assert (made.verdict, made.exit_code) == ("FAILED", 1)
    require_comparison(made)


def test_every_subject_without_a_comparison_is_named() -> None:
    """Those that no scenario is about, and those whose scenarios are not applicable: five of each."""
    unnamed = [replace(subject(name=f"s{number}"), passed=0) for number in range(7)]

    assert nothing_compared([*unnamed, NONE]) == (
        "no scenario expects anything of s0, s1, s2, s3, s4 and 2 more; "
        "the policies of robots grant nothing that a scenario expects to be allowed; "
        "name each under expect in your own scenario"
    )
    assert nothing_compared(unnamed[:1]) == (
        "no scenario expects anything of s0; name s0 under expect in your own scenario"
    )


def test_a_subject_that_is_not_judged_is_not_asked_to_be_compared() -> None:
    """Its findings say what is wrong."""
    broken = subject([finding(rule="structure")], text="[", name="broken")

    assert report(broken, subject()).not_compared == []
