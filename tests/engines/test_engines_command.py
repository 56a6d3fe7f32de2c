"""`mfagate engines`."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from mfagate.cli import engines
from mfagate.engines import Probe

if TYPE_CHECKING:
    import pytest

PROBES = [
    Probe("docker", usable=False, version=None, why_not="docker: no daemon; start it"),
    Probe("binary", usable=True, version="1.22.2", why_not=None),
]


def run(monkeypatch: pytest.MonkeyPatch, probes: list[Probe], *arguments: str) -> int:
    """Run the command on a machine with these engines; return its exit code."""
    monkeypatch.setattr(engines, "probe_engines", lambda: probes)
    parser = argparse.ArgumentParser()
    engines.add_parser(parser.add_subparsers())
    args = parser.parse_args(["engines", *arguments])
    code: int = args.run(args)
    return code


def test_table_shows_version_or_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table has a row for each engine, and says what `auto` takes."""
    assert run(monkeypatch, PROBES) == 0

    assert capsys.readouterr().out == (
        "engine  usable  version  why not\n"
        "docker  no               no daemon; start it\n"
        "binary  yes     1.22.2\n"
        "\n"
        "auto: binary\n"
    )


def test_json_has_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON document has everything the table has."""
    assert run(monkeypatch, PROBES, "--format", "json") == 0

    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "auto": "binary",
        "engines": [
            {
                "name": "docker",
                "usable": False,
                "version": None,
                "why_not": "docker: no daemon; start it",
            },
            {"name": "binary", "usable": True, "version": "1.22.2", "why_not": None},
        ],
    }


def test_no_usable_engine_is_exit_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing can be used, the command fails as an engine does."""
    assert run(monkeypatch, PROBES[:1]) == 3

    assert capsys.readouterr().out.endswith("\nauto: no engine works\n")


def test_long_reason_is_folded_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal a long reason goes on below itself."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "56")
    why = "docker: cannot reach the Docker daemon at all; start it please"
    run(monkeypatch, [Probe("docker", usable=False, version=None, why_not=why)])

    assert capsys.readouterr().out == (
        "engine  usable  version  why not\n"
        "docker  no               cannot reach the Docker daemon\n"
        "                         at all; start it please\n"
        "\n"
        "auto: no engine works\n"
    )
