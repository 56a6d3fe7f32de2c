"""The rules and data that the package ships, and how an engine gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mfagate.exceptions import ConfigError, EngineError, UnreadableFileError
from mfagate.suite import suite
from mfagate.suite.suite import load_suite, root, shipped_scenarios, shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

OWN = """\
package mfa.rules

# METADATA
# title: Ours
# custom:
#   id: ours
findings contains 1
"""


class Taken:
    """Stands for an engine, and keeps what it is given."""

    modules: Mapping[str, str]
    data: Mapping[str, Any]

    def load(self, modules: Mapping[str, str], data: Mapping[str, Any]) -> None:
        """Keep the suite."""
        self.modules, self.data = modules, data


def taken() -> Any:  # noqa: ANN401 - it is no whole engine
    """Return what stands for an engine."""
    return Taken()


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have the package ship what is in a folder of ours, and nothing else."""
    monkeypatch.setattr(suite, "root", lambda: tmp_path)
    shipped_suite.cache_clear()
    yield tmp_path / "rego"
    shipped_suite.cache_clear()


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files of these paths and texts below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_what_is_shipped_is_there() -> None:
    """Rules, scenarios and recommended policies are found, in a wheel as in a checkout."""
    modules, data = shipped_suite()

    assert {"iam/answers.rego", "mfa/scenarios/scenarios.rego", "mfa/report/report.rego"} <= modules.keys()
    assert {"credentials", "profiles", "samples"} <= data["mfa"].keys()
    assert {"console-only", "strict"} <= data["mfa"]["profiles"]["by_name"].keys()
    assert shipped_scenarios() == root() / "scenarios"
    assert (shipped_scenarios() / "console.yaml").is_file()
    assert (root() / "policies/recommended/strict.json").is_file()


def test_tests_of_the_rules_are_not_shipped_to_an_engine() -> None:
    """A test module would only cost time, and its packages would be in the way."""
    assert not [name for name in shipped_suite()[0] if name.endswith("_test.rego")]


def test_data_is_mounted_at_the_path_of_its_folder(shipped: Path) -> None:
    """`data.yaml` and `data.json` stand where `opa -d` would put them; other files are no data."""
    write(
        shipped,
        {
            "a/rules.rego": "package a",
            "a/rules_test.rego": "package a_test",
            "a/b/data.yaml": "x: 1\n",
            "a/c/data.json": '{"y": [2]}',
            "d/data.yaml": "- 3\n",
            "a/b/notes.yaml": "z: 4\n",
        },
    )

    assert shipped_suite() == (
        {"a/rules.rego": "package a"},
        {"a": {"b": {"x": 1}, "c": {"y": [2]}}, "d": [3]},
    )


def test_a_package_without_rules_is_broken(shipped: Path) -> None:
    """An installation that lost its rules is told, and never finds nothing."""
    with pytest.raises(EngineError) as raised:
        shipped_suite()

    assert str(raised.value) == f"{shipped}: no Rego found; the installation is broken: reinstall mfagate"
    assert raised.value.exit_code == 3


def test_data_that_cannot_be_read_is_told(shipped: Path) -> None:
    """The package's own data is read as strictly as anybody's."""
    write(shipped, {"a/rules.rego": "package a", "a/data.yaml": "x: 1\nx: 2\n"})

    with pytest.raises(UnreadableFileError) as raised:
        shipped_suite()

    path = shipped / "a/data.yaml"
    assert str(raised.value) == (
        f"{path}: the package's own data cannot be read: "
        f'{path}:2:1: the key "x" appears twice (see line 1); keep one of them'
    )


def test_an_engine_gets_rules_data_and_what_the_rules_say_of_themselves() -> None:
    """Metadata is loaded beside the rules, and the shipped data stays as it is."""
    engine = taken()
    before = dict(shipped_suite()[1]["mfa"])

    load_suite(engine)

    modules, data = shipped_suite()
    assert engine.modules == modules
    assert engine.data["mfa"]["metadata"]["api-key-blocked"]["severity"] == "error"
    assert {key: value for key, value in engine.data["mfa"].items() if key != "metadata"} == before
    assert data["mfa"] == before


def test_own_rules_are_added_under_a_name_of_their_own(tmp_path: Path) -> None:
    """An organisation's modules are named apart, tests left out, and their metadata is known."""
    write(tmp_path / "house", {"deep/ours.rego": OWN, "deep/ours_test.rego": "package x_test"})
    engine = taken()

    load_suite(engine, [tmp_path / "house"])

    assert engine.modules["own/0/0/deep/ours.rego"] == OWN
    assert len(engine.modules) == len(shipped_suite()[0]) + 1
    assert engine.data["mfa"]["metadata"]["ours"]["title"] == "Ours"


def test_a_folder_of_own_rules_has_to_hold_some(tmp_path: Path) -> None:
    """A path that is wrong would silently check less."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError) as missing:
        load_suite(taken(), [tmp_path / "no"])
    with pytest.raises(ConfigError) as empty:
        load_suite(taken(), [tmp_path / "empty"])

    assert str(missing.value) == (
        f"{tmp_path / 'no'}: rules must name a folder of Rego files; there is no such folder"
    )
    assert str(empty.value) == f"{tmp_path / 'empty'}: no .rego file in the folder that rules names"
