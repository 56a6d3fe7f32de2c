"""The command line of the bench: what is recorded when, and what is absent."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, Any

import pytest

from bench import __main__ as command
from bench import opponents
from bench.figures import Bench, CommandError, Figure
from bench.start import present

if TYPE_CHECKING:
    from pathlib import Path


def measure(bench: Bench) -> None:
    """Measure nothing."""
    bench.figures["--version"] = Figure.of(1.0)


def failing(_: Bench) -> None:
    """Fail as a command does."""
    raise CommandError("check ended with 3")


def stopped(_: Bench) -> None:
    """Stop as on SIGTERM."""
    raise SystemExit(143)


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where to record; the measures take no time."""
    monkeypatch.setattr(command, "MEASURES", {"one": measure, "failing": failing, "stopped": stopped})
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return tmp_path / "record.json"


def read(record: Path) -> Any:  # noqa: ANN401
    """Return what was recorded."""
    return json.loads(record.read_text(encoding="utf-8"))


def test_a_failed_measure_is_named_and_the_others_go_on(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code says so too."""
    code = command.main(["--only", "failing", "one", "--record", str(record)])

    assert code == 1
    assert read(record)["absent"] == {"failing": "the measure failed: check ended with 3"}
    assert list(read(record)["figures"]) == ["--version"]
    assert "* absent: failing: the measure failed: check ended with 3\n" in capsys.readouterr().out


def test_a_stopped_run_keeps_what_it_recorded(record: Path) -> None:
    """A run takes hours."""
    with pytest.raises(SystemExit):
        command.main(["--only", "one", "stopped", "--record", str(record)])

    assert list(read(record)["figures"]) == ["--version"]


def test_show_prints_the_same_table(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So a page can be made from a record."""
    assert command.main(["--only", "one", "--record", str(record)]) == 0
    printed = capsys.readouterr().out

    assert command.main(["--show", str(record)]) == 0
    assert capsys.readouterr().out == printed


def test_an_opponent_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never left out quietly."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("MFAGATE_CONFTEST", raising=False)
    bench = Bench(tmp_path)

    assert present(bench, "conftest", lambda: {"it": (opponents.program("conftest"),)}) == {}
    assert bench.absent == {"conftest": "conftest is not on PATH"}
