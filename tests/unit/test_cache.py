"""Verdicts of earlier runs: what changes is asked for again, and nothing else is."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.engines import EngineInfo, open_engine
from mfagate.evaluation import cache
from mfagate.evaluation.cache import Verdicts, cache_folder, open_cache
from mfagate.evaluation.scheduler import Scheduler
from mfagate.parsing import Position
from mfagate.scenarios.model import Case, Scenario
from mfagate.suite.suite import Suite, suite_with
from support.commands import CONFIG, NAIVE, SCENARIOS, mfagate, write
from unit.test_scheduler import REPORT, Counting, subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.subjects.model import Subject

INFO = EngineInfo("counting", "0")
ALLOW = {"decision": "allow"}


class Answering(Counting):
    """An engine that passes every case, and counts how often it is asked."""

    def query(self, path: str, value: Any) -> Any:  # noqa: ANN401
        """Count, and give the report or the results."""
        self.asked += 1
        if path == "mfa/scenarios/results":
            return [{"decision": "Allowed", "outcome": "passed"} for _ in value["cases"]]
        return dict(REPORT)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep verdicts in a folder of the test."""
    found = tmp_path / "verdicts"
    monkeypatch.setenv(cache.VARIABLE, str(found))
    return found


def case(*, variant: str = "absent", expect: Mapping[str, str] = ALLOW, **changes: Any) -> Case:  # noqa: ANN401
    """Return a case; `changes` are fields of its scenario."""
    scenario = Scenario(
        file="s.yaml",
        id="reads",
        title="Reads",
        why="",
        credentials=(("api-key", variant),),
        request={"action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"},
        context={},
        expect={},
        resource_policy=None,
        position=Position(1, 1),
    )
    return Case("a: reads", replace(scenario, **changes), "a", "api-key", variant, expect, "subject", "")


def judged(
    *,
    one: Subject | None = None,
    suite: Suite | None = None,
    info: EngineInfo = INFO,
    assumptions: Mapping[str, str] | None = None,
    asked: Case | None = None,
) -> int:
    """Judge one subject and return how often the engine was asked."""
    engine = Answering()
    suite = suite or suite_with()
    kept = open_cache(info, suite, assumptions or {})
    found = Scheduler(engine, suite, assumptions or {}, cache=kept).answers(
        [(one or subject("a"), [asked or case()])]
    )
    assert [results[0]["outcome"] for _, results in found] == ["passed"]
    return engine.asked


def other_rule() -> Suite:
    """Return the shipped suite with one more rule."""
    suite = suite_with()
    return replace(suite, modules={**suite.modules, "x.rego": "package x\n\na := 1"})


CHANGES: dict[str, Any] = {
    "document": lambda: {"one": subject("a", "s3:Get*")},
    "user": lambda: {"one": subject("a", user="carol")},
    "account": lambda: {"one": subject("a", account="444455556666")},
    "profile": lambda: {"one": subject("a", profile="strict")},
    "assumed policies": lambda: {"one": subject("a", assume="allow-all")},
    "facts": lambda: {"one": subject("a", account_facts={"role": "x"})},
    "context": lambda: {"one": subject("a", context={"aws:SourceIp": "192.0.2.1"})},
    "tags": lambda: {"one": subject("a", tags={"team": "red"})},
    "all tags": lambda: {"one": subject("a", all_tags=True)},
    "password": lambda: {"one": subject("a", login_profile=False)},
    "action": lambda: {"asked": case(request={"action": "s3:PutObject", "resource": "arn:aws:s3:::b/k"})},
    "keys": lambda: {"asked": case(context={"aws:SourceIp": "192.0.2.1"})},
    "expectation": lambda: {"asked": case(expect={"decision": "deny"})},
    "variant": lambda: {"asked": case(variant="false")},
    "resource policy": lambda: {"asked": case(resource_policy={"Statement": []})},
    "rule": lambda: {"suite": other_rule()},
    "exempt actions": lambda: {"suite": suite_with(exempt=["iam:GetUser"])},
    "profiles": lambda: {"suite": suite_with(profiles={"own": {"rows": {}}})},
    "engine": lambda: {"info": EngineInfo("other", "0")},
    "version of the engine": lambda: {"info": EngineInfo("counting", "1")},
    "assumption": lambda: {"assumptions": {"user-name-case": "insensitive"}},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_verdict_depends_on_is_asked_again(change: str) -> None:
    """Each part of the question, the suite and the engine counts; where nothing changes nothing is asked."""
    assert judged() == 2
    assert judged() == 0
    assert judged(**CHANGES[change]()) == 2
    assert judged() == 0


def test_another_version_of_mfagate_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python does with an answer may have changed."""
    assert judged() == 2
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    assert judged() == 2


def test_every_field_of_the_questions_is_in_the_list_of_changes() -> None:
    """A new field of a subject's input cannot be forgotten here."""
    full = subject(
        "a",
        user="u",
        principal="role",
        login_profile=False,
        assume="allow-all",
        account_facts={"role": "x"},
        context={"k": "v"},
        tags={"k": "v"},
        all_tags=True,
    )
    known = {"name", "kind", "account", "user", "profile", "policies", "principal", "login_profile", "assume"}
    assert full.as_input().keys() == known | {"account_facts", "context", "tags", "all_tags"}


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200])
def test_a_damaged_verdict_is_asked_again(folder: Path, damage: bytes) -> None:
    """A file that a crash cut off, or somebody changed, is not a verdict."""
    assert judged() == 2
    (file,) = folder.iterdir()
    content = file.read_bytes()
    for wrong in (damage, content[:-1], content + b"x", content[:40] + b"\xff" + content[41:]):
        file.write_bytes(wrong)
        assert judged() == 2
        assert judged() == 0


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_can_write_to_is_not_used(folder: Path, mode: int) -> None:
    """Whoever can write a verdict can pass a policy."""
    assert judged() == 2
    folder.chmod(mode)
    assert judged() == 2
    folder.chmod(0o700)
    assert judged() == 0


def test_the_folder_is_the_users_alone(folder: Path) -> None:
    """It is made when it is first needed."""
    judged()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_where_no_folder_can_be_made_everything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in its place is no error."""
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(file / "folder"))
    assert judged() == judged() == 2


def test_a_disk_that_is_full_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict is not kept, and nothing is left of it."""

    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert judged() == judged() == 2
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "home", "expected"),
    [
        ("off", "/h", None),
        ("/c", "/h", Path("/c")),
        ("", "/h", Path("/h/.cache/mfagate")),
    ],
)
def test_the_variable_names_the_folder(
    monkeypatch: pytest.MonkeyPatch, given: str, home: str, expected: Path | None
) -> None:
    """`off` keeps nothing; without it the folder is one of the user's caches."""
    monkeypatch.setenv(cache.VARIABLE, given)
    monkeypatch.setenv("HOME", home)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_folder() == expected
    if not given:
        monkeypatch.setenv("XDG_CACHE_HOME", "/x")
        assert cache_folder() == Path("/x/mfagate")


def test_what_was_used_least_recently_goes_first(folder: Path) -> None:
    """Three quarters of the bound stay, and what is left of an interrupted run goes too."""
    folder.mkdir(mode=0o700)
    (folder / ".0.part").write_bytes(b"x" * 50)
    os.utime(folder / ".0.part", (0, 0))
    kept = Verdicts(folder, "")
    for number in range(4):
        kept.put(str(number), "x")
    files = {number: kept._file(str(number)) for number in range(4)}
    for number, file in files.items():
        os.utime(file, (number + 1, number + 1))
    assert kept.get("0") == "x"
    size = files[0].stat().st_size
    kept.prune(4 * size)
    assert [kept.get(str(number)) for number in range(4)] == ["x", None, "x", "x"]
    assert not (folder / ".0.part").exists()


def test_nothing_goes_where_nothing_came(folder: Path) -> None:
    """A run that only reads does not look at the sizes."""
    Verdicts(folder, "")
    folder.mkdir(mode=0o700)
    writer = Verdicts(folder, "")
    writer.put("q", "a")
    Verdicts(folder, "").prune(0)
    assert writer.get("q") == "a"
    writer.prune(0)
    assert writer.get("q") is None


def test_runs_at_the_same_time_do_not_disturb_each_other(folder: Path) -> None:
    """A verdict is there wholly or not at all."""
    folder.mkdir(mode=0o700)
    answer = ["x" * 50_000]
    wrong: list[Any] = []

    def work() -> None:
        kept = Verdicts(folder, "")
        for _ in range(50):
            kept.put("q", answer)
            found = kept.get("q")
            if found not in (None, answer):
                wrong.append(found)
            kept.prune(10)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.slow
def test_check_asks_nothing_about_an_unchanged_repository(tmp_path: Path) -> None:
    """A second run says the same, and uses the verdict of the first; with --no-cache it does not."""
    write(tmp_path, {"mfagate.yaml": CONFIG, "scenarios/s.yaml": SCENARIOS, "policies/naive.json": NAIVE})
    own = tmp_path / "own"
    run = ("check", "--engine", "embedded")
    first = mfagate(*run, cwd=tmp_path, env={cache.VARIABLE: str(own)})
    (file,) = own.iterdir()
    used = file.stat().st_mtime_ns
    second = mfagate(*run, cwd=tmp_path, env={cache.VARIABLE: str(own)})
    assert second == first
    assert file.stat().st_mtime_ns > used
    used = file.stat().st_mtime_ns
    assert mfagate(*run, "--no-cache", cwd=tmp_path, env={cache.VARIABLE: str(own)}) == first
    assert file.stat().st_mtime_ns == used


def test_library_runs_keep_nothing(folder: Path) -> None:
    """Only `mfagate check` keeps verdicts."""
    suite = suite_with()
    with open_engine("embedded") as engine:
        suite.load(engine)
        Scheduler(engine, suite, {}).answers([(subject("a"), [])])
    assert not folder.exists()
