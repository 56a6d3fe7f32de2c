"""The pytest plugin: scenario files become items, and a failure reads without a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.commands import BROKEN, EMBEDDED, TWO_SCENARIOS, write

if TYPE_CHECKING:
    import pytest


def test_cases_have_stable_ids(repository: pytest.Pytester) -> None:
    """File, subject, scenario and credential name a case; a credential of several variants shows which."""
    ended = repository.runpytest_inprocess("--collect-only", "-q", *EMBEDDED)

    assert ended.ret == 0
    assert [line for line in ended.outlines if "::" in line] == [
        "scenarios/api_key.yaml::naive::reads-a-bucket[api-key]",
        "scenarios/api_key.yaml::naive::reads-a-bucket[session-with-mfa]",
        "scenarios/api_key.yaml::naive::lists-roles[role-session:false]",
        "scenarios/api_key.yaml::naive::lists-roles[role-session:absent]",
        "scenarios/api_key.yaml::guard::reads-a-bucket[api-key]",
        "scenarios/api_key.yaml::guard::reads-a-bucket[session-with-mfa]",
        "scenarios/api_key.yaml::guard::lists-roles[role-session:false]",
        "scenarios/api_key.yaml::guard::lists-roles[role-session:absent]",
    ]


def test_all_cases_pass_where_all_is_as_expected(repository: pytest.Pytester) -> None:
    """Every case is one test, and the header names the engine that decided and its version."""
    ended = repository.runpytest_inprocess(*EMBEDDED)

    ended.assert_outcomes(passed=8)
    ended.stdout.re_match_lines([r"mfagate: decided by embedded \d+\.\d+\.\d+$"])


def test_one_case_can_be_run_by_its_id(repository: pytest.Pytester) -> None:
    """The id that pytest prints is one that it takes."""
    chosen = "scenarios/api_key.yaml::guard::lists-roles[role-session:absent]"

    ended = repository.runpytest_inprocess(chosen, *EMBEDDED)

    ended.assert_outcomes(passed=1)


def test_cases_can_be_chosen_by_a_word(repository: pytest.Pytester) -> None:
    """`-k` takes the name of a subject, of a scenario or of a credential."""
    ended = repository.runpytest_inprocess("-k", "guard and api-key", *EMBEDDED)

    ended.assert_outcomes(passed=1, deselected=7)


def failed_text(ended: pytest.RunResult) -> list[str]:
    """Return the lines between the title of the failures and the summary, without the tests' own titles."""
    lines = ended.outlines
    start = next(number for number, line in enumerate(lines) if " FAILURES " in line)
    end = next(number for number, line in enumerate(lines) if " short test summary info " in line)
    return [line for line in lines[start + 1 : end] if not line.startswith("___")]


def test_a_failure_says_all_that_matters_and_nothing_else(repository: pytest.Pytester) -> None:
    """Asked, expected, decided, by which statement at which place, why, and where the scenario stands."""
    changed = TWO_SCENARIOS.replace("{default: allow}", "{default: explicit-deny}")
    changed = changed.replace("naive: {api-key: implicit-deny", "naive: {api-key: allow")
    write(repository.path, {"scenarios/api_key.yaml": changed})

    ended = repository.runpytest_inprocess("-k", "api-key", *EMBEDDED)

    ended.assert_outcomes(failed=2, deselected=6)
    assert (
        failed_text(ended)
        == """\
Automation reads a bucket (naive, api-key)
  request:  s3:GetObject on arn:aws:s3:::reports/q3.csv
  expected: allow
  got:      implicit-deny
  reason:   implicitly denied: no identity policy allows it
  near:     Allow of identity[0] statement 0 at policies/naive.json:4:9: \
Bool aws:MultiFactorAuthPresent "true" is false: the key is absent
  why:      Nightly jobs must go on.
  scenario: scenarios/api_key.yaml:3
Automation reads a bucket (guard, api-key)
  request:  s3:GetObject on arn:aws:s3:::reports/q3.csv
  expected: explicit-deny
  got:      allow
  by:       Allow of identity[1] statement 0 (AssumedAllowAll)
  reason:   allowed by identity[1] statement 0 (AssumedAllowAll)
  near:     Allow of identity[0] statement 0 (AllowAllUsersToListAccounts) at policies/guard.json:4:9: \
s3:GetObject is not covered by Action iam:ListAccountAliases, iam:ListUsers, iam:GetAccountSummary
  near:     Deny of identity[0] statement 4 (BlockAnyAccessOtherThanAboveUnlessSignedInWithMFA) \
at policies/guard.json:69:9: Bool aws:MultiFactorAuthPresent "false" is false: the key is absent
  why:      Nightly jobs must go on.
  scenario: scenarios/api_key.yaml:3""".splitlines()
    )


def test_a_failure_names_the_statement_that_decided(repository: pytest.Pytester) -> None:
    """The deciding statement is named with its Sid, and with file, line and column; so is the one wanted."""
    scenarios = TWO_SCENARIOS.replace(
        "{naive: deny, default: allow}",
        "{guard: {decision: explicit-deny, by: SomethingElse}}",
    ).replace("iam:ListRoles", "s3:ListAllMyBuckets")
    write(repository.path, {"scenarios/api_key.yaml": scenarios})

    ended = repository.runpytest_inprocess("-k", "guard and false", *EMBEDDED)

    ended.assert_outcomes(failed=1, deselected=5)
    lines = failed_text(ended)
    assert "  expected: explicit-deny by SomethingElse" in lines
    assert "  got:      explicit-deny" in lines
    assert (
        "  by:       Deny of identity[0] statement 4 (BlockAnyAccessOtherThanAboveUnlessSignedInWithMFA) "
        "at policies/guard.json:69:9"
    ) in lines
    assert not any(line.startswith("  why:") for line in lines)


def test_a_broken_document_fails_its_cases_with_its_place(repository: pytest.Pytester) -> None:
    """A policy that IAM would refuse fails every case of its subject; the others are judged."""
    write(repository.path, {"policies/guard.json": BROKEN})

    ended = repository.runpytest_inprocess(*EMBEDDED)

    ended.assert_outcomes(passed=4, failed=4)
    assert set(failed_text(ended)) == {
        "policies/guard.json:2:64: $: Syntax errors in policy. "
        'There is a comma before the closing "}"; JSON allows none; delete it'
    }


def test_a_scenario_typo_is_a_collection_error_of_one_line(repository: pytest.Pytester) -> None:
    """A scenario file that cannot be read collects nothing, and says where and why."""
    write(repository.path, {"scenarios/api_key.yaml": TWO_SCENARIOS.replace("guard:", "gaurd:")})

    ended = repository.runpytest_inprocess(*EMBEDDED)

    ended.assert_outcomes(errors=1)
    assert ended.ret == 2
    lines = ended.outlines
    start = next(
        number for number, line in enumerate(lines) if "ERROR collecting scenarios/api_key.yaml" in line
    )
    assert lines[start + 1] == (
        "scenarios/api_key.yaml:10:7: $.scenarios[0].expect: gaurd is neither a subject nor a profile; "
        "did you mean guard?"
    )
    assert " short test summary info " in lines[start + 2]


def test_only_scenario_files_of_the_config_are_collected(repository: pytest.Pytester) -> None:
    """Another YAML file is left to whoever it belongs to, even when it is named."""
    ended = repository.runpytest_inprocess("other.yaml", *EMBEDDED)

    ended.assert_outcomes()
    assert ended.ret == 4  # pytest finds nothing to collect in it


def test_a_case_that_cannot_be_judged_fails(repository: pytest.Pytester) -> None:
    """A request that the rules refuse is a failed case, never a passed one."""
    scenarios = TWO_SCENARIOS.replace(
        "    why: Nightly", '    context: {"aws:SourceIp": [], "AWS:SOURCEIP": "1"}\n    why: Nightly'
    )
    write(repository.path, {"scenarios/api_key.yaml": scenarios})

    ended = repository.runpytest_inprocess("-k", "naive and api-key", *EMBEDDED)

    ended.assert_outcomes(failed=1, deselected=7)
    assert "  got:      error: the key aws:sourceip appears in two spellings" in failed_text(ended)
