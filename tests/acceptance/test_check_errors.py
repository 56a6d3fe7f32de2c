"""`mfagate check` on what cannot be checked: exit codes 2 and 3, each with one line that says what to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mfagate.reports import REPORTERS
from support.commands import BROKEN, CHECKOUT, CONFIG, NAIVE, NO_DOCKER, SCENARIOS, Run, mfagate, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["empty"],
            "empty: no policy file in this folder; name the folder or file that contains the policies",
        ),
        (["nope"], "nope: cannot be read: No such file or directory; check the path and its permissions"),
        (["polices"], "polices: cannot be read: No such file or directory; did you mean policies?"),
        (
            ["policies", "nope.json"],
            "nope.json: cannot be read: No such file or directory; check the path and its permissions",
        ),
        (
            [],
            "nothing to check: name policy files or folders, or add subjects to mfagate.yaml",
        ),
        (["policies", "--engine", "dokcer"], "there is no engine 'dokcer'; did you mean docker?"),
        (
            ["policies", "--engine", "x"],
            "there is no engine 'x'; choose one of docker, binary, http, embedded, auto",
        ),
        (["policies", "--profile", "strcit"], "there is no profile strcit; did you mean strict?"),
        (
            ["policies", "--profile", "x"],
            "there is no profile x; expected one of console-only, strict",
        ),
        (
            ["policies", "--engine", "embedded", "--assume", "colon-crossing"],
            "--assume colon-crossing: expected NAME=VALUE, such as colon-crossing=never",
        ),
        (
            ["policies", "--engine", "embedded", "--assume", "colon-crosing=never"],
            "there is no assumption colon-crosing; did you mean colon-crossing?",
        ),
        (
            ["policies", "--engine", "embedded", "--assume", "colon-crossing=nver"],
            "the assumption colon-crossing cannot be nver; did you mean never?",
        ),
        (
            ["policies", "-c", "nope.yaml"],
            "nope.yaml: no such config file; fix the path, or leave -c out",
        ),
    ],
)
def test_a_usage_error_is_one_line_and_2(
    bare: Path, run: Callable[..., Run], arguments: list[str], message: str
) -> None:
    """What is asked for and cannot be done gives exit code 2, and the closest name where one is misspelt."""
    write(bare, {"policies/naive.json": NAIVE})
    (bare / "empty").mkdir()

    ended = run("check", *arguments)

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {message}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "mfagate: there is no command chek; did you mean check?"),
        ([], "mfagate: the following arguments are required: COMMAND; see mfagate --help"),
        (["check", "--zzzz"], "mfagate: unrecognized arguments: --zzzz; see mfagate --help"),
        (
            ["check", "--profil", "strict"],
            "mfagate: unrecognized arguments: --profil; did you mean --profile? see mfagate --help",
        ),
        (
            ["check", "--format"],
            "mfagate check: argument --format: expected one argument; see mfagate check --help",
        ),
    ],
)
def test_an_unknown_option_is_one_line_and_2(
    run: Callable[..., Run], arguments: list[str], message: str
) -> None:
    """What argparse refuses is one line too, which names the help instead of printing the usage."""
    ended = run(*arguments)

    assert (ended.code, ended.out, ended.message) == (2, "", message)


def test_an_unknown_format_names_the_formats(run: Callable[..., Run]) -> None:
    """A format that does not exist is refused before anything is judged."""
    ended = run("check", "--format", "xml")

    assert (ended.code, ended.out) == (2, "")
    assert ended.message == (
        "mfagate check: argument --format: there is no format 'xml'; "
        f"expected one of {', '.join(REPORTERS)}; see mfagate check --help"
    )


SUBJECT = "subjects:\n  - name: a\n    files: [policies/naive.json]\n"


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("", "mfagate.yaml:1:1: the file is empty; expected a YAML document"),
        ("version: 2\n", "mfagate.yaml:1:10: $.version: 1 was expected"),
        ("version: 1\nsubjects: []\n", "mfagate.yaml:2:11: $.subjects: must not be empty"),
        (SUBJECT, "mfagate.yaml:1:1: $: the key version is missing; write version: 1"),
        (
            "version: [1\n",
            "mfagate.yaml:2:1: while parsing a flow sequence; did not find expected ',' or ']'",
        ),
        (
            f"version: 1\nversion: 1\n{SUBJECT}",
            'mfagate.yaml:2:1: the key "version" appears twice (see line 1); keep one of them',
        ),
        (
            f"version: 1\nengin: docker\n{SUBJECT}",
            "mfagate.yaml:2:1: $: unknown key engin; did you mean engine?",
        ),
        (
            f"version: 1\nengine: dokcer\n{SUBJECT}",
            "mfagate.yaml:2:9: $.engine: unknown value dokcer; did you mean docker?",
        ),
        (
            f"version: 1\nprofile: strct\n{SUBJECT}",
            "mfagate.yaml:2:10: there is no profile strct; did you mean strict?",
        ),
        (
            f"version: 1\n{SUBJECT}    profile: strct\n",
            "mfagate.yaml:5:14: there is no profile strct; did you mean strict?",
        ),
        (
            f"version: 1\n{SUBJECT.replace('files', 'fils')}",
            "mfagate.yaml:4:5: $.subjects[0]: unknown key fils; did you mean files?",
        ),
        (
            f"version: 1\n{SUBJECT}    assume: everything\n",
            "mfagate.yaml:5:13: $.subjects[0].assume: unknown value everything; "
            "expected one of allow-all, nothing",
        ),
        (
            f"version: 1\n{SUBJECT}    account: 111122223333\n",
            "mfagate.yaml:5:14: $.subjects[0].account: 111122223333 is a number; write an account in quotes, "
            'with all 12 digits: "111122223333"',
        ),
        (
            f"version: 1\n{SUBJECT}  - name: a\n    files: [policies/naive.json]\n",
            "mfagate.yaml:5:5: two subjects are named a; rename one of them",
        ),
        (
            "version: 1\nsubjects:\n  - name: a\n    profile: strict\n",
            "mfagate.yaml:3:5: the subject a has no files; name at least one under files",
        ),
        (
            f"version: 1\nscenarios: [nope]\n{SUBJECT}",
            "nope: no such scenario file or folder; fix scenarios in the config",
        ),
        (
            f"version: 1\nscenarios: [empty]\n{SUBJECT}",
            "empty: no scenario file (*.yaml) found; name a folder with scenarios",
        ),
        (
            "version: 1\n",
            "nothing to check: name policy files or folders, or add subjects to mfagate.yaml",
        ),
    ],
)
def test_a_wrong_config_is_one_line_and_2(
    bare: Path, run: Callable[..., Run], config: str, message: str
) -> None:
    """What is wrong with mfagate.yaml is told with its line and column, and nothing is judged."""
    write(bare, {"mfagate.yaml": config, "policies/naive.json": NAIVE})
    (bare / "empty").mkdir()

    ended = run("check")

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {message}")


def test_a_config_that_names_a_missing_file_says_where(bare: Path, run: Callable[..., Run]) -> None:
    """A policy file that is not there is told with the subject that names it."""
    write(bare, {"mfagate.yaml": f"version: 1\n{SUBJECT}"})

    ended = run("check")

    path = bare / "policies/naive.json"
    assert (ended.code, ended.out) == (2, "")
    assert ended.message == (
        f"mfagate: mfagate.yaml:3:5: {path}: cannot be read: No such file or directory; "
        "check the path and its permissions"
    )


def test_a_config_with_an_unknown_assumption_says_so(project: Path, run: Callable[..., Run]) -> None:
    """An assumption of the config that does not exist is told with the file that has it."""
    write(project, {"mfagate.yaml": f"{CONFIG}assumptions: {{role-session: absent}}\n"})

    ended = run("check", "--engine", "embedded")

    assert (ended.code, ended.out, ended.message) == (
        2,
        "",
        "mfagate: mfagate.yaml:7:15: there is no assumption role-session; did you mean role-session-flag?",
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "credential: [api-key, session-with-mfa]",
            "credential: [api-key, session-wiht-mfa]",
            "6:17: there is no credential session-wiht-mfa; did you mean session-with-mfa?",
        ),
        (
            "credential: [api-key, session-with-mfa]",
            'credential: ["role-session:flase"]',
            "6:17: role-session has no variant flase; did you mean false?",
        ),
        (
            "credential: [api-key, session-with-mfa]",
            'credential: [api-key, "api-key:absent"]',
            "6:17: the credential api-key:absent appears twice; delete one of them",
        ),
        (
            "credential: [api-key, session-with-mfa]",
            "credential: []",
            "6:17: $.scenarios[0].credential: must not be empty",
        ),
        (
            "title: Automation",
            "titel: Automation",
            "4:5: $.scenarios[0]: unknown key titel; did you mean title?",
        ),
        (
            "id: reads",
            "id: Reads",
            "3:9: $.scenarios[0].id: 'Reads-a-bucket' does not match '^[a-z0-9][a-z0-9._-]*$'",
        ),
        (
            "      naive:",
            "      niave:",
            "9:7: $.scenarios[0].expect: niave is neither a subject nor a profile; did you mean naive?",
        ),
        (
            "api-key: implicit-deny",
            "api-kye: implicit-deny",
            "9:15: $.scenarios[0].expect.naive: api-kye is not a credential of this scenario; "
            "did you mean api-key?",
        ),
        (
            "api-key: implicit-deny",
            "role-session: implicit-deny",
            "9:15: $.scenarios[0].expect.naive: role-session is not a credential of this scenario; "
            "expected one of api-key, api-key:absent, default, session-with-mfa, session-with-mfa:true",
        ),
        (
            "api-key: implicit-deny",
            "api-key: implict-deny",
            '9:24: $.scenarios[0].expect.naive["api-key"]: unknown value implict-deny; '
            "did you mean implicit-deny?",
        ),
        (
            "api-key: implicit-deny",
            "api-key: {decision: deny, bye: Sid}",
            '9:41: $.scenarios[0].expect.naive["api-key"]: unknown key bye; did you mean by?',
        ),
        (
            "action: ",
            "acton: ",
            "7:15: $.scenarios[0].request: unknown key acton; did you mean action?",
        ),
        ("request:", "requests:", "7:5: $.scenarios[0]: unknown key requests; did you mean request?"),
        (
            "why: Nightly jobs must go on.",
            "resource_policy: nope.json",
            "5:22: {folder}/scenarios/nope.json: cannot be read: No such file or directory; "
            "check the path and its permissions",
        ),
        (
            "title: Automation",
            "title: !!str Automation",
            "4:12: tags are not allowed (tag:yaml.org,2002:str); write the value without it",
        ),
    ],
)
def test_a_scenario_typo_is_one_line_with_its_place_and_2(
    project: Path, run: Callable[..., Run], old: str, new: str, message: str
) -> None:
    """A typo in a scenario file never loses a case: it is told with file, line, column and path."""
    assert SCENARIOS.count(old) == 1
    write(project, {"scenarios/api_key.yaml": SCENARIOS.replace(old, new)})

    ended = run("check", "--engine", "embedded")

    reported = f"mfagate: scenarios/api_key.yaml:{message.format(folder=project)}"
    assert (ended.code, ended.out, ended.message) == (2, "", reported)


def test_two_scenarios_with_one_id_are_refused(project: Path, run: Callable[..., Run]) -> None:
    """An id names one scenario of a file, or the cases could not be told apart."""
    _, entry = SCENARIOS.split("scenarios:\n")
    write(project, {"scenarios/api_key.yaml": SCENARIOS + entry})

    ended = run("check", "--engine", "embedded")

    assert (ended.code, ended.out, ended.message) == (
        2,
        "",
        "mfagate: scenarios/api_key.yaml:10:9: two scenarios have the id reads-a-bucket; rename one of them",
    )


def test_one_id_in_two_files_is_fine(project: Path, run: Callable[..., Run]) -> None:
    """The file is part of a case's name, so two files may use one id."""
    write(project, {"scenarios/more.yml": SCENARIOS})

    ended = run("check", "--engine", "embedded")

    assert (ended.code, ended.err) == (1, "")
    assert " 4 scenarios (4 passed, 0 failed)," in ended.out


def test_a_dead_docker_socket_is_one_line_and_3(bare: Path) -> None:
    """The engine that was named is used or nothing: a daemon that does not answer gives exit code 3."""
    write(bare, {"policies/naive.json": NAIVE})

    ended = mfagate("check", "policies", "--engine", "docker", cwd=bare, env=NO_DOCKER)

    assert (ended.code, ended.out, ended.message) == (
        3,
        "",
        "mfagate: docker: cannot reach the Docker daemon at unix:///nonexistent.sock: "
        "No such file or directory; start it, or use --engine embedded",
    )


def test_own_rules_that_do_not_compile_give_2(project: Path, run: Callable[..., Run]) -> None:
    """A fault in an organisation's Rego is told by the engine, with its line, and is the config's error."""
    write(
        project, {"mfagate.yaml": f"{CONFIG}rules: [rules]\n", "rules/own.rego": "package own\n\nx := 1 +\n"}
    )

    ended = run("check", "--engine", "embedded")

    assert (ended.code, ended.out, ended.message) == (
        2,
        "",
        "mfagate: rules/own.rego:4:1: cannot be read as Rego: expecting expression",
    )


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "mfagate.yaml:7:9: rules: rules must name a folder of Rego files; there is no such folder"),
        ({"rules/README.md": ""}, "rules: no .rego file in the folder that rules names"),
    ],
)
def test_rules_that_are_not_there_give_2(
    project: Path, run: Callable[..., Run], files: dict[str, str], message: str
) -> None:
    """A folder of own rules that holds none is an error of the config: it would never find anything."""
    write(project, {"mfagate.yaml": f"{CONFIG}rules: [rules]\n", **files})

    ended = run("check", "--engine", "embedded")

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {message.format(folder=project)}")


@pytest.mark.parametrize(
    ("output", "reason"),
    [("no/report.txt", "No such file or directory"), ("policies", "Is a directory")],
)
def test_an_output_that_cannot_be_written_gives_2(
    bare: Path, run: Callable[..., Run], output: str, reason: str
) -> None:
    """A report that has nowhere to go is never taken for one that was written."""
    write(bare, {"policies/broken.json": BROKEN})

    ended = run("check", "policies", "--engine", "embedded", "-o", output)

    assert (ended.code, ended.out, ended.message) == (
        2,
        "",
        f"mfagate: {output}: cannot be written: {reason}",
    )


def test_a_pass_without_a_single_scenario_is_none(project: Path, run: Callable[..., Run]) -> None:
    """A subject that no scenario speaks of has proven nothing: exit code 2, beside the report."""
    trust = (CHECKOUT / "policies/recommended/trust.json").read_text(encoding="utf-8")
    write(project, {"policies/trust.json": trust})

    ended = run("check", "policies/trust.json", "--profile", "strict", "--engine", "embedded")

    assert (ended.code, ended.message) == (
        2,
        "mfagate: nothing was compared: no scenario expects anything of policies/trust.json; "
        "name policies/trust.json under expect in your own scenario",
    )
    assert ended.out.splitlines()[-1].startswith(
        "NOTHING COMPARED: 1 subject, 0 scenarios (0 passed, 0 failed), 0 findings;"
    )


def test_a_fault_of_mfagate_itself_is_one_line_and_3(
    bare: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception that nobody foresaw ends as one line that says whose fault it is."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("two\nlines")

    write(bare, {"policies/broken.json": BROKEN})
    monkeypatch.setattr("mfagate.pipeline.evaluate", fail)

    ended = run("check", "policies", "--engine", "embedded")

    assert (ended.code, ended.out, ended.message) == (
        3,
        "",
        r"mfagate: internal error: KeyError: 'two\nlines'; this is a bug in mfagate, please report it "
        "(MFAGATE_DEBUG=1 prints the traceback)",
    )


def test_a_name_with_a_line_break_stays_one_line(run: Callable[..., Run]) -> None:
    """Whatever a path is called, its error is one line."""
    ended = run("check", "a\nb.json")

    assert ended.code == 2
    assert ended.message == (
        "mfagate: a b.json: cannot be read: No such file or directory; check the path and its permissions"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_is_no_policy_file(bare: Path, run: Callable[..., Run]) -> None:
    """What is no regular file is refused instead of waited for."""
    os.mkfifo(bare / "pipe.json")

    ended = run("check", "pipe.json")

    assert (ended.code, ended.out, ended.message) == (
        2,
        "",
        "mfagate: pipe.json: this is not a regular file; name a policy file",
    )
