"""The text report shows scenarios that fail alike once: one fault of a policy often fails a dozen of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mfagate.reports._text import as_text
from support.sample_reports import WAIVED, finding, report, subject

if TYPE_CHECKING:
    from mfagate.findings.model import Finding


def failed(
    action: str,
    title: str = "Reads a bucket, or not",
    label: str = "api-key",
    **more: Any,  # noqa: ANN401 - members of Finding
) -> Finding:
    """Return the finding of a scenario that fails."""
    message = f"{title}, {label}: expected allow, got explicit-deny"
    evidence = {"case": f"scenarios/a.yaml::developers::reads[{label}]", "action": action}
    return finding(rule="scenario", message=message, evidence=evidence, **more)


def lines(*findings: Finding) -> list[str]:
    """Return the lines about a subject's findings, without those about remedies."""
    text = as_text(report(subject(findings)), color=False).split("\ndevelopers\n", 2)[-1]
    return [line.strip() for line in text.split("\n\n")[0].splitlines() if "fix:" not in line]


def test_scenarios_of_one_credential_that_fail_alike_are_shown_once() -> None:
    """The first is shown; a line below it counts the others and names their actions."""
    actions = ["s3:GetObject", "s3:PutObject", "ec2:RunInstances", "s3:PutObject"]
    shown = lines(*(failed(action, f"Title {number}") for number, action in enumerate(actions)))
    assert shown == [
        "policies/a.json:4:5: error: Title 0, api-key: expected allow, got explicit-deny [scenario] (Own)",
        "3 more api-key scenarios fail at this statement: s3:PutObject, ec2:RunInstances",
    ]


def test_one_other_scenario_and_many_actions_have_their_own_words() -> None:
    """One scenario fails, two fail; of many actions the first five are named."""
    assert lines(failed("a:b"), failed("a:c"))[1:] == ["1 more api-key scenario fails at this statement: a:c"]
    named = "a:1, a:2, a:3, a:4, a:5, ..."
    assert lines(*(failed(f"a:{number}") for number in range(8)))[1:] == [
        f"7 more api-key scenarios fail at this statement: {named}"
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"label": "role-session"},
        {"line": 5},
        {"sid": "Guard"},
        {"remedy": "Something else."},
        {"waived": WAIVED},
    ],
)
def test_scenarios_that_fail_otherwise_are_shown_apart(other: dict[str, Any]) -> None:
    """Another credential, place, statement, remedy or waiver makes another entry."""
    assert len([line for line in lines(failed("a:b"), failed("a:c", **other)) if "[scenario]" in line]) == 2


def test_findings_of_rules_are_not_folded() -> None:
    """Two findings of a rule are two entries, even with the same message."""
    shown = [line for line in lines(finding(), finding()) if "more" not in line]
    assert len(shown) == 2


def test_scenarios_come_after_findings_of_rules() -> None:
    """A finding of a rule is mostly why scenarios fail, so it comes first wherever it is in the file."""
    late = finding(line=9, message="the cause")
    shown = [line for line in lines(failed("a:b"), late, failed("a:b", line=8)) if "error:" in line]
    assert [line.split(":")[1] for line in shown] == ["9", "4", "8"]
