"""One repository, run through `mfagate check` and through pytest: the same outcome of every case."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from mfagate.cli import main
from mfagate.evaluation.queries import ask_subject
from support.commands import BROKEN, CHECKOUT, EMBEDDED, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.engines import Engine
    from mfagate.subjects.model import Subject

DAY = "2026-07-01"
CHECK = ("check", "--engine", "embedded")
WITHOUT_MFA = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}


def statement(sid: str, effect: str, action: str, **more: object) -> dict[str, object]:
    """Return a statement on all resources."""
    return {"Sid": sid, "Effect": effect, "Action": action, "Resource": "*", **more}


def policy(*statements: dict[str, object]) -> str:
    """Return a policy, each statement on a line of its own."""
    listed = ",\n".join(json.dumps(one) for one in statements)
    return f'{{"Version": "2012-10-17", "Statement": [\n{listed}\n]}}\n'


WORK = statement("Work", "Allow", "*")
GUARD = statement("Guard", "Deny", "s3:*", Condition=WITHOUT_MFA)
OTHER = statement("Guard", "Deny", "ec2:*", Condition=WITHOUT_MFA)
NO_OPERATOR = {"NullIfExists": {"aws:MultiFactorAuthPresent": "false"}}
REFUSED = statement("Odd", "Allow", "s3:*", Condition=NO_OPERATOR)
CONFIG = """\
version: 1
account: "111122223333"
profile: console-only
scenarios: [scenarios]
subjects:
  - {name: dev, files: [policies/a.json, policies/b.json]}
  - {name: bots, files: [policies/b.json]}
"""
SCENARIOS = """\
version: 1
scenarios:
  - id: reads
    title: Automation reads a bucket
    credential: [api-key, session-with-mfa]
    request: {action: "s3:GetObject", resource: "arn:aws:s3:::reports/q3.csv"}
    expect: {default: allow}
  - id: starts
    title: Automation starts a machine
    credential: [api-key, session-with-mfa]
    request: {action: "ec2:StartInstances", resource: "arn:aws:ec2:eu-west-1:111122223333:instance/i-1"}
    expect: {default: allow}
"""
FILES = {
    "mfagate.yaml": CONFIG,
    "policies/a.json": policy(GUARD),
    "policies/b.json": policy(WORK, OTHER),
    "scenarios/s.yaml": SCENARIOS,
}


def waiver(**names: object) -> str:
    """Return the start of a config's waivers: one of the rule `scenario` with these names."""
    parts = {"rule": "scenario", "reason": "r", "owner": "o", "expires": "2026-12-31", **names}
    return f"waivers:\n  - {json.dumps(parts)}\n"


class Variation(NamedTuple):
    """A repository that differs from `FILES`, and what comes out of each case that is not passed.

    `tail` is added to the config, `files` are written beside it or in place of others, `recorded` is what is
    written after a baseline was recorded.
    """

    tail: str = ""
    files: Mapping[str, str] = {}
    outcomes: Mapping[str, str] = {}
    recorded: Mapping[str, str] | None = None
    passed: int | None = None


READS = "s.yaml::dev::reads[api-key]"
STARTS = "s.yaml::dev::starts[api-key]"
BOTS = "s.yaml::bots::starts[api-key]"
PLAIN = {READS: "failed", STARTS: "failed", BOTS: "failed"}
CREDENTIALS = ("api-key", "session-with-mfa")
ALL_OF_DEV = {f"s.yaml::dev::{name}[{one}]" for name in ("reads", "starts") for one in CREDENTIALS}
BASELINE = "baseline: b.json\n"
AWS_MANAGED = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
TRUST = {**statement("Trust", "Allow", "sts:AssumeRole"), "Principal": "*"}
ROLE = {
    "RoleName": "r",
    "Arn": "arn:aws:iam::111122223333:role/r",
    "AttachedManagedPolicies": [{"PolicyArn": AWS_MANAGED}],
    "AssumeRolePolicyDocument": json.loads(policy({k: v for k, v in TRUST.items() if k != "Resource"})),
}
OWN_RULE = (CHECKOUT / "examples/own-rule/rules/deny_has_sid.rego").read_text(encoding="utf-8")
ANYBODY = json.dumps({"Version": "2012-10-17", "Statement": [{**WORK, "Principal": "*"}]})
TWO_SPELLINGS = '    context: {"aws:SourceIp": "1", "AWS:SOURCEIP": "1"}\n'

VARIATIONS: dict[str, Variation] = {
    "as-it-stands": Variation(outcomes=PLAIN),
    "waived-by-subject": Variation(waiver(subject="bots"), outcomes={**PLAIN, BOTS: "waived"}),
    "waived-by-file": Variation(waiver(file="policies/a.json"), outcomes={**PLAIN, READS: "waived"}),
    "waived-by-files": Variation(waiver(file="policies/**"), outcomes=dict.fromkeys(PLAIN, "waived")),
    "waived-by-sid-in-two-files": Variation(waiver(subject="dev", sid="Guard"), outcomes=PLAIN),
    "waived-by-sid-and-file": Variation(
        waiver(subject="dev", sid="Guard", file="policies/b.json"), outcomes={**PLAIN, STARTS: "waived"}
    ),
    "waived-by-sid-and-files": Variation(
        waiver(file="policies/**", sid="Guard"), outcomes=dict.fromkeys(PLAIN, "waived")
    ),
    "waived-by-another-sid": Variation(waiver(subject="bots", sid=["Work"]), outcomes=PLAIN),
    "another-rule-waived": Variation(waiver(subject="dev", rule="hijack-path"), outcomes=PLAIN),
    "another-subject-waived": Variation(waiver(subject="nobody"), outcomes=PLAIN),
    "expired": Variation(waiver(subject="dev", expires="2026-06-30"), outcomes=PLAIN),
    "last-day": Variation(
        waiver(subject="dev", expires=DAY), outcomes={READS: "waived", STARTS: "waived", BOTS: "failed"}
    ),
    "waivers-in-a-file": Variation(
        "waivers: w.yaml\n",
        {"w.yaml": "version: 1\n" + waiver(subject="bots")},
        {**PLAIN, BOTS: "waived"},
    ),
    "baseline": Variation(BASELINE, {}, dict.fromkeys(PLAIN, "waived"), recorded={}),
    "baseline-and-waiver": Variation(
        BASELINE + waiver(subject="dev"), {}, dict.fromkeys(PLAIN, "waived"), recorded={}
    ),
    "baseline-of-another-statement": Variation(
        BASELINE,
        {},
        {**PLAIN, STARTS: "waived", BOTS: "waived"},
        recorded={"policies/a.json": policy({**GUARD, "Action": ["s3:*"]})},
    ),
    "baseline-of-what-cannot-be-waived": Variation(
        BASELINE + "not_waivable: [scenario]\n", {}, PLAIN, recorded={}
    ),
    "locked": Variation(
        "extends: platform.yaml\n" + waiver(subject="bots"),
        {
            "mfagate.yaml": CONFIG.replace("profile: console-only\n", ""),
            "platform.yaml": "version: 1\nlocked: [profile, baseline, assumptions]\nprofile: console-only\n",
        },
        {**PLAIN, BOTS: "waived"},
    ),
    "own-profile": Variation(
        "profiles: {acme: {extends: strict}}\n",
        {
            "mfagate.yaml": CONFIG.replace("console-only", "acme"),
            "scenarios/s.yaml": SCENARIOS.replace("{default: allow}", "{acme: deny}"),
        },
        {
            "s.yaml::dev::reads[session-with-mfa]": "failed",
            "s.yaml::dev::starts[session-with-mfa]": "failed",
            "s.yaml::bots::reads[session-with-mfa]": "failed",
            "s.yaml::bots::reads[api-key]": "failed",
            "s.yaml::bots::starts[session-with-mfa]": "failed",
        },
    ),
    "profile-that-extends": Variation(
        "profiles: {acme: {extends: strict}}\n",
        {
            "mfagate.yaml": CONFIG.replace("console-only", "acme"),
            "scenarios/s.yaml": SCENARIOS.replace(
                "{default: allow}", "{strict: {api-key: deny, session-with-mfa: allow}}"
            ),
        },
        {"s.yaml::bots::reads[api-key]": "failed"},
    ),
    "broken-file": Variation(
        waiver(subject="dev"),
        {"policies/a.json": BROKEN},
        {**dict.fromkeys(ALL_OF_DEV, "not judged"), BOTS: "failed"},
    ),
    "undecidable-subject": Variation(
        waiver(subject="dev"),
        {"policies/a.json": policy(GUARD, REFUSED)},
        {**dict.fromkeys(ALL_OF_DEV, "not judged"), BOTS: "failed"},
    ),
    "undecidable-only-by-a-resource-policy": Variation(
        "",
        {
            "mfagate.yaml": CONFIG + "  - {name: bucket, resource: policies/c.json}\n",
            "policies/c.json": policy({**REFUSED, "Principal": "*", "Resource": "arn:aws:s3:::reports/*"}),
            "scenarios/s.yaml": SCENARIOS + f"    resource_policy: {ANYBODY}\n" + "    about: resource\n",
        },
        {
            READS: "failed",
            "s.yaml::bucket::starts[api-key]": "not judged",
            "s.yaml::bucket::starts[session-with-mfa]": "not judged",
        },
    ),
    "error-that-leaves-no-doubt": Variation(
        "",
        {"policies/a.json": policy({**GUARD, "Sid": "not a Sid"})},
        PLAIN,
    ),
    "left-out-subject": Variation(
        "inputs: [details.json]\n",
        {"details.json": json.dumps({"RoleDetailList": [ROLE]})},
        PLAIN,
    ),
    "two-files-of-one-name": Variation(
        BASELINE,
        {"scenarios/more/s.yaml": SCENARIOS},
        dict.fromkeys(PLAIN, "waived"),
        recorded={},
    ),
    "shipped-scenarios": Variation(
        waiver(subject="bots"),
        {"mfagate.yaml": CONFIG.replace("scenarios: [scenarios]\n", "")},
        {},
    ),
    "scenarios-elsewhere": Variation(
        waiver(subject="bots"),
        {
            "mfagate.yaml": CONFIG.replace("[scenarios]", "[../shared/s.yaml]"),
            "../shared/s.yaml": SCENARIOS,
        },
        {**PLAIN, BOTS: "waived"},
    ),
    "own-rules": Variation(
        "rules: [rules]\n" + waiver(subject="bots", rule="acme-deny-has-sid"),
        {"rules/own.rego": OWN_RULE},
        PLAIN,
    ),
    "another-reading": Variation(
        "assumptions: {role-session-flag: absent}\n" + waiver(subject="bots"),
        {"scenarios/s.yaml": SCENARIOS.replace("[api-key, session-with-mfa]", "role-session")},
        {},
    ),
    "a-case-that-cannot-be-asked": Variation(
        waiver(subject="bots"),
        {"scenarios/s.yaml": SCENARIOS.replace("    credential", f"{TWO_SPELLINGS}    credential", 1)},
        {
            **{f"s.yaml::dev::reads[{one}]": "failed" for one in CREDENTIALS},
            **{f"s.yaml::bots::reads[{one}]": "waived" for one in CREDENTIALS},
            STARTS: "failed",
            BOTS: "waived",
        },
    ),
}


REPORTS: dict[str, dict[str, Any]] = {}
"""The rules' report on each question: most variations differ only in what follows it."""


def remembered(added: str) -> Callable[[Engine, Subject, Mapping[str, str]], dict[str, Any]]:
    """Return `ask_subject` with a memory; `added` is what a config adds to the rules."""

    def ask(engine: Engine, subject: Subject, assumptions: Mapping[str, str]) -> dict[str, Any]:
        key = json.dumps([subject.as_input(), dict(assumptions), added], sort_keys=True)
        if key not in REPORTS:
            REPORTS[key] = ask_subject(engine, subject, assumptions)
        return REPORTS[key]

    return ask


class Items:
    """A plugin that notes how each case of mfagate ended, and what was said of it."""

    def __init__(self) -> None:
        """Begin with none."""
        self.outcomes: dict[str, list[str]] = {}
        self.said: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a report of the call (https://docs.pytest.org/en/stable/reference/reference.html)."""
        if report.when == "call":
            name = short(report.nodeid)
            outcome = "waived" if hasattr(report, "wasxfail") else report.outcome
            self.outcomes.setdefault(name, []).append(outcome)
            self.said[name] = getattr(report, "wasxfail", None) or report.longreprtext


def short(identifier: str) -> str:
    """Return what the ids of `check` and pytest have in common: file name, subject and case."""
    *_, file, subject, case = identifier.split("::")
    return f"{file.rsplit('/', 1)[-1]}::{subject}::{case}"


def found_by_check(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return the JSON report."""
    capsys.readouterr()
    assert main([*CHECK, "--format", "json"]) in {0, 1}
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


@pytest.fixture
def workspace(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Give an empty folder as the working directory, on one day."""
    pytester.mkdir("repository")
    monkeypatch.chdir(pytester.path / "repository")
    monkeypatch.setenv("MFAGATE_TODAY", DAY)
    return pytester


@pytest.mark.parametrize("name", VARIATIONS)
def test_check_and_pytest_give_every_case_one_outcome(
    workspace: pytest.Pytester,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """Failed, waived or not judged, with the same waiver or place; all other cases passed in both."""
    variation, folder = VARIATIONS[name], workspace.path / "repository"
    added = variation.tail if {"rules", "profiles"} & set(variation.tail.split(":")) else ""
    monkeypatch.setattr("mfagate.evaluation.scheduler.ask_subject", remembered(added))
    files = {**FILES, **variation.files}
    if variation.recorded is not None:
        write(folder, files)
        main([*CHECK, "--write-baseline", "b.json"])
    config = files["mfagate.yaml"] + variation.tail
    write(folder, {**files, **(variation.recorded or {}), "mfagate.yaml": config})

    report, items = found_by_check(capsys), Items()
    workspace.inline_run(str(folder), "--rootdir", str(folder), *EMBEDDED, plugins=[items])

    assert items.outcomes
    for subject in report["subjects"]:
        _compare(subject, items)
    if variation.outcomes:
        assert _not_passed(report, items) == variation.outcomes


def _compare(subject: Mapping[str, Any], items: Items) -> None:
    """Hold pytest's items of a subject to what `check` reports of it."""
    shown = {name: ended for name, ended in items.outcomes.items() if name.split("::")[1] == subject["name"]}
    if not subject["judged"]:
        places = {
            f"{one['file']}:{one['line']}:{one['column']}: {one['message']}" for one in subject["findings"]
        }
        assert {one for ended in shown.values() for one in ended} <= {"failed"}
        assert {items.said[name] for name in shown} <= places
        return
    wanted: dict[str, list[str]] = {}
    for one in subject["findings"]:
        if one["rule"] == "scenario":
            case = short(one["evidence"]["case"])
            wanted.setdefault(case, []).append("waived" if one["waived"] else "failed")
            if one["waived"]:
                assert str(next(iter(one["waived"].values()))) in items.said[case]
    if not any(subject["scenarios"][outcome] for outcome in ("passed", "failed", "not_applicable")):
        wanted = {name: ["failed"] for name in shown if name.endswith("::no scenario")}
        assert len(wanted) == 1
    counts = Counter(one for ended in shown.values() for one in ended)
    for one in subject["scenarios"]["not_applicable_cases"]:
        wanted.setdefault(short(one["case"]), []).append("skipped")
    assert counts["passed"] == subject["scenarios"]["passed"]
    assert {name: ended for name, ended in shown.items() if set(ended) != {"passed"}} == wanted


def _not_passed(report: Mapping[str, Any], items: Items) -> dict[str, str]:
    judged = {one["name"]: one["judged"] for one in report["subjects"]}
    return {
        name: ended[0] if judged[name.split("::")[1]] else "not judged"
        for name, ended in items.outcomes.items()
        if ended[0] != "passed" and not name.endswith("::no scenario")
    }


def test_an_invalid_scenario_file_ends_both(
    workspace: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` ends with 2; pytest cannot collect the file, and does not pass."""
    folder = write(workspace.path / "repository", {**FILES, "scenarios/bad.yaml": "version: 1\n"})

    assert main([*CHECK]) == 2
    message = capsys.readouterr().err.removeprefix("mfagate: ").strip()
    ended = workspace.runpytest_inprocess(str(folder), "--rootdir", str(folder), *EMBEDDED)

    assert ended.ret == pytest.ExitCode.INTERRUPTED
    assert message in ended.outlines


def test_a_waiver_of_what_cannot_be_waived_ends_both(
    workspace: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same line, and nothing is judged."""
    tail = "not_waivable: [scenario]\n" + waiver(subject="dev")
    folder = write(workspace.path / "repository", {**FILES, "mfagate.yaml": CONFIG + tail})

    assert main([*CHECK]) == 2
    message = capsys.readouterr().err.strip()
    ended = workspace.runpytest_inprocess(str(folder), "--rootdir", str(folder), *EMBEDDED)

    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    assert f"ERROR: {message}" in ended.errlines
