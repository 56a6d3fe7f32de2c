"""The rules and data that the package ships, and how an engine gets them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mfagate import __version__
from mfagate.engines import checked_modules
from mfagate.engines._suite import suite_of
from mfagate.exceptions import ConfigError, EngineError, UnreadableFileError
from mfagate.parsing import parse_yaml
from mfagate.suite import _prepared, shipped
from mfagate.suite._sources import read_sources
from mfagate.suite.rule_metadata import inherited_severities, rule_metadata
from mfagate.suite.shipped import prepared_suite, root, shipped_scenario, shipped_scenarios, shipped_suite
from mfagate.suite.suite import load_suite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
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
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have the package ship what is in a folder of ours, and nothing else."""
    monkeypatch.setattr(shipped, "root", lambda: tmp_path)
    prepared_suite.cache_clear()
    yield tmp_path
    prepared_suite.cache_clear()


def again() -> tuple[Mapping[str, str], Mapping[str, Any]]:
    """Return what the package ships, as another process would find it."""
    prepared_suite.cache_clear()
    return shipped_suite()


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


def test_data_is_mounted_at_the_path_of_its_folder(folder: Path) -> None:
    """`data.yaml` and `data.json` stand where `opa -d` would put them; other files are no data."""
    write(
        folder / "rego",
        {
            "a/rules.rego": "package a",
            "a/rules_test.rego": "package a_test",
            "a/b/data.yaml": "x: 1\n",
            "a/c/data.json": '{"y": [2]}',
            "d/data.yaml": "- 3\n",
            "a/b/notes.yaml": "z: 4\n",
        },
    )

    assert again() == (
        {"a/rules.rego": "package a"},
        {"a": {"b": {"x": 1}, "c": {"y": [2]}}, "d": [3]},
    )


def test_a_package_without_rules_is_broken(folder: Path) -> None:
    """An installation without rules is an error, never an empty report."""
    with pytest.raises(EngineError) as raised:
        shipped_suite()

    assert (
        str(raised.value)
        == f"{folder / 'rego'}: no Rego found; the installation is broken: reinstall mfagate"
    )
    assert raised.value.exit_code == 3


def test_data_that_cannot_be_read_is_reported(folder: Path) -> None:
    """The package's own data is read as strictly as anybody's."""
    write(folder / "rego", {"a/rules.rego": "package a", "a/data.yaml": "x: 1\nx: 2\n"})

    with pytest.raises(UnreadableFileError) as raised:
        shipped_suite()

    path = folder / "rego/a/data.yaml"
    assert str(raised.value) == (
        f"{path}: the package's own data cannot be read: "
        f'{path}:2:1: the key "x" appears twice (see line 1); keep one of them'
    )


def test_the_prepared_suite_is_what_the_sources_say() -> None:
    """Modules, data, metadata and the digest are the same by way of the file and without it."""
    prepared = _prepared.load(_prepared.prepare(root()))
    assert prepared is not None
    sources = read_sources(root())
    read = checked_modules(sources.modules)
    metadata = inherited_severities(
        rule_metadata(sources.modules), sources.data["mfa"]["profiles"]["by_name"]
    )
    whole = {**sources.data, "mfa": {**sources.data["mfa"], "metadata": metadata}}

    assert (dict(prepared.modules), dict(prepared.modules.expanded)) == (dict(read), dict(read.expanded))
    assert prepared.modules.read == {name: replace(one, references=[]) for name, one in read.read.items()}
    assert json.loads(prepared.data.joined(prepared.metadata).text) == whole
    assert dict(prepared.rules) == metadata
    assert suite_of(prepared.modules, prepared.data.joined(prepared.metadata)).digest == (
        suite_of(sources.modules, whole).digest
    )


def test_the_prepared_scenarios_are_what_the_files_say() -> None:
    """Every shipped file is there, with its value and the place of every entry."""
    files = sorted(shipped_scenarios().rglob("*.yaml"))
    assert files
    for path in files:
        located, read = shipped_scenario(path), parse_yaml(path.read_bytes(), path.name)
        assert located is not None
        assert located.value == read.value
        for index, entry in enumerate(read.value["scenarios"]):
            for place in (("scenarios", index), *(("scenarios", index, key) for key in entry)):
                assert located.positions.at(place) == read.positions.at(place)


def test_a_changed_source_is_seen_at_once(folder: Path) -> None:
    """A rule, a data file or a scenario that is edited, added or deleted counts in the next run."""
    write(folder / "rego", {"a/x.rego": "package a", "a/data.yaml": "x: 1\n"})
    assert again() == ({"a/x.rego": "package a"}, {"a": {"x": 1}})

    write(folder / "rego", {"a/x.rego": "package b", "a/y.rego": "package c"})
    assert again()[0] == {"a/x.rego": "package b", "a/y.rego": "package c"}

    write(folder / "rego", {"a/data.yaml": "x: 2\n"})
    (folder / "rego/a/y.rego").unlink()
    assert again() == ({"a/x.rego": "package b"}, {"a": {"x": 2}})


def test_an_unchanged_suite_is_prepared_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run reads the file that the first one wrote, which git ignores."""
    write(folder / "rego", {"a/x.rego": "package a"})
    first = again()
    monkeypatch.setattr(_prepared, "prepare", lambda *_: pytest.fail("it is prepared again"))

    assert again() == first
    assert (folder / ".mfagate_cache/.gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"package a", b"package b"),
        lambda content: content[:-1],
        lambda content: content.replace(b'"format":1,', b'"format":0,'),
        lambda content: content.replace(f'"mfagate":"{__version__}"'.encode(), b'"mfagate":"0.0.0"'),
        lambda content: content.partition(b"\n")[0],
        lambda _: b"",
        lambda _: b"[]\n",
        lambda _: b"\xff",
    ],
    ids=["changed", "cut", "format", "version", "header alone", "empty", "no object", "no text"],
)
@pytest.mark.parametrize("name", [".mfagate_cache/prepared.ndjson", "prepared.ndjson"])
def test_a_prepared_file_that_does_not_fit_is_refused(
    folder: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    """A damaged file, or one of another version, is made again from the sources."""
    write(folder / "rego", {"a/x.rego": "package a"})
    expected = again()
    content = change((folder / ".mfagate_cache/prepared.ndjson").read_bytes())
    (folder / name).write_bytes(content)

    assert _prepared.load(content) is None
    assert again() == expected


def test_a_read_only_checkout_is_prepared_in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written, and nothing fails; root can write anywhere, so the system call is refused here."""
    write(folder / "rego", {"a/x.rego": "package a"})
    monkeypatch.setattr("pathlib.Path.mkdir", _refused)

    assert again()[0] == {"a/x.rego": "package a"}
    assert not (folder / ".mfagate_cache").exists()


def _refused(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_where_nothing_can_be_kept_it_is_prepared_in_memory(folder: Path) -> None:
    """A file where the folder of the kept file would be is no reason to fail."""
    write(folder, {"rego/a/x.rego": "package a", ".mfagate_cache": ""})

    assert again()[0] == {"a/x.rego": "package a"}


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
