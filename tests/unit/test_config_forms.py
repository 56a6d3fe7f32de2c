"""The forms of a config: one subject for each file, scenarios by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from mfagate.exceptions import ScenarioError
from mfagate.suite.shipped import shipped_scenarios
from support.configs import ALLOW, loaded, refused, write

from .matrices import load_matrix

HOLES = ": { and } enclose a part of a file's name; expected {stem} or {parent}, in an entry with each"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("a", "guard", "users/bob", "users/alice", "teams/red/role", "teams/blue/role")
    write({f"{name}.json": ALLOW for name in names})


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
            "4:11: user/*.json matches no file; fix the pattern, which is relative to this file",
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
            "5:5: files does not work with each; list what all subjects share in together_with",
        ),
        (
            "name: x\n    files: [a.json]\n    together_with: [guard.json]",
            '5:5: together_with needs each; write each: "policies/*.json", or files',
        ),
        (
            "name: '{stem}'\n    each: users/*.json\n    kind: trust\n    together_with: [guard.json]",
            "6:5: together_with does not work with kind: trust; delete one of them",
        ),
        ("name: '{stem}'\n    each: teams/*/*.json", "3:5: two subjects are named role; rename one of them"),
        (
            "name: '{stem}'\n    each: /etc/*.json",
            "4:11: /etc/*.json is not a pattern of paths below this file (Non-relative patterns are "
            "unsupported); expected a pattern such as policies/users/*.json",
        ),
    ],
)
def test_an_each_that_cannot_be_meant_is_refused(entry: str, message: str) -> None:
    """Above all one that matches nothing."""
    assert refused(f"version: 1\nsubjects:\n  - {entry}\n") == f"mfagate.yaml:{message}"


def test_a_file_whose_name_is_none_is_reported() -> None:
    """A subject's name stands in ids and reports."""
    write({"odd/a b.json": ALLOW})

    message = refused("version: 1\nsubjects:\n  - name: '{stem}'\n    each: odd/*.json\n")

    assert message.startswith("mfagate.yaml:3:11: ")
    assert message.endswith(
        "odd/a b.json would name a subject a b; names have only letters, digits, . _ / and -: "
        "rename the file or the subject"
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
        "mfagate.yaml:2:13: there are no shipped scenarios named consol; did you mean console?"
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
