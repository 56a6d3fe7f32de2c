"""`mfagate bundle`, and what opa and conftest themselves make of it."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.engines import open_engine
from mfagate.policy.documents import load_document
from mfagate.subjects.model import Subject
from mfagate.suite.suite import suite_with
from support.availability import program
from support.commands import CHECKOUT, GUARD, environment, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.commands import Run

HOUSE_RULE = """\
package mfa.rules

# METADATA
# title: No policy here
# description: It finds every document.
# custom:
#   id: house-rule
#   severity: warning
#   remedy: Live with it.
findings contains {"rule": "house-rule", "message": "here it is", "at": {"policy": null, "statement": null}}
"""
CONFIG = """\
version: 1
profile: house
account: "444455556666"
rules: [rules]
assumptions: {colon-crossing: never}
context: {"aws:SourceVpc": vpc-1}
profiles:
  house: {extends: strict, rows: {federated: {services: blocked}}}
exempt: {add: ["s3:ListAllMyBuckets"]}
"""
POLICIES = (
    "policies/seed/bool.json",
    "policies/seed/naive.json",
    "policies/recommended/console-only.json",
    "policies/recommended/trust.json",
    "policies/recommended/ecr-repository.json",
)


def members(path: Path) -> dict[str, bytes]:
    """Return what is in a bundle, in its order."""
    with tarfile.open(path) as archive:
        return {one.name: _read(archive, one) for one in archive}


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    assert stream is not None
    return stream.read()


def tool(name: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run opa or conftest where nothing of the checkout can be found."""
    command = [program(name), *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, check=False, capture_output=True, text=True, timeout=300, env=environment()
    )


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the shipped bundle in it, and what is in it in `suite`."""
    from mfagate.cli import main  # noqa: PLC0415 - a module-wide fixture cannot have `run`

    folder = tmp_path_factory.mktemp("bundle")
    bundle = folder / "mfagate.tar.gz"
    write(folder, {"empty.yaml": "version: 1\n"})
    assert main(["bundle", "-o", str(bundle), "-c", str(folder / "empty.yaml")]) == 0
    with tarfile.open(bundle) as archive:
        archive.extractall(folder / "suite", filter="data")
    return folder


def test_a_bundle_holds_the_rules_and_data_and_no_tests(bare: Path, run: Callable[..., Run]) -> None:
    """It owns its own packages only, so that it can be activated beside other bundles."""
    done = run("bundle")

    assert (done.code, done.out, done.err) == (0, "", "")
    found = members(bare / "mfagate.tar.gz")
    shipped = sorted(path.relative_to(CHECKOUT / "rego") for path in (CHECKOUT / "rego").rglob("*.rego"))
    wanted = [path.as_posix() for path in shipped if not path.name.endswith("_test.rego")]
    assert sorted(found) == sorted([*wanted, "data.json", ".manifest"])
    manifest, data = json.loads(found[".manifest"]), json.loads(found["data.json"])
    assert manifest == {
        "revision": data["mfa"]["suite"]["digest"],
        "roots": ["iam", "mfa", "mfagate"],
        "rego_version": 1,
    }
    assert data["mfa"]["metadata"]["api-key-blocked"]["severity"] == "error"
    assert data["mfagate"]["defaults"]["profile"] == "console-only"


def test_the_same_suite_gives_the_same_bytes(bare: Path, run: Callable[..., Run]) -> None:
    """Nothing of the day, the user or the machine is in it."""
    assert run("bundle", "-o", "one.tar.gz").code == 0
    assert run("bundle", "-o", "two.tar.gz").code == 0

    assert (bare / "one.tar.gz").read_bytes() == (bare / "two.tar.gz").read_bytes()
    with tarfile.open(bare / "one.tar.gz") as archive:
        assert {(one.mtime, one.uid, one.gid, one.uname, one.mode) for one in archive} == {
            (0, 0, 0, "", 0o444)
        }
        names = archive.getnames()
    assert names[:-2] == sorted(names[:-2])


def test_what_a_config_adds_is_in_the_bundle(bare: Path, run: Callable[..., Run]) -> None:
    """Own rules with their metadata, profiles, exempt actions, and what documents are judged with."""
    write(
        bare, {"mfagate.yaml": CONFIG, "rules/house.rego": HOUSE_RULE, "rules/house_test.rego": "package x"}
    )

    assert run("bundle", "-o", "house.tar.gz").code == 0
    found = members(bare / "house.tar.gz")
    data = json.loads(found["data.json"])

    assert [name for name in found if name.startswith("own/")] == ["own/0/0/house.rego"]
    assert data["mfa"]["metadata"]["house-rule"]["severity"] == "warning"
    assert data["mfa"]["profiles"]["by_name"]["house"]["rows"]["federated"] == {"services": "blocked"}
    assert "s3:ListAllMyBuckets" in data["mfa"]["exempt"]["actions"]
    assert data["mfagate"]["defaults"] == {
        "profile": "house",
        "account": "444455556666",
        "user": "",
        "assumptions": {"colon-crossing": "never"},
        "account_facts": {},
        "context": {"aws:SourceVpc": "vpc-1"},
    }
    assert run("bundle", "-o", "strict.tar.gz", "--profile", "strict").code == 0
    other = json.loads(members(bare / "strict.tar.gz")["data.json"])
    assert other["mfagate"]["defaults"]["profile"] == "strict"


@pytest.mark.parametrize(
    ("arguments", "files", "message"),
    [
        (["--profile", "strickt"], {}, "mfagate: there is no profile strickt; did you mean strict?"),
        (
            ["-o", "no/where.tar.gz"],
            {},
            "mfagate: no/where.tar.gz: cannot be written: No such file or directory",
        ),
        (
            [],
            {"mfagate.yaml": "version: 1\nassumptions: {colon-crossing: sometimes}\n"},
            "mfagate: mfagate.yaml:2:15: the assumption colon-crossing cannot be sometimes; "
            "expected one of always, last-in-segment, never",
        ),
    ],
)
def test_a_bundle_that_would_not_work_is_not_written(
    bare: Path, run: Callable[..., Run], arguments: list[str], files: dict[str, str], message: str
) -> None:
    """Whoever activates it could not see what is wrong."""
    write(bare, files)

    done = run("bundle", *arguments)

    assert (done.code, done.message) == (2, message)
    assert not list(bare.rglob("*.gz"))


def findings_of_check(run: Callable[..., Run], folder: Path, policy: str) -> list[dict[str, Any]]:
    """Return the findings of `mfagate check` on a file, but for those of scenarios: conftest has none."""
    config = str(folder / "empty.yaml")
    done = run("check", str(CHECKOUT / policy), "-c", config, "--format", "json", "--engine", "embedded")
    (subject,) = json.loads(done.out)["subjects"]
    return [one for one in subject["findings"] if one["rule"] != "scenario"]


def reported(findings: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """Return what both say of each finding."""
    keys = ("rule", "severity", "remedy")
    return sorted(
        (*(one[key] for key in keys), json.dumps(one["evidence"], sort_keys=True)) for one in findings
    )


@pytest.mark.parametrize("policy", POLICIES)
def test_conftest_finds_what_check_finds(unpacked: Path, run: Callable[..., Run], policy: str) -> None:
    """`conftest test` with the unpacked bundle has the same findings about a file, and fails with errors."""
    arguments = ("-p", "suite", "-d", "suite", "--namespace", "mfagate", "-o", "json")
    done = tool("conftest", "test", CHECKOUT / policy, *arguments, cwd=unpacked)
    (result,) = json.loads(done.stdout)
    found = [one["metadata"] for one in [*result.get("failures", []), *result.get("warnings", [])]]

    wanted = findings_of_check(run, unpacked, policy)
    assert reported(found) == reported(wanted)
    errors = sum(one["severity"] == "error" for one in wanted)
    assert len(result.get("failures", [])) == errors
    assert done.returncode == (1 if errors else 0)


@pytest.mark.parametrize("policy", POLICIES)
def test_opa_finds_what_check_finds(unpacked: Path, run: Callable[..., Run], policy: str) -> None:
    """`opa eval -b` gives the same findings, from the plain document and from the subject alike."""
    plain = ("eval", "-b", "mfagate.tar.gz", "--format", "values", "-i")
    done = tool(
        "opa",
        *plain,
        CHECKOUT / policy,
        "array.concat([x | data.mfagate.deny[x]], [x | data.mfagate.warn[x]])",
        cwd=unpacked,
    )
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)
    wanted = findings_of_check(run, unpacked, policy)
    assert reported(found) == reported(wanted)

    question = tool("opa", *plain, CHECKOUT / policy, "data.mfagate.document.question", cwd=unpacked).stdout
    (unpacked / "question.json").write_text(json.dumps(json.loads(question)[0]), encoding="utf-8")
    done = tool("opa", *plain, "question.json", "data.mfa.report.subject_report", cwd=unpacked)
    (report,) = json.loads(done.stdout)
    assert sorted(one["rule"] for one in report["findings"]) == sorted(one["rule"] for one in wanted)


def test_the_subject_of_a_plain_document_is_the_one_that_check_makes() -> None:
    """Kind, account, user and partition of every policy here are told alike in Rego and in Python."""
    paths = sorted(
        [*CHECKOUT.glob("policies/**/*.json"), *CHECKOUT.glob("tests/fixtures/policies/**/*.json")]
    )
    known = [one for path in paths if (one := load_document(path)).valid]
    compared = 0
    with open_engine("embedded") as engine:
        suite_with().load(engine)
        for document in known:
            question = engine.query("mfagate/document/question", document.value)
            label = "resource" if document.kind in {"resource", "trust"} else "identity[0]"
            wanted = Subject("document", {label: document}).as_input()
            layers = {name: value for name, value in wanted["policies"].items() if value}
            defaults: dict[str, object] = {"account_facts": {}, "context": {}}
            assert question["subject"] == {**wanted, "policies": layers, **defaults}, document.file
            compared += 1
    assert compared > 10


@pytest.mark.parametrize("policy", POLICIES)
def test_the_embedded_engine_finds_the_same(unpacked: Path, run: Callable[..., Run], policy: str) -> None:
    """`data.mfagate` means the same in the embedded engine."""
    document = json.loads((CHECKOUT / policy).read_text(encoding="utf-8"))
    with open_engine("embedded") as engine:
        suite_with().load(engine)
        found = [one for name in ("deny", "warn") for one in engine.query(f"mfagate/{name}", document)]
        nothing = engine.query("mfagate/deny", {})

    assert reported(found) == reported(findings_of_check(run, unpacked, policy))
    assert [one["msg"].split(":")[0] for one in nothing] == ["structure"]


def test_opa_answers_requests_with_the_bundle(unpacked: Path) -> None:
    """`data.iam.answers` decides as `mfagate simulate` does."""
    request = {
        "principal": "arn:aws:iam::111122223333:user/alice",
        "action": "s3:GetObject",
        "resource": "arn:aws:s3:::b/k",
        "resource_account": "111122223333",
        "context": {"aws:MultiFactorAuthPresent": "false"},
    }
    given = {"policies": {"identity": [json.loads(GUARD)]}, "requests": [request]}
    (unpacked / "input.json").write_text(json.dumps(given), encoding="utf-8")

    done = tool(
        "opa",
        "eval",
        "-b",
        "mfagate.tar.gz",
        "-i",
        "input.json",
        "--format",
        "values",
        "data.iam.answers",
        cwd=unpacked,
    )

    (answers,) = json.loads(done.stdout)
    assert [one["decision"] for one in answers] == ["ExplicitlyDenied"]


@pytest.mark.parametrize(
    ("arguments", "policy", "message"),
    [
        (("-p", "suite"), GUARD, "nothing was judged: the rules or their data are not complete; "),
        (("-p", "suite", "-d", "suite"), "{}", "structure: /policies/identity/0: Syntax errors in policy: "),
        (
            ("-p", "suite", "-d", "suite"),
            "null",
            "structure: /policies/identity/0: a policy document must be ",
        ),
    ],
    ids=["no data", "no policy", "nothing"],
)
def test_conftest_never_passes_what_was_not_judged(
    unpacked: Path, arguments: tuple[str, ...], policy: str, message: str
) -> None:
    """A rule that is undefined passes in conftest, so ours say that nothing was judged."""
    write(unpacked, {"given.json": policy})

    done = tool(
        "conftest", "test", "given.json", *arguments, "--namespace", "mfagate", "-o", "json", cwd=unpacked
    )

    assert done.returncode == 1, done.stderr
    (result,) = json.loads(done.stdout)
    assert any(one["msg"].startswith(message) for one in result["failures"])


def test_a_bundle_can_be_signed(unpacked: Path) -> None:
    """`opa sign` signs every file of it, and opa takes it only as it was signed, with the right key."""
    keys = ("--signing-alg", "HS256")
    signed = tool("opa", "sign", *keys, "--signing-key", "secret", "--bundle", "mfagate.tar.gz", cwd=unpacked)
    assert signed.returncode == 0, signed.stderr
    files = members(unpacked / "mfagate.tar.gz")
    signature = (unpacked / ".signatures.json").read_bytes()
    _pack(unpacked / "signed.tar.gz", {**files, ".signatures.json": signature})
    changed = {**files, ".signatures.json": signature, "mfagate/conftest.rego": b"package mfagate\n"}
    _pack(unpacked / "changed.tar.gz", changed)

    def verified(name: str, key: str) -> tuple[int, str]:
        done = tool(
            "opa", "build", "-b", name, *keys, "--verification-key", key, "-o", "built.tar.gz", cwd=unpacked
        )
        return done.returncode, done.stdout + done.stderr

    assert verified("signed.tar.gz", "secret") == (0, "")
    assert verified("signed.tar.gz", "other")[0] == 1
    assert "digest mismatch" in verified("changed.tar.gz", "secret")[1]


def _pack(path: Path, files: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
