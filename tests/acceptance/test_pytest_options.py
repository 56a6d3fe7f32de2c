"""The pytest plugin's options and fixtures, and what it does where it has nothing to do."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import pytest

from support.availability import needs
from support.commands import CONFIG, EMBEDDED, NO_DOCKER, TWO_SCENARIOS, TWO_SUBJECTS, write

if TYPE_CHECKING:
    from pathlib import Path

QUIET = ("-p", "no:hypothesispytest")
ASK = """
READ = {"action": "s3:GetObject", "resource": "arn:aws:s3:::reports/{user}.csv"}
"""
NO_OPA = (
    "ERROR: mfagate: no engine can be used here: "
    "docker: cannot reach the Docker daemon at unix:///nonexistent.sock: No such file or directory; "
    "start it, or use --engine embedded | "
    "binary: `opa` is not on PATH and MFAGATE_OPA is not set; install OPA 1.0 or later, "
    "or use --engine embedded | "
    "http: OPA_URL is not set; set it to the URL of a running OPA, such as http://127.0.0.1:8181, "
    "or use --engine embedded"
)


def usage_error(ended: pytest.RunResult) -> str:
    """Return the one line of a usage error of pytest."""
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    assert "INTERNALERROR" not in "\n".join(ended.outlines)
    (line,) = [line for line in ended.errlines if line]
    return line


@pytest.fixture
def without_opa(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away Docker, `opa` and OPA_URL."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("MFAGATE_OPA", raising=False)
    for name, value in NO_DOCKER.items():
        monkeypatch.setenv(name, value)


def test_evaluate_gives_a_decision_with_its_reasons(repository: pytest.Pytester) -> None:
    """A test asks for a subject, a credential and a request, and gets what was decided, by what and why."""
    repository.makepyfile(
        ASK
        + """
def test_denied(evaluate):
    found = evaluate("guard", "console-without-mfa", READ)
    assert not found.allowed
    assert found.decision == "ExplicitlyDenied"
    assert [one["sid"] for one in found.by] == ["BlockAnyAccessOtherThanAboveUnlessSignedInWithMFA"]
    assert found.reason == (
        "explicitly denied by identity[0] statement 4 (BlockAnyAccessOtherThanAboveUnlessSignedInWithMFA)"
    )

def test_allowed(evaluate):
    found = evaluate("guard", "api-key", READ)
    assert (found.allowed, found.decision) == (True, "Allowed")

def test_not_granted(evaluate):
    found = evaluate("naive", "api-key", READ)
    assert found.decision == "ImplicitlyDenied"
    assert found.by == ()
    (near,) = found.near
    assert near["failed"][0]["why"] == 'Bool aws:MultiFactorAuthPresent "true" is false: the key is absent'

def test_a_variant(evaluate):
    asked = [evaluate("guard", f"role-session:{flag}", READ).allowed for flag in ("absent", "false")]
    assert asked == [True, False]

def test_a_context(evaluate):
    plain = evaluate("naive", "api-key", READ)
    told = evaluate("naive", "api-key", READ, {"aws:MultiFactorAuthPresent": "true"})
    assert (plain.allowed, told.allowed) == (False, True)
"""
    )

    ended = repository.runpytest_inprocess("--ignore=scenarios", *EMBEDDED)

    ended.assert_outcomes(passed=5)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ('"gaurd", "api-key", READ', "UsageError: there is no subject gaurd; did you mean guard?"),
        ('"guard", "api-kye", READ', "UsageError: there is no credential api-kye; did you mean api-key?"),
        (
            '"guard", "role-session:flase", READ',
            "UsageError: role-session has no variant flase; did you mean false?",
        ),
        (
            '"guard", "api-key", {**READ, "action": "s3"}',
            "ScenarioError: /request/action: an action must be service:Name, such as s3:GetObject",
        ),
    ],
)
def test_evaluate_refuses_what_does_not_exist(repository: pytest.Pytester, asked: str, message: str) -> None:
    """A misspelt name or request fails the test that has it, and is never a denial."""
    repository.makepyfile(f"{ASK}\ndef test_it(evaluate):\n    assert not evaluate({asked}).allowed\n")

    ended = repository.runpytest_inprocess("--ignore=scenarios", *EMBEDDED)

    ended.assert_outcomes(failed=1)
    ended.stdout.fnmatch_lines([f"E *{message}"])


def test_the_engine_can_be_asked_directly(pytester: pytest.Pytester) -> None:
    """`opa` is the engine with the rules loaded, also in a repository without a config."""
    pytester.makepyfile(
        """
import pytest

def test_it(opa):
    assert opa.info().name == "embedded"
    request = {"principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::a/b",
               "resource_account": "111122223333", "context": {}}
    (answer,) = opa.query("iam/answers", {"policies": {}, "requests": [request]})
    assert answer["decision"] == "ImplicitlyDenied"

seen = []

@pytest.mark.parametrize("turn", [1, 2])
def test_it_is_the_same_for_the_whole_run(opa, turn):
    seen.append(opa)
    assert len(seen) == turn
    assert seen[0] is opa
"""
    )

    ended = pytester.runpytest_inprocess(*EMBEDDED)

    ended.assert_outcomes(passed=3)


@pytest.mark.usefixtures("without_opa")
def test_a_fixture_without_an_engine_fails_in_one_line(pytester: pytest.Pytester) -> None:
    """Where `opa` cannot be had, the test that wants it says why, without a traceback."""
    pytester.makepyfile("def test_it(opa):\n    pass\n")

    ended = pytester.runpytest_inprocess("--require-opa", *QUIET)

    ended.assert_outcomes(errors=1)
    lines = ended.outlines
    start = next(number for number, line in enumerate(lines) if "ERROR at setup of test_it" in line)
    assert lines[start + 1] == NO_OPA.removeprefix("ERROR: mfagate: ")
    assert " short test summary info " in lines[start + 2]


def test_a_repository_without_a_config_is_left_alone(pytester: pytest.Pytester) -> None:
    """No header, no items, no engine: not even one that does not exist is looked for."""
    write(pytester.path, {"scenarios/api_key.yaml": TWO_SCENARIOS})
    pytester.makepyfile("def test_it():\n    pass\n")

    ended = pytester.runpytest_inprocess("--opa-engine", "nonsense", "--require-opa", *QUIET)

    ended.assert_outcomes(passed=1)
    assert not [line for line in ended.outlines if line.startswith("mfagate")]
    assert ended.errlines == []


def test_a_config_elsewhere_can_be_named(repository: pytest.Pytester) -> None:
    """`--mfagate-config` names the file; its paths are relative to it."""
    (repository.path / "mfagate.yaml").unlink()
    moved = TWO_SUBJECTS.replace("[policies/", "[../policies/").replace("[scenarios]", "[../scenarios]")
    write(repository.path, {"conf/gate.yaml": moved})

    without = repository.runpytest_inprocess("scenarios", *EMBEDDED)
    named = repository.runpytest_inprocess("scenarios", "--mfagate-config", "conf/gate.yaml", *EMBEDDED)

    without.assert_outcomes()
    named.assert_outcomes(passed=8)


def test_a_config_above_the_root_is_found(repository: pytest.Pytester) -> None:
    """The nearest mfagate.yaml counts, from pytest's root upward."""
    write(repository.path, {"part/pytest.ini": "[pytest]\n"})

    ended = repository.runpytest_inprocess("--rootdir", "part", "scenarios", *EMBEDDED)

    ended.assert_outcomes(passed=8)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--mfagate-config", "nope.yaml"),
            "ERROR: mfagate: nope.yaml: no such config file; fix --mfagate-config",
        ),
        (
            ("--opa-engine", "embeded"),
            "ERROR: mfagate: there is no engine 'embeded'; did you mean embedded?",
        ),
        (
            ("--opa-engine", "embeded", "-q"),
            "ERROR: mfagate: there is no engine 'embeded'; did you mean embedded?",
        ),
        (
            ("--opa-engine", "embedded", "--require-opa"),
            "ERROR: mfagate: engine embedded: OPA is required here, and embedded is not OPA; "
            "choose one of docker, binary, http",
        ),
    ],
)
def test_an_option_that_cannot_be_met_is_a_usage_error(
    repository: pytest.Pytester, options: tuple[str, ...], message: str
) -> None:
    """The run ends with 4 and one line before a single test runs."""
    assert usage_error(repository.runpytest_inprocess(*options, *QUIET)) == message


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            "version: 1\nengine: dokcer\n",
            "mfagate.yaml:2:9: $.engine: unknown value dokcer; did you mean docker?",
        ),
        (
            TWO_SUBJECTS.replace("assume:", "profile: strct\n    assume:"),
            "mfagate.yaml:9:14: there is no profile strct; did you mean strict?",
        ),
        (
            CONFIG.replace("[scenarios]", "[nope]"),
            "nope: no such scenario file or folder; fix scenarios in the config",
        ),
        (
            f"{CONFIG}assumptions: {{role-flag: absent}}\n",
            "mfagate.yaml:7:15: there is no assumption role-flag; did you mean role-session-flag?",
        ),
    ],
)
def test_a_wrong_config_is_a_usage_error(repository: pytest.Pytester, config: str, message: str) -> None:
    """What `mfagate check` refuses in a config, the plugin refuses too: no case is quietly lost."""
    write(repository.path, {"mfagate.yaml": config})

    assert usage_error(repository.runpytest_inprocess(*EMBEDDED)) == f"ERROR: mfagate: {message}"


@pytest.mark.usefixtures("without_opa")
@pytest.mark.parametrize("options", [(), ("-q",), ("-n", "2"), ("-q", "-n", "2"), ("--collect-only",)])
def test_opa_can_be_demanded(repository: pytest.Pytester, options: tuple[str, ...]) -> None:
    """Without Docker, `opa` on PATH or OPA_URL, `--require-opa` fails, however pytest is run."""
    ended = repository.runpytest_inprocess("--require-opa", *options, *QUIET)

    assert usage_error(ended) == NO_OPA


@pytest.mark.usefixtures("without_opa")
def test_without_the_demand_the_embedded_engine_decides(repository: pytest.Pytester) -> None:
    """`auto` falls back to what needs no installation, and the header tells that it did."""
    ended = repository.runpytest_inprocess(*QUIET)

    ended.assert_outcomes(passed=8)
    ended.stdout.re_match_lines([r"mfagate: decided by embedded \d"])


@pytest.mark.usefixtures("without_opa")
def test_an_engine_of_the_config_never_falls_back(repository: pytest.Pytester) -> None:
    """A config that names Docker is not decided by anything else."""
    write(repository.path, {"mfagate.yaml": f"{CONFIG}engine: docker\n"})

    assert usage_error(repository.runpytest_inprocess(*QUIET)) == (
        "ERROR: mfagate: docker: cannot reach the Docker daemon at unix:///nonexistent.sock: "
        "No such file or directory; start it, or use --engine embedded"
    )


WORKERS = """
from mfagate.engines.pool import share

def test_it(opa, worker_id, tmp_path_factory):
    place = share(opa)
    with open(f"{worker_id}.txt", "w") as file:
        file.write(repr((place, opa.info())))
"""


def notes(folder: Path) -> list[str]:
    """Return what the workers noted, in the order of their names."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("gw*.txt"))]


@needs("binary")
def test_two_workers_share_one_engine(repository: pytest.Pytester) -> None:
    """Under `-n 2` the controller starts one OPA; both workers ask it at the same URL."""
    repository.makepyfile(WORKERS)

    ended = repository.runpytest_subprocess("--opa-engine", "binary", "--dist", "each", "-n", "2", *QUIET)

    ended.assert_outcomes(passed=18)
    ended.stdout.re_match_lines([r"mfagate: decided by binary \d+\.\d+\.\d+"])
    first, second = notes(repository.path)
    assert first == second
    assert first.startswith("(Shared(name='binary', ")
    assert "url='http://127.0.0.1:" in first


def test_two_workers_have_an_embedded_engine_each(repository: pytest.Pytester) -> None:
    """What lives in a process cannot be shared: each worker has its own, and the answers are the same."""
    repository.makepyfile(WORKERS)

    ended = repository.runpytest_subprocess("-n", "2", "--dist", "each", *EMBEDDED)

    ended.assert_outcomes(passed=18)
    first, second = notes(repository.path)
    assert first == second
    assert first.startswith("(None, EngineInfo(name='embedded', ")


@needs("binary")
def test_a_run_leaves_no_engine_behind(repository: pytest.Pytester) -> None:
    """When pytest ends, the OPA that it started is gone."""
    repository.makepyfile(WORKERS.replace("worker_id, ", "").replace("{worker_id}", "gw0"))

    ended = repository.runpytest_subprocess("--opa-engine", "binary", *QUIET)

    ended.assert_outcomes(passed=9)
    (note,) = notes(repository.path)
    found = re.search(r"url='http://127\.0\.0\.1:(\d+)'", note)
    assert found
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(found.group(1))))
