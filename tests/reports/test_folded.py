"""Scenarios that end alike are told once in text: one fault of a policy often shows in a dozen of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mfagate.reports._text import as_text

from .building import WAIVED, finding, report, subject

if TYPE_CHECKING:
    from mfagate.findings.model import Finding


def failed(
    action: str,
    title: str = "Reads a bucket, or not",
    label: str = "api-key",
    **more: Any,  # noqa: ANN401 - members of Finding
) -> Finding:
    """Return the finding of a scenario that a key does not come through."""
    message = f"{title}, {label}: expected allow, got ExplicitlyDenied"
    return finding(rule="scenario", message=message, evidence={"action": action}, **more)


def lines(*findings: Finding) -> list[str]:
    """Return the lines about a subject's findings, each without what stands before and behind it."""
    told = as_text(report(subject(findings)), colour=False).split("\ndevelopers\n", 2)[-1]
    return [line.strip() for line in told.split("\n\n")[0].splitlines() if "fix:" not in line]


def test_scenarios_of_one_credential_that_end_alike_are_told_once() -> None:
    """The first stands for them; how many more there are, and with which actions, is said below it."""
    actions = ["s3:GetObject", "s3:PutObject", "ec2:RunInstances", "s3:PutObject"]
    told = lines(*(failed(action, f"Title {number}") for number, action in enumerate(actions)))
    assert told == [
        "policies/a.json:4:5: error: Title 0, api-key: expected allow, got ExplicitlyDenied [scenario] (Own)",
        "and 3 more scenarios of api-key end so here: s3:PutObject, ec2:RunInstances",
    ]


def test_one_more_and_many_actions_are_told_as_such() -> None:
    """Of two there is one more; of many actions the first five are named."""
    assert lines(failed("a:b"), failed("a:c"))[1:] == ["and 1 more scenario of api-key ends so here: a:c"]
    named = "a:1, a:2, a:3, a:4, a:5, ..."
    assert lines(*(failed(f"a:{number}") for number in range(8)))[1:] == [
        f"and 7 more scenarios of api-key end so here: {named}"
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
def test_what_is_another_fault_is_told_by_itself(other: dict[str, Any]) -> None:
    """Another credential, place, statement or remedy, or one that is waived: nothing of it is hidden."""
    assert len([line for line in lines(failed("a:b"), failed("a:c", **other)) if "[scenario]" in line]) == 2


def test_findings_of_rules_are_not_folded() -> None:
    """Two findings of a rule are two, however like each other they are."""
    told = [line for line in lines(finding(), finding()) if "more" not in line]
    assert len(told) == 2


def test_scenarios_come_behind_what_rules_say() -> None:
    """A rule's finding is mostly why scenarios fail, wherever in the file it is."""
    late = finding(line=9, message="the cause")
    told = [line for line in lines(failed("a:b"), late, failed("a:b", line=8)) if "error:" in line]
    assert [line.split(":")[1] for line in told] == ["9", "4", "8"]
