"""The scripts that check what tox measured or installs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPTS = Path(__file__).parents[2] / "scripts"


def script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import a script by its name."""
    monkeypatch.syspath_prepend(SCRIPTS)
    monkeypatch.delitem(sys.modules, name, raising=False)
    return __import__(name)


def report(**percents: float) -> dict[str, Any]:
    """Return a report of coverage, as far as the script reads it."""
    return {"files": {name: {"summary": {"percent_covered": percent}} for name, percent in percents.items()}}


@pytest.mark.parametrize(
    ("percents", "code", "says"),
    [
        ({"a": 80.0, "b": 100.0}, 0, "every file reaches 80 %\n"),
        (
            {"a": 79.96, "b": 12.5, "c": 90.0},
            1,
            "b: 12.5 % of lines and branches covered, expected 80 %\n"
            "a: 80.0 % of lines and branches covered, expected 80 %\n",
        ),
        ({}, 1, "no file was measured\n"),
    ],
)
def test_a_file_below_the_floor_fails(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    percents: dict[str, float],
    code: int,
    says: str,
) -> None:
    """Each file below the floor is named, the lowest first; nothing measured is a failure."""
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps(report(**percents)), encoding="utf-8")

    assert script("check_coverage", monkeypatch).main([str(path)]) == code
    assert capsys.readouterr().out == says


def test_lowest_versions_are_the_lower_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exact pins stay; markers of Python stay, and those of extras go."""
    lowest = script("lowest_dependencies", monkeypatch).lowest

    assert lowest(
        [
            "docker>=7.1",
            "gordon-to-regorus==0.13.0",
            "boto3[crt]>=1.34; extra == 'aws'",
            "tomli>=2; python_version < '3.11'",
        ]
    ) == [
        "docker==7.1",
        "gordon-to-regorus==0.13.0",
        "boto3[crt]==1.34",
        "tomli==2; python_version < '3.11'",
    ]


@pytest.mark.parametrize("text", ["docker", "docker<8", "docker>=7,<8"])
def test_a_requirement_without_one_lower_bound_is_an_error(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A dependency whose lowest version nobody stated cannot be tried."""
    with pytest.raises(ValueError, match=r"expected one lower bound, such as docker>=7.1"):
        script("lowest_dependencies", monkeypatch).lowest([text])
