"""The scenario matrix: files to scenarios, and scenarios to the cases of a subject."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mfagate.exceptions import NothingToCheckError, ScenarioError
from mfagate.policy.documents import Kind, parse_document
from mfagate.scenarios.files import read_scenarios, scenario_files
from mfagate.scenarios.matrix import Matrix
from mfagate.scenarios.model import Case
from mfagate.subjects.model import Subject

from .matrices import load_matrix

HEAD = "version: 1\nscenarios:\n"
ENTRY = """\
  - id: {id}
    title: Title of {id}
    credential: {credential}
    request: {{action: "s3:GetObject", resource: "*"}}
    expect: {expect}
"""


def subject(name: str = "s", kind: Kind = "identity", profile: str = "strict") -> Subject:
    """Return a subject of one empty document."""
    return Subject(name, {f"{kind}[0]": parse_document("{}", "a.json", kind)}, profile=profile)


def entry(credential: str = "api-key", expect: str = "{default: deny}", name: str = "a") -> str:
    """Return one scenario as YAML."""
    return ENTRY.format(id=name, credential=credential, expect=expect)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def matrix(
    folder: Path, *entries: str, known: tuple[str, ...] = ("s", "other", "strict", "console-only")
) -> Matrix:
    """Write a scenario file and read it."""
    path = folder / "a.yaml"
    path.write_text(HEAD + "".join(entries), encoding="utf-8")
    return load_matrix([path], known)


def shown(cases: Matrix, one: Subject) -> list[tuple[str, dict[str, str], str]]:
    """Return the label, the expectation and its source of each case of a subject."""
    return [(case.label, dict(case.expect), case.source) for case in cases.cases(one)]


def test_a_scenario_is_read_whole(folder: Path) -> None:
    """Every part comes through, and booleans and numbers of a context become what IAM would see."""
    (folder / "a.yaml").write_text(
        HEAD
        + """\
  - id: reads.it-1
    title: Reads it
    why: >-
      Because of
      this.
    credential: api-key
    request:
      action: "s3:GetObject"
      resource: "arn:aws:s3:::b/*"
      resource_account: "{account}"
      principal: anonymous
    context: {"aws:SecureTransport": true, "aws:MultiFactorAuthAge": 5, "x:y": [a, b], "aws:x": "5"}
    resource_policy: {Version: "2012-10-17", Statement: []}
    expect: {default: deny}
""",
        encoding="utf-8",
    )

    (scenario,) = read_scenarios(folder / "a.yaml", None)

    assert scenario.file == "a.yaml"
    assert (scenario.id, scenario.title, scenario.why) == ("reads.it-1", "Reads it", "Because of this.")
    assert scenario.credentials == (("api-key", "absent"),)
    assert scenario.request == {
        "action": "s3:GetObject",
        "resource": "arn:aws:s3:::b/*",
        "resource_account": "{account}",
        "principal": "anonymous",
    }
    assert scenario.context == {
        "aws:SecureTransport": "true",
        "aws:MultiFactorAuthAge": "5",
        "x:y": ["a", "b"],
        "aws:x": "5",
    }
    assert scenario.resource_policy == {"Version": "2012-10-17", "Statement": []}
    assert scenario.expect == {"default": "deny"}
    assert scenario.position == (3, 5)


def test_a_case_is_what_the_rules_take(folder: Path) -> None:
    """A case has its id, credential, variant, request, context, expectation and its source."""
    (case,) = matrix(folder, entry()).cases(subject())

    assert isinstance(case, Case)
    assert (case.id, case.subject) == ("a.yaml::s::a[api-key]", "s")
    assert case.as_input() == {
        "id": "a.yaml::s::a[api-key]",
        "credential": "api-key",
        "variant": "absent",
        "request": {"action": "s3:GetObject", "resource": "*"},
        "context": {},
        "expect": {"decision": "deny"},
        "source": "default",
    }


@pytest.mark.parametrize(
    ("credential", "labels"),
    [
        ("api-key", ["api-key"]),
        ("[api-key, session-with-mfa]", ["api-key", "session-with-mfa"]),
        ("[session-with-mfa, api-key]", ["session-with-mfa", "api-key"]),
        ("role-session", ["role-session:false", "role-session:absent"]),
        ('"role-session:absent"', ["role-session"]),
        ("[api-key, role-session]", ["api-key", "role-session:false", "role-session:absent"]),
        (
            '["role-session:absent", "role-session:false"]',
            ["role-session:absent", "role-session:false"],
        ),
    ],
)
def test_axes_expand_in_their_order(folder: Path, credential: str, labels: list[str]) -> None:
    """A list is an axis, a bare credential is all its variants, and a label shows what tells cases apart."""
    found = matrix(folder, entry(credential))

    assert [label for label, _, _ in shown(found, subject())] == labels
    assert [(case.credential, case.variant) for case in found.cases(subject())] == list(
        found.scenarios[0].credentials
    )


DENY, ALLOW = {"decision": "deny"}, {"decision": "allow"}


@pytest.mark.parametrize(
    ("expect", "name", "profile", "wanted", "source"),
    [
        ("{s: allow, strict: deny, default: deny}", "s", "strict", ALLOW, "subject"),
        ("{s: allow, strict: deny, default: deny}", "other", "strict", DENY, "profile"),
        ("{s: allow, strict: allow, default: deny}", "other", "console-only", DENY, "default"),
        ("{s: allow}", "other", "strict", None, ""),
        ("{strict: allow}", "s", "console-only", None, ""),
        ("{strict: {default: allow}}", "s", "strict", ALLOW, "profile"),
        (
            "{s: {decision: deny, by: Guard}}",
            "s",
            "strict",
            {"decision": "deny", "by": "Guard"},
            "subject",
        ),
    ],
)
def test_the_nearest_expectation_counts(
    folder: Path, expect: str, name: str, profile: str, wanted: dict[str, str] | None, source: str
) -> None:
    """By subject, else by profile, else for all; whoever none of them names has no case."""
    found = shown(matrix(folder, entry(expect=expect)), subject(name, profile=profile))

    assert found == ([] if wanted is None else [("api-key", wanted, source)])


@pytest.mark.parametrize(
    ("expect", "wanted"),
    [
        ('{"role-session:false": deny, role-session: allow, default: allow}', ["allow", "deny", "allow"]),
        ("{role-session: deny, default: allow}", ["allow", "deny", "deny"]),
        ("{default: deny}", ["deny", "deny", "deny"]),
        ("{api-key: deny}", ["deny"]),
        ('{"role-session:absent": {decision: deny, by: Sid}}', ["deny by Sid"]),
    ],
)
def test_an_expectation_by_credential_is_the_most_exact_one(
    folder: Path, expect: str, wanted: list[str]
) -> None:
    """By credential and variant, else by credential, else the default of the subject; else no case."""
    found = matrix(folder, entry("[api-key, role-session]", f"{{s: {expect}, other: deny}}"))

    reported = [" by ".join(expected.values()) for _, expected, _ in shown(found, subject())]

    assert reported == wanted


@pytest.mark.parametrize("kind", ["resource", "trust", "rcp"])
def test_what_is_expected_of_everybody_is_of_identities(folder: Path, kind: Kind) -> None:
    """A policy of a resource has a case only where a scenario names it: no profile is about it."""
    found = matrix(
        folder, entry(expect="{strict: deny, default: deny}"), entry(expect="{s: allow}", name="b")
    )

    assert [case.scenario.id for case in found.cases(subject(kind=kind))] == ["b"]
    assert [case.scenario.id for case in found.cases(subject("other", kind=kind))] == []
    assert [case.scenario.id for case in found.cases(subject("other", kind="scp"))] == ["a"]


@pytest.mark.parametrize("kind", ["trust", "resource", "rcp", "identity"])
def test_what_is_expected_of_a_profile_is_of_what_the_scenario_is_about(folder: Path, kind: Kind) -> None:
    """With `about`, a profile's expectation is for such subjects alone; a name is for its subject."""
    about = {"trust": "trust", "resource": "resource", "rcp": "rcp", "identity": "user"}
    entries = [entry(name=name) + f"    about: {name}\n" for name in ("trust", "resource", "rcp", "user")]
    found = matrix(folder, *entries, entry(expect="{s: allow}", name="named") + "    about: trust\n")

    assert [case.scenario.id for case in found.cases(subject("other", kind=kind))] == [about[kind]]
    assert [case.scenario.id for case in found.cases(subject("s", kind=kind))] == [about[kind], "named"]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([entry(), entry()], "8:9: two scenarios have the id a; rename one of them"),
        ([entry("api_key")], "5:17: there is no credential api_key; did you mean api-key?"),
        (
            [entry('"api-key:x"')],
            "5:17: api-key has no variant x; expected one of absent",
        ),
        (
            [entry("[role-session, 'role-session:false']")],
            "5:17: the credential role-session:false appears twice; delete one of them",
        ),
        (
            [entry(expect="{t: deny}")],
            "7:14: $.scenarios[0].expect: t is neither a subject nor a profile; "
            "expected one of console-only, default, other, s, strict",
        ),
        (
            [entry(), entry(name="b", expect="{defaultt: deny}")],
            "12:14: $.scenarios[1].expect: defaultt is neither a subject nor a profile; "
            "did you mean default?",
        ),
        (
            [entry(expect="{s: {api-kee: deny}}")],
            "7:18: $.scenarios[0].expect.s: api-kee is not a credential of this scenario; "
            "did you mean api-key?",
        ),
        (
            [entry(expect='{s: {"api-key:false": deny}}')],
            "7:18: $.scenarios[0].expect.s: api-key:false is not a credential of this scenario; "
            "did you mean api-key:absent?",
        ),
        (
            [entry("[api-key, session-with-mfa]", expect="{s: {api-key: deny}, strict: {api-key: deny}}")],
            "5:5: $.scenarios[0].expect: nothing is expected of session-with-mfa; "
            "expect a decision of it, or delete it from credential",
        ),
    ],
)
def test_what_names_nothing_is_refused(folder: Path, entries: list[str], message: str) -> None:
    """A case is never lost to a typo: the name is told with its place and the closest one."""
    with pytest.raises(ScenarioError) as raised:
        matrix(folder, *entries)

    assert str(raised.value) == f"a.yaml:{message}"


def test_each_credential_is_expected_of_somebody(folder: Path) -> None:
    """A credential of which only another subject expects something, or `default`, is no mistake."""
    one = entry(
        "[api-key, session-with-mfa]", expect="{s: {api-key: deny}, strict: {session-with-mfa: deny}}"
    )
    other = entry("[api-key, session-with-mfa]", name="b", expect="{s: {api-key: deny, default: allow}}")

    assert matrix(folder, one, other) is not None


def test_the_shipped_scenarios_may_name_what_a_config_does_not_have() -> None:
    """They speak of this repository's subjects; for others their profiles and defaults count."""
    found = load_matrix([], ["mine"])

    assert {case.source for case in found.cases(subject("mine", profile="strict"))} == {"profile", "default"}
    ids = [case.id for case in found.cases(subject("mine"))]
    assert len(set(ids)) == len(ids)
    assert len({name.partition("::")[0] for name in ids}) > 3


def test_the_shipped_scenarios_do_not_mean_a_subject_of_another_repository() -> None:
    """They name this repository's subjects; whoever calls a subject `naive` gets what its profile expects."""
    matrix = load_matrix([], [])
    named, other = (
        [(case.scenario.id, case.credential, case.expect) for case in matrix.cases(subject(name))]
        for name in ("naive", "mine")
    )

    assert named == other
    assert named


def test_a_shipped_scenario_is_named_alike_on_every_machine() -> None:
    """Its name in reports and fingerprints says nothing of where the package is installed."""
    files = {one.file for one in load_matrix([], []).scenarios}

    assert "mfagate/scenarios/console.yaml" in files
    assert {name.rpartition("/")[0] for name in files} == {"mfagate/scenarios"}


def test_a_resource_policy_may_be_a_file_beside_the_scenarios(folder: Path) -> None:
    """The path is relative to the scenario file."""
    (folder / "deep").mkdir()
    statement = {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": statement}
    (folder / "deep/policy.json").write_text(json.dumps(policy), encoding="utf-8")
    path = folder / "deep/a.yaml"
    path.write_text(HEAD + entry() + "    resource_policy: policy.json\n", encoding="utf-8")

    (scenario,) = read_scenarios(path, None)

    assert scenario.resource_policy == policy


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            None,
            "{folder}/policy.json: cannot be read: No such file or directory; check the "
            "path and its permissions",
        ),
        (
            "[]",
            "the resource policy policy.json is not valid: Syntax errors in policy. "
            "The document is a list; expected an object",
        ),
    ],
)
def test_a_resource_policy_that_cannot_be_used_is_refused(
    folder: Path, text: str | None, message: str
) -> None:
    """A scenario about a policy that is not there, or that AWS would refuse, proves nothing."""
    if text is not None:
        (folder / "policy.json").write_text(text, encoding="utf-8")

    with pytest.raises(ScenarioError) as raised:
        matrix(folder, entry() + "    resource_policy: policy.json\n")

    assert str(raised.value) == f"a.yaml:8:22: {message.format(folder=folder)}"


def test_files_are_found_in_their_order(folder: Path) -> None:
    """A folder stands for its YAML files, those of its folders too, sorted; a file stands for itself."""
    names = ["b.yaml", "a.yml", "c/a.yaml", "README.md", "d.json"]
    (folder / "c").mkdir()
    for name in names:
        (folder / name).touch()

    assert scenario_files(folder) == [folder / name for name in ("a.yml", "b.yaml", "c/a.yaml")]
    assert scenario_files(folder / "README.md") == [folder / "README.md"]


def test_a_path_without_scenarios_is_refused(folder: Path) -> None:
    """A path that leads nowhere is an error, and so is a folder without a scenario file."""
    with pytest.raises(ScenarioError) as missing:
        scenario_files(Path("no"))
    with pytest.raises(NothingToCheckError) as empty:
        load_matrix([folder], [])

    assert str(missing.value) == "no: no such scenario file or folder; fix scenarios in the config"
    assert str(empty.value) == ".: no scenario file (*.yaml) found; name a folder with scenarios"


def test_an_empty_matrix_has_no_cases() -> None:
    """Without scenarios nobody has a case."""
    nothing: list[Any] = list(Matrix().cases(subject()))

    assert nothing == []
