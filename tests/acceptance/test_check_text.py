"""`mfagate check` as people read it: the table, the findings, colors, progress."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from support.commands import (
    BROKEN,
    BROKEN_SAYS,
    CHECKOUT,
    CONFIG,
    GOLDEN,
    GUARD,
    MFAGATE,
    NAIVE,
    SCENARIOS,
    Run,
    mfagate,
    on_terminal,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ESCAPE = "\x1b["
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
CHECK = ("check", "policies", "--engine", "embedded")

# Makes time jump by ten seconds at every look at it, so that every run takes "over a second".
SLOW = """
import itertools, sys, types
import mfagate.cli.check as check
ticks = itertools.count(0, 10)
check.time = types.SimpleNamespace(monotonic=lambda: next(ticks))
from mfagate.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def seed() -> Run:
    """Judge the seed's policies in the checkout, as README.md does."""
    return mfagate("check", "policies/seed", "--engine", "embedded", cwd=CHECKOUT)


def test_the_seeds_table_is_the_golden_one(seed: Run) -> None:
    """The first ten lines are the table's head and the verdict on the four policies."""
    assert (seed.code, seed.err) == (1, "")
    golden = (GOLDEN / "check-seed.txt").read_text(encoding="utf-8")
    assert seed.out.splitlines()[:10] == golden.splitlines()


def test_the_readme_shows_the_table_as_it_is(seed: Run) -> None:
    """What README.md says that the first command prints is what it prints."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- verdicts -->\n```text\n(.*?)```\n<!-- /verdicts -->", readme, re.DOTALL)
    assert found
    table, _, _ = seed.out.partition("\n\n")
    assert found.group(1).splitlines() == table.splitlines()


def test_the_seed_ends_with_the_verdict(seed: Run) -> None:
    """Every scenario of ours passes, and the policies fail."""
    last = seed.out.splitlines()[-1]
    counted = re.fullmatch(
        r"FAILED: 6 subjects, (\d+) scenarios \((\d+) passed, 0 failed\), (\d+) findings; "
        r"decided by regorus \S+ \(embedded\)",
        last,
    )
    assert counted
    assert counted.group(1) == counted.group(2)
    shown = re.findall(r"^  \S+:\d+:\d+: (?:error|warning|note): .* \[[a-z-]+\]", seed.out, re.MULTILINE)
    again = re.findall(r"^  (\d+) more findings are shown above$", seed.out, re.MULTILINE)
    assert int(counted.group(3)) == len(shown) + sum(map(int, again))
    assert len(again) == 2  # what the policies are pasted as, beside what they become


def test_a_cell_that_violates_the_profile_is_marked(seed: Run) -> None:
    """Under `naive` keys are blocked although console-only requires them to work: a mark shows it."""
    line = next(line for line in seed.out.splitlines() if line.startswith("naive "))
    assert line.split() == [
        "naive",
        "blocked",
        "open",
        "blocked!",
        "blocked",
        "open",
        "blocked",
        "blocked",
        "blocked!",
        "blocked!",
    ]


def test_policies_without_findings_give_0(project: Path, run: Callable[..., Run]) -> None:
    """The recommended policy has no finding, so the exit code is 0 and the last line says PASSED."""
    good = (CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8")
    write(project, {"policies/naive.json": good})
    scenarios = SCENARIOS.replace("{api-key: implicit-deny, session-with-mfa: allow}", "allow")
    write(project, {"scenarios/api_key.yaml": scenarios})

    ended = run(*CHECK)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1].startswith(
        "PASSED: 1 subject, 2 scenarios (2 passed, 0 failed), 0 findings;"
    )


def test_a_broken_file_is_a_finding_and_1(bare: Path) -> None:
    """A file that is not JSON is a finding, not a usage error, and the exit code is 1."""
    write(bare, {"policies/broken.json": BROKEN})

    ended = mfagate(*CHECK, cwd=bare)

    assert (ended.code, ended.err) == (1, "")
    assert ended.out.splitlines()[:-1] == [
        "",
        "policies/broken.json",
        f"  policies/broken.json:{BROKEN_SAYS} [structure]",
        "      fix: Fix the document; IAM would reject it.",
        "",
    ]
    assert ended.out.splitlines()[-1].startswith(
        "FAILED: 1 subject, 0 scenarios (0 passed, 0 failed), 1 finding;"
    )


def test_a_broken_file_does_not_hide_the_others(project: Path, run: Callable[..., Run]) -> None:
    """What can be judged is judged beside a document that cannot."""
    write(project, {"policies/broken.json": BROKEN})

    ended = run(*CHECK)

    assert ended.code == 1
    assert "  policies/naive.json:8:66: error: Access keys are blocked: " in ended.out
    assert f"  policies/broken.json:{BROKEN_SAYS} [structure]\n" in ended.out
    assert " 2 subjects, 2 scenarios (2 passed, 0 failed)," in ended.out


@pytest.mark.parametrize(
    ("env", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "", "NO_COLOR": ""}, False),
    ],
)
def test_a_pipe_has_colors_only_when_forced(
    bare: Path,
    run: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    *,
    colored: bool,
) -> None:
    """Without a terminal there are no colors, unless FORCE_COLOR asks for them; NO_COLOR beats it."""
    write(bare, {"policies/broken.json": BROKEN})
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    ended = run(*CHECK)

    assert (ESCAPE in ended.out) is colored
    assert re.sub(r"\x1b\[\d+m", "", ended.out).splitlines()[1] == "policies/broken.json"


def test_a_file_never_has_colors(
    bare: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that is written to a file is plain text, whatever the environment asks for."""
    write(bare, {"policies/broken.json": BROKEN})
    monkeypatch.setenv("FORCE_COLOR", "1")

    ended = run(*CHECK, "-o", "report.txt")

    assert (ended.code, ended.out) == (1, "")
    assert ESCAPE not in (bare / "report.txt").read_text(encoding="utf-8")


@on_posix
@pytest.mark.parametrize(("env", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_has_colors_unless_they_are_unwanted(
    bare: Path, env: dict[str, str], *, colored: bool
) -> None:
    """On a terminal the severity is red, and NO_COLOR turns that off."""
    write(bare, {"policies/broken.json": BROKEN})

    shown = on_terminal(*MFAGATE, *CHECK, cwd=bare, env=env)

    assert shown.code == 1
    assert ("\x1b[31merror\x1b[0m" in shown.out) is colored
    assert (ESCAPE in shown.out) is colored


@on_posix
def test_progress_is_shown_on_a_terminal_and_removed(bare: Path) -> None:
    """Once a run takes over a second, stderr tells which subject is judged, and is empty at the end."""
    write(bare, {"policies/a.json": NAIVE, "policies/b.json": GUARD})

    shown = on_terminal(sys.executable, "-c", SLOW, *CHECK, cwd=bare)

    assert shown.code == 1
    assert shown.err == "\r\x1b[K1/2 policies/a.json\r\x1b[K2/2 policies/b.json\r\x1b[K"


@on_posix
def test_a_short_run_shows_no_progress(bare: Path) -> None:
    """A run within the first second writes nothing to stderr, on a terminal either."""
    write(bare, {"policies/a.json": NAIVE})
    still = SLOW.replace("itertools.count(0, 10)", "itertools.repeat(0)")

    shown = on_terminal(sys.executable, "-c", still, *CHECK, cwd=bare)

    assert (shown.code, shown.err) == (1, "")


def test_progress_is_for_terminals_only(
    bare: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log file gets no progress, however long the run takes."""
    write(bare, {"policies/a.json": NAIVE, "policies/b.json": GUARD})
    ticks = iter(range(0, 1000, 10))
    monkeypatch.setattr("mfagate.cli.check.time.monotonic", lambda: next(ticks))

    ended = run(*CHECK)

    assert (ended.code, ended.err) == (1, "")


def test_a_cell_that_depends_on_an_assumption_is_listed_with_both_states(
    bare: Path, run: Callable[..., Run]
) -> None:
    """A cell that another assumption about AWS would change is named, with both states."""
    config = CONFIG.replace("naive", "guard")
    scenarios = SCENARIOS.replace("naive: {api-key: implicit-deny, session-with-mfa: allow}", "guard: allow")
    write(bare, {"mfagate.yaml": config, "scenarios/a.yaml": scenarios, "policies/guard.json": GUARD})

    ended = run(*CHECK)
    chosen = run(*CHECK, "--assume", "role-session-flag=absent")

    assert "Depends on undocumented AWS behavior (docs/explanation/open-points.md)" in ended.out.splitlines()
    blocked, open_ = "blocked if role-session-flag=false", "open if role-session-flag=absent"
    assert f"  guard: role session, services: {blocked}, {open_}" in ended.out.splitlines()
    assert f"  guard: role session, services: {open_}, {blocked}" in chosen.out.splitlines()


@pytest.mark.usefixtures("project")
def test_a_policy_that_no_assumption_changes_depends_on_nothing(run: Callable[..., Run]) -> None:
    """Where every assumption gives the same decision, none is named."""
    ended = run(*CHECK)

    assert ended.code == 1
    assert "depends on" not in ended.out.lower()


def test_a_path_that_depends_on_the_account_is_one_line(bare: Path, run: Callable[..., Run]) -> None:
    """A role that a policy grants by its name is shown with the path that it opens."""
    role = "arn:aws:iam::111122223333:role/deploy"
    grant = NAIVE.replace('"Action": "*"', '"Action": "sts:AssumeRole"').replace(
        '"Resource": "*"', f'"Resource": "{role}"'
    )
    without = re.sub(r',\s*"Condition": \{.*?\}\s*\}', "", grant, flags=re.DOTALL)
    write(
        bare,
        {"policies/deploy.json": without, "policies/none.json": without.replace("sts:AssumeRole", "s3:*")},
    )

    lines = run(*CHECK, "--profile", "strict").out.splitlines()

    start = lines.index(
        "Not a finding, but an attacker gets further if this is true of your account "
        "(docs/explanation/hijack.md)"
    )
    assert lines[start + 1 : lines.index("", start)] == [
        "  policies/deploy.json: if a role deploy trusts the account's users without MFA (open-role=deploy): "
        "A stolen access key → a role, via sts:AssumeRole (and 3 similar paths)",
        "  What an existing resource could give (a running instance, an existing function) is not searched.",
    ]


def test_findings_of_a_document_that_two_subjects_share_are_shown_once(
    bare: Path, run: Callable[..., Run]
) -> None:
    """A guard that subjects share shows its findings under the first, and a count under the others."""
    config = "version: 1\nsubjects:\n" + "".join(
        f"  - {{name: {name}, files: [policies/guard.json]}}\n" for name in ("one", "two", "three")
    )
    write(bare, {"mfagate.yaml": config, "policies/guard.json": GUARD})

    ended = run("check", "--engine", "embedded", "--format", "text", "--format", "github:gh.txt")

    lines = ended.out.splitlines()
    first = lines[lines.index("one", lines.index("") + 2) + 1 : lines.index("two", lines.index("") + 2) - 1]
    shown = [line for line in first if re.match(r"  policies/guard\.json:\d+:\d+: ", line)]
    alike = [int(more[1]) for line in first if (more := re.match(r"      (\d+) more \S+ scenario", line))]
    number = len(shown) + sum(alike)
    again = [f"  {number} more findings are shown above", ""]
    start = lines.index("two", lines.index("") + 2)
    assert lines[start : start + 6] == ["two", *again, "three", *again]
    commands = (bare / "gh.txt").read_text(encoding="utf-8").splitlines()[:-1]
    assert len(commands) == number > 10
    assert all("(one and 2 more)::" in command for command in commands)
