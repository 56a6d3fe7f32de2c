"""The forms of a config: a table of pyproject.toml, one subject for each file, scenarios by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from mfagate.config import find_config, load_config
from mfagate.exceptions import ConfigError, ScenarioError
from mfagate.scenarios.matrix import load_matrix
from mfagate.suite.suite import shipped_scenarios

from .configs import ALLOW, loaded, refused, write

HOLES = ": { and } stand for a part of a file's name; expected {stem} or {parent}, and each beside it"
TOML = """\
[project]
name = "x"

[tool.mfagate]
version = 1
profile = "strict"

[[tool.mfagate.subjects]]
name = "a"
files = ["a.json"]

[[tool.mfagate.subjects]]
name = "b"
files = ["a.json"]
account = "444455556666"

[tool.other]
version = 5
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("a", "guard", "users/bob", "users/alice", "teams/red/role", "teams/blue/role")
    write({f"{name}.json": ALLOW for name in names})


def test_the_table_of_a_pyproject_is_a_config() -> None:
    """It is found and read as mfagate.yaml is."""
    write({"pyproject.toml": TOML})
    found = find_config(Path.cwd() / "users")

    assert found == Path.cwd() / "pyproject.toml"
    config = load_config(found)
    assert (config.profile, [(one.name, one.account) for one in config.subjects]) == (
        "strict",
        [("a", ""), ("b", "444455556666")],
    )


@pytest.mark.parametrize("text", ["[project]\n", "[tool.mfagatex]\n", "not toml [", "# mfagate\n"])
def test_a_pyproject_without_the_table_is_passed_by(text: str) -> None:
    """The next folder may have one."""
    write({"users/pyproject.toml": text, "mfagate.yaml": "version: 1\n"})

    assert find_config(Path.cwd() / "users") == Path.cwd() / "mfagate.yaml"


def test_two_configs_in_one_folder_are_refused() -> None:
    """Nobody could tell which of them holds."""
    write({"pyproject.toml": TOML, "mfagate.yaml": "version: 1\n"})

    with pytest.raises(ConfigError) as raised:
        find_config(Path.cwd())

    assert str(raised.value) == (
        "mfagate.yaml: pyproject.toml beside it has a table [tool.mfagate] too; keep one of them"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOML.replace('"strict"', '"strikt"'), ":6:11: there is no profile strikt; did you mean strict?"),
        (
            TOML.replace('account = "', 'acount = "'),
            ":15:1: $.subjects[1]: unknown key acount; did you mean account?",
        ),
        (
            TOML.replace('name = "b"', 'name = "a"'),
            ":12:3: two subjects are named a; rename one of them",
        ),
        (
            TOML.replace("tool.mfagate.subjects", "tool.mfagate.subject"),
            ":8:3: $: unknown key subject; did you mean subjects?",
        ),
        (TOML.replace("version = 1\n", ""), ":4:2: $: the key version is missing; write version = 1"),
        (
            TOML.replace('profile = "strict"', "user = 2026-01-01T08:00:00Z"),
            ":6:8: $.user: 2026-01-01 08:00:00+00:00 is a time; put it in quotes",
        ),
        (TOML.replace('profile = "strict"', 'user = "x'), ":6:10: is no TOML: Illegal character '\\n'"),
        (
            TOML.replace("tool.mfagate", "tool.x"),
            ": there is no table [tool.mfagate]; write one, or name another config",
        ),
        ("[tool]\nmfagate = 5\n", ": tool.mfagate is no table; write [tool.mfagate]"),
        ("x = " + "[" * 5000, ": is nested too deep"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_line(text: str, message: str) -> None:
    """As far as the text shows it: the line of the key."""
    assert refused(text, "pyproject.toml") == f"pyproject.toml{message}"


def test_a_file_that_is_no_text_is_no_toml() -> None:
    """A mention of the table is no reason to break, and what cannot be read is told."""
    Path("pyproject.toml").write_bytes(b"[tool.mfagate]\n\xff")
    with pytest.raises(ConfigError) as raised:
        find_config(Path.cwd())
    assert str(raised.value) == "pyproject.toml: is not UTF-8, and so no TOML"


def test_each_file_is_a_subject_together_with_the_guard() -> None:
    """Sorted, named by the file, with the settings of the entry; the guard is no subject of its own."""
    config = loaded(
        "version: 1\nsubjects:\n  - name: users/{stem}\n    each: users/*.json\n"
        "    together_with: [guard.json]\n    profile: strict\n"
        "  - name: roles/{parent}\n    each: teams/*/*.json\n    kind: trust\n"
        "  - name: top-{stem}\n    each: '*.json'\n    together_with: [guard.json]\n"
    )

    assert [(one.name, one.profile, one.kind, one.files) for one in config.subjects] == [
        ("users/alice", "strict", "identity", ["guard.json", "users/alice.json"]),
        ("users/bob", "strict", "identity", ["guard.json", "users/bob.json"]),
        ("roles/blue", "console-only", "trust", ["teams/blue/role.json"]),
        ("roles/red", "console-only", "trust", ["teams/red/role.json"]),
        ("top-a", "console-only", "identity", ["guard.json", "a.json"]),
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "name: '{stem}'\n    each: user/*.json",
            "4:11: user/*.json matches no file; mend the pattern, relative to this file",
        ),
        (
            "name: x\n    each: users/*.json",
            "3:11: x would name every file of each; write {stem} into it, such as users/{stem}",
        ),
        (
            "name: '{file}'\n    each: users/*.json",
            "3:11: {file}" + HOLES,
        ),
        (
            "name: '{stem}'\n    files: [a.json]",
            "3:11: {stem}" + HOLES,
        ),
        (
            "name: '{stem}'\n    each: users/*.json\n    files: [a.json]",
            "5:5: files does not go with each; write together_with for what all have",
        ),
        (
            "name: x\n    files: [a.json]\n    together_with: [guard.json]",
            '5:5: together_with goes with each; write each: "policies/*.json", or files',
        ),
        (
            "name: '{stem}'\n    each: users/*.json\n    kind: trust\n    together_with: [guard.json]",
            "6:5: together_with does not go with kind: trust; take one of them out",
        ),
        ("name: '{stem}'\n    each: teams/*/*.json", "3:5: two subjects are named role; rename one of them"),
        (
            "name: '{stem}'\n    each: /etc/*.json",
            "4:11: /etc/*.json is no pattern of paths below this file (Non-relative patterns are "
            "unsupported); expected such as policies/users/*.json",
        ),
    ],
)
def test_an_each_that_cannot_be_meant_is_refused(entry: str, message: str) -> None:
    """Above all one that matches nothing."""
    assert refused(f"version: 1\nsubjects:\n  - {entry}\n") == f"mfagate.yaml:{message}"


def test_a_file_whose_name_is_none_is_told() -> None:
    """A subject's name stands in ids and reports."""
    write({"odd/a b.json": ALLOW})

    message = refused("version: 1\nsubjects:\n  - name: '{stem}'\n    each: odd/*.json\n")

    assert message.startswith("mfagate.yaml:3:11: ")
    assert message.endswith(
        "odd/a b.json would make a subject a b; expected letters, digits, and any of . _ / - in a name: "
        "rename the file, or the subject"
    )


def test_shipped_scenarios_are_named() -> None:
    """All of them, or one file, beside one's own; a folder of that name is ./shipped."""
    config = loaded("version: 1\nscenarios: [shipped, 'shipped:console', ./shipped, own]\n")

    shipped = shipped_scenarios()
    assert config.scenarios == (
        shipped,
        shipped / "console.yaml",
        Path.cwd() / "shipped",
        Path.cwd() / "own",
    )
    assert config.shipped_scenarios == {shipped, shipped / "console.yaml"}
    assert refused("version: 1\nscenarios: ['shipped:consol']\n") == (
        "mfagate.yaml:2:13: no scenarios ship by the name consol; did you mean console?"
    )


def test_shipped_scenarios_may_name_other_subjects_and_own_ones_not() -> None:
    """The shipped ones are not ours to mend; in one's own files a name that nobody has is a mistake."""
    own = (
        "version: 1\nscenarios:\n  - id: a\n    title: A\n    credential: api-key\n"
        '    request: {action: "s3:GetObject", resource: "*"}\n    expect: {acme: allow}\n'
    )
    write({"own/a.yaml": own})
    config = loaded("version: 1\nscenarios: ['shipped:console', own]\n")

    matrix = load_matrix(config.scenarios, ["acme"], config.shipped_scenarios)
    assert {Path(one.file).name for one in matrix.scenarios} == {"console.yaml", "a.yaml"}
    with pytest.raises(ScenarioError, match="acme is neither a subject nor a profile"):
        load_matrix(config.scenarios, ["strict"], config.shipped_scenarios)
