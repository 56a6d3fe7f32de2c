"""`mfagate check` with waivers and a baseline: what counts, what is shown, and what ends the run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.commands import BROKEN, CONFIG, SCENARIOS, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EMBEDDED = ("--engine", "embedded")
WAIVERS = """\
waivers:
  - {rule: api-key-blocked, subject: naive, reason: Being replaced., owner: platform, expires: 2026-12-31}
"""


@pytest.fixture
def check(project: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Give a function that runs `check` in a project on 1 July 2026, after its config was given a tail."""
    monkeypatch.setenv("MFAGATE_TODAY", "2026-07-01")

    def checked(*arguments: str, config: str = "") -> Run:
        write(project, {"mfagate.yaml": CONFIG + config})
        return run("check", *EMBEDDED, *arguments)

    return checked


@pytest.fixture
def found(check: Callable[..., Run]) -> Callable[..., dict[str, Any]]:
    """Give a function that returns the JSON report."""

    def reported(*arguments: str, config: str = "") -> dict[str, Any]:
        value: dict[str, Any] = json.loads(check("--format", "json", *arguments, config=config).out)
        return value

    return reported


def waiver(rule: str, **other: str) -> str:
    """Return a waiver of a rule for the subject."""
    parts = {"rule": rule, "subject": "naive", "reason": "r", "owner": "o", "expires": "2026-12-31", **other}
    return f"  - {json.dumps(parts)}\n"


def rules(report: dict[str, Any]) -> set[str]:
    """Return the rules that found something that counts."""
    return {one["rule"] for subject in report["subjects"] for one in subject["findings"] if not one["waived"]}


def test_a_waived_finding_is_shown_and_does_not_count(
    found: Callable[..., dict[str, Any]], check: Callable[..., Run]
) -> None:
    """It stays in both reports, with who answers for it; what is left still fails the run."""
    plain = found()
    report = found(config=WAIVERS)
    text = check(config=WAIVERS)

    (marked,) = [one for one in report["subjects"][0]["findings"] if one["waived"]]
    assert marked["rule"] == "api-key-blocked"
    assert marked["waived"] == {"reason": "Being replaced.", "owner": "platform", "expires": "2026-12-31"}
    assert report["summary"] == plain["summary"]
    assert report.keys() == plain.keys()
    assert "api-key-blocked" in rules(plain)
    assert rules(report) == rules(plain) - {"api-key-blocked"}
    lines = text.out.splitlines()
    place = next(index for index, line in enumerate(lines) if "[api-key-blocked]" in line)
    assert lines[place + 1] == "      waived until 2026-12-31 by platform: Being replaced."
    assert f"{plain['summary']['findings']} findings (1 waived); decided by" in lines[-1]
    assert text.code == 1


def test_a_run_whose_findings_are_all_waived_holds(
    found: Callable[..., dict[str, Any]], check: Callable[..., Run]
) -> None:
    """With each rule that found something waived, the exit code is 0, also for the least severity."""
    config = "waivers:\n" + "".join(waiver(rule) for rule in sorted(rules(found())))

    ended = check("--fail-on", "note", config=config)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1].startswith("PASSED: 1 subject, ")


def test_an_expired_waiver_fails_the_run_at_its_place(
    found: Callable[..., dict[str, Any]], check: Callable[..., Run]
) -> None:
    """The day after its last, the finding counts again, and the waiver is an error of its own."""
    config = "waivers:\n" + "".join(waiver(rule) for rule in sorted(rules(found())))

    assert check("--today", "2026-12-31", config=config).code == 0
    ended = check("--today", "2027-01-01", config=config)
    report = found("--today", "2027-01-01", config=config)

    assert ended.code == 1
    assert "config, waivers and baseline\n  mfagate.yaml:8:5: error: the waiver of " in ended.out
    assert {one["rule"] for one in report["findings"]} == {"waiver-expired"}
    assert {(one["file"], one["severity"]) for one in report["findings"]} == {("mfagate.yaml", "error")}
    assert rules(report) == rules(found())


def test_an_unused_waiver_is_reported_in_a_whole_run(check: Callable[..., Run]) -> None:
    """A run on some paths, or under another profile, finds other things and does not tell."""
    config = WAIVERS + waiver("scp-blocks-roles")
    line = (
        "  mfagate.yaml:9:5: warning: the waiver of scp-blocks-roles of naive matches no finding "
        "[waiver-unused]"
    )

    assert line in check(config=config).out.splitlines()
    assert "waiver-unused" not in check("policies", config=config).out
    assert "waiver-unused" not in check("--profile", "strict", config=config).out


@pytest.mark.parametrize(
    ("arguments", "config", "message"),
    [
        (
            (),
            "waivers:\n" + waiver("api-key-bloked"),
            "mfagate.yaml:8:14: $.waivers[0].rule: there is no rule api-key-bloked; "
            "did you mean api-key-blocked?",
        ),
        (
            (),
            "waivers:\n" + waiver("structure"),
            "mfagate.yaml:8:14: $.waivers[0].rule: the rule structure cannot be waived; "
            "delete the waiver, and fix what the rule finds",
        ),
        (
            (),
            "waivers: nope.yaml\n",
            "mfagate.yaml:7:10: nope.yaml: no such waiver file; fix the path, which is relative to this file",
        ),
        (("--today", "today"), "", "--today today: not a date; expected YYYY-MM-DD, such as 2026-12-31"),
        (
            ("--prune-baseline",),
            "",
            "--prune-baseline: there is no baseline; name it with --baseline FILE",
        ),
        (
            ("--write-baseline", "a", "--baseline", "b"),
            "",
            "--write-baseline starts a new baseline; leave out --baseline and --prune-baseline",
        ),
        (("--write-baseline", "."), "", "--write-baseline: . is not a file; name a file"),
        (("--baseline", ""), "", "--baseline: an empty name is not a file; name a file"),
        (
            (),
            "baseline: b.json\n",
            "b.json: there is no such baseline; write it with mfagate check --write-baseline b.json",
        ),
        (
            ("--baseline", "policies/naive.json"),
            "",
            "policies/naive.json:2:5: $: unknown key Version; did you mean version?",
        ),
    ],
)
def test_what_is_not_right_ends_the_run_with_2(
    check: Callable[..., Run], arguments: tuple[str, ...], config: str, message: str
) -> None:
    """One line says what and where, before anything is judged."""
    ended = check(*arguments, config=config)

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {message}")


def test_a_baseline_lets_old_findings_be_and_new_ones_fail(
    project: Path, check: Callable[..., Run], found: Callable[..., dict[str, Any]]
) -> None:
    """What is written holds from then on, from wherever it is run, until the statement changes."""
    assert check().code == 1
    written = check("--write-baseline", "mfagate-baseline.json")
    assert (written.code, written.err) == (
        0,
        "mfagate: mfagate-baseline.json is not used automatically: name it in mfagate.yaml, as "
        "baseline: mfagate-baseline.json, or with --baseline mfagate-baseline.json\n",
    )
    baseline = (project / "mfagate-baseline.json").read_text(encoding="utf-8")
    config = "baseline: mfagate-baseline.json\n"

    held = check(config=config)
    report = found(config=config)
    count = report["summary"]["findings"]

    assert held.code == 0
    assert "      in the baseline mfagate-baseline.json\n" in held.out
    assert f"{count} findings ({count} in the baseline); decided by" in held.out
    assert rules(report) == set()
    assert {str(one["waived"]) for one in report["subjects"][0]["findings"]} == {
        "{'baseline': 'mfagate-baseline.json'}"
    }
    assert len(json.loads(baseline)["findings"]) == count

    policy = project / "policies/naive.json"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(f"\n\n{text}", encoding="utf-8")
    assert check(config=config).code == 0
    again = check("--write-baseline", "mfagate-baseline.json", config=config)
    assert (again.code, again.err) == (0, "")

    policy.write_text(text.replace('"Action": "*"', '"Action": ["*"]'), encoding="utf-8")
    assert text != policy.read_text(encoding="utf-8")
    changed = check(config=config)
    assert changed.code == 1
    assert "[baseline-outdated]" in changed.out


def test_a_baseline_is_the_same_from_another_folder(
    project: Path, check: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, run: Callable[..., Run]
) -> None:
    """Fingerprints do not depend on where mfagate was started."""
    assert check("--write-baseline", "b.json").code == 0
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")

    assert run("check", *EMBEDDED, "--baseline", "../b.json").code == 0


def test_pruning_takes_out_what_is_gone_and_adds_nothing(
    project: Path, check: Callable[..., Run], found: Callable[..., dict[str, Any]]
) -> None:
    """The entry of a finding that was mended goes; a new finding still fails."""
    check("--write-baseline", "b.json")
    path = project / "b.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    first, *rest = whole["findings"]
    gone = {**first, "fingerprint": "0" * 32}
    path.write_text(json.dumps({"version": 1, "findings": [gone, *rest]}), encoding="utf-8")
    config = "baseline: b.json\n"

    before = check(config=config)
    assert before.code == 1
    assert before.out.count("[baseline-outdated]") == 1

    pruned = check("--prune-baseline", config=config)
    assert pruned.code == 1
    assert "[baseline-outdated]" not in pruned.out
    assert json.loads(path.read_text(encoding="utf-8")) == {"version": 1, "findings": rest}
    assert rules(found(config=config)) == {first["rule"]}


def test_a_baseline_covers_no_broken_document(project: Path, check: Callable[..., Run]) -> None:
    """What IAM would refuse is never let be, and nothing is recorded of it."""
    write(project, {"policies/naive.json": BROKEN})

    ended = check("--write-baseline", "b.json")

    assert ended.code == 1
    assert json.loads((project / "b.json").read_text(encoding="utf-8")) == {"version": 1, "findings": []}


def test_a_part_that_is_written_anew_leaves_the_rest(project: Path, check: Callable[..., Run]) -> None:
    """With paths, entries of subjects that were not judged stay in the file."""
    check("--write-baseline", "b.json")
    before = json.loads((project / "b.json").read_text(encoding="utf-8"))
    write(project, {"policies/alone.json": (project / "policies/naive.json").read_text(encoding="utf-8")})

    check("policies/alone.json", "--write-baseline", "b.json")

    after = json.loads((project / "b.json").read_text(encoding="utf-8"))["findings"]
    assert {one["subject"] for one in after} == {"naive", "policies/alone.json"}
    assert [one for one in after if one["subject"] == "naive"] == before["findings"]


def test_a_failed_scenario_can_be_waived(project: Path, check: Callable[..., Run]) -> None:
    """`scenario` is a rule like others; the count of failed cases stays."""
    write(project, {"scenarios/api_key.yaml": SCENARIOS.replace("api-key: implicit-deny", "api-key: allow")})

    ended = check(config="waivers:\n" + waiver("scenario"))

    assert "2 scenarios (1 passed, 1 failed)" in ended.out
    assert "(1 waived)" in ended.out
