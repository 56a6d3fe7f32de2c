"""The pytest plugin in a repository whose config names no scenarios: the shipped ones are its tests."""

from __future__ import annotations

import pytest

from mfagate.cli import main
from support.commands import EMBEDDED, GUARD, NAIVE, write

CONFIG = """\
version: 1
account: "111122223333"
subjects:
  - name: developers
    files: [policies/naive.json]
"""


@pytest.fixture
def plain(pytester: pytest.Pytester) -> pytest.Pytester:
    """Give a repository with a config that names a subject and no scenarios."""
    write(pytester.path, {"mfagate.yaml": CONFIG, "policies/naive.json": NAIVE, "policies/guard.json": GUARD})
    return pytester


def collected(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    """Return the ids of the items."""
    ended = pytester.runpytest_inprocess("--collect-only", "-q", *arguments, *EMBEDDED)
    return [line for line in ended.outlines if "::" in line]


def test_the_config_stands_for_the_shipped_scenarios(plain: pytest.Pytester) -> None:
    """An item a case: config, scenario file, subject and case; the same as `mfagate check` compares."""
    items = collected(plain)

    assert "mfagate.yaml::console.yaml::developers::console-lists-buckets[console-without-mfa]" in items
    assert {one.split("::")[0] for one in items} == {"mfagate.yaml"}
    assert {one.split("::")[2] for one in items} == {"developers"}
    assert collected(plain, "mfagate.yaml") == items
    assert collected(plain, "policies") == []


def test_the_cases_are_decided(plain: pytest.Pytester) -> None:
    """A case that comes out as expected passes, another fails with its reasons and where it is written."""
    ended = plain.runpytest_inprocess("-k", "console-lists-buckets or key-reads-a-bucket", *EMBEDDED)

    ended.assert_outcomes(passed=2, failed=2)
    ended.stdout.fnmatch_lines(
        [
            "*Automation*(developers, api-key)",
            "  scenario: mfagate/scenarios/api_key.yaml:*",
        ]
    )


def test_one_case_can_be_chosen(plain: pytest.Pytester) -> None:
    """By its id, as pytest shows it."""
    name = "mfagate.yaml::console.yaml::developers::console-lists-buckets[console-without-mfa]"

    plain.runpytest_inprocess(name, *EMBEDDED).assert_outcomes(passed=1)


@pytest.mark.parametrize(
    "config",
    ["version: 1\n", CONFIG + "scenarios: [scenarios]\n"],
    ids=["no-subjects", "own-scenarios"],
)
def test_a_config_that_has_nothing_to_compare_or_says_itself_is_no_test(
    plain: pytest.Pytester, config: str
) -> None:
    """Without subjects there is nothing to ask; with scenarios of its own the shipped ones are left out."""
    scenario = """\
version: 1
scenarios:
  - {id: one, title: One, credential: api-key, request: {action: "s3:GetObject", resource: "*"},
     expect: {default: deny}}
"""
    write(plain.path, {"mfagate.yaml": config, "scenarios/own.yaml": scenario})

    assert [one for one in collected(plain) if one.startswith("mfagate.yaml")] == []


WAIVER = """\
waivers:
  - {rule: scenario, subject: developers, reason: Being replaced., owner: platform, expires: 2026-12-31}
"""
FAILS = ("-k", "key-reads-a-bucket and api-key")


def test_a_waived_case_fails_as_expected(plain: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the last day of the waiver; `-ra` shows who answers for it."""
    write(plain.path, {"mfagate.yaml": CONFIG + WAIVER})
    monkeypatch.setenv("MFAGATE_TODAY", "2026-12-31")

    ended = plain.runpytest_inprocess("-ra", *FAILS, *EMBEDDED)

    ended.assert_outcomes(xfailed=1)
    ended.stdout.fnmatch_lines(["XFAIL *waived until 2026-12-31 by platform: Being replaced."])
    monkeypatch.setenv("MFAGATE_TODAY", "2027-01-01")
    plain.runpytest_inprocess(*FAILS, *EMBEDDED).assert_outcomes(failed=1)


def test_a_waiver_of_another_subject_is_none(plain: pytest.Pytester) -> None:
    """As in `mfagate check`."""
    write(
        plain.path, {"mfagate.yaml": CONFIG + WAIVER.replace("developers", "others").replace("2026", "9999")}
    )

    plain.runpytest_inprocess(*FAILS, *EMBEDDED).assert_outcomes(failed=1)


def test_a_case_of_the_baseline_fails_as_expected(plain: pytest.Pytester) -> None:
    """What `mfagate check --write-baseline` wrote counts here too, until the statement changes."""
    (plain.path / "policies/guard.json").unlink()  # no subject names it, and a baseline does not cover that
    assert main(["check", "--engine", "embedded", "--write-baseline", "b.json"]) == 0
    write(plain.path, {"mfagate.yaml": f"{CONFIG}baseline: b.json\n"})

    plain.runpytest_inprocess(*FAILS, *EMBEDDED).assert_outcomes(xfailed=1)

    write(plain.path, {"policies/naive.json": NAIVE.replace('"Action": "*"', '"Action": ["*"]')})
    plain.runpytest_inprocess(*FAILS, *EMBEDDED).assert_outcomes(failed=1)


def test_a_waiver_with_a_mistake_ends_the_run(plain: pytest.Pytester) -> None:
    """One line, as for the rest of the config."""
    write(plain.path, {"mfagate.yaml": CONFIG + WAIVER.replace("rule: scenario", "rule: scenarios")})

    ended = plain.runpytest_inprocess(*EMBEDDED)

    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    ended.stderr.fnmatch_lines(
        ["ERROR: mfagate: mfagate.yaml:7:*there is no rule scenarios; did you mean scenario?"]
    )
