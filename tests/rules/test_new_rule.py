"""`scripts/new_rule.py` writes a rule with its test and its page that every check takes as they are."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.availability import program

ROOT = Path(__file__).parents[2]
RULE = "deny-without-sid"
COPIED = ("rego", "scripts", "docs/rules", "src", ".regal")
CHECK = (
    "PYTHON scripts/make_rule_docs.py && "
    'PYTHON -m pytest tests/rules tests/rego -k "NAME or policies or docs or finds_nothing"'
)


def check(python: str, name: str) -> str:
    """Return the command that checks a rule, whose files have this name."""
    return CHECK.replace("PYTHON", python).replace("NAME", name)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of what the script reads and writes."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def script(checkout: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the copy with the package of the copy, which no coverage is measured of."""
    unmeasured = {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_START"}
    return subprocess.run(
        [sys.executable, f"scripts/{name}", *arguments],
        cwd=checkout,
        env={**unmeasured, "PYTHONPATH": str(checkout / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_arguments_make_rule_test_and_page(checkout: Path) -> None:
    """The three files are there, and the output names what to edit and the one command that checks it."""
    done = script(checkout, "new_rule.py", "hygiene", RULE, "A Deny has no Sid")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Edit rego/mfa/rules/hygiene/deny_without_sid.rego: its METADATA and its condition\n"
        "Edit rego/mfa/rules/hygiene/deny_without_sid_test.rego: its examples and tests\n"
        f"Made docs/rules/{RULE}.md from both; add a line to CHANGELOG.md\n"
        f"Check with: {check(shlex.quote(sys.executable), 'deny_without_sid')}\n"
    )
    written = check(".tox/fast/bin/python", "my_rule")
    assert f"Check: `{written}`." in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    page = (checkout / f"docs/rules/{RULE}.md").read_text(encoding="utf-8")
    assert page.startswith("# deny-without-sid\n\n**A Deny has no Sid**\n")
    assert ("## Avoid\n" in page, "## Prefer\n" in page) == (True, True)
    assert "| [deny-without-sid](deny-without-sid.md) | hygiene | A Deny has no Sid |" in (
        checkout / "docs/rules/README.md"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("category", ["conditions", "exemptions", "posture", "resources", "trust"])
def test_every_category_takes_a_rule(checkout: Path, category: str) -> None:
    """Its page has examples, but for a rule about the posture."""
    done = script(checkout, "new_rule.py", category, f"toy-{category}", "A toy rule")

    assert done.returncode == 0, done.stderr
    page = (checkout / f"docs/rules/toy-{category}.md").read_text(encoding="utf-8")
    assert ("## Avoid\n" in page) is (category != "posture")


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("opa", ["fmt", "--fail", "--list", "rego/mfa/rules"]),
        ("opa", ["check", "--strict", "rego"]),
        ("opa", ["test", "rego", "-r", "toy|deny_without_sid|every_example", "--timeout", "300s"]),
        ("regal", ["lint", "--no-color", "rego/mfa", "rego/iam", "rego/assertions"]),
    ],
    ids=["fmt", "check", "test", "regal"],
)
def test_new_rules_pass_the_checks_of_rego(checkout: Path, tool: str, arguments: list[str]) -> None:
    """Without an edit they have the form, the types, the style and the tests that a rule needs."""
    path = program(tool)
    done = subprocess.run([path, *arguments], cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-4000:]}{done.stderr}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere", "a-b", "A title"), "there is no category nowhere; expected one of conditions, "),
        (("trust", "Trust", "A title"), "Trust cannot be a rule id; expected lower-case words with -, "),
        (("trust", "trust-anybody", "A title"), "the rule trust-anybody exists already; choose another id"),
        (("trust", "scenario-x", "A title."), "the title must be one short line without a full stop"),
        (("trust",), 'usage: new_rule.py CATEGORY ID "Title"'),
    ],
)
def test_wrong_arguments_write_nothing(checkout: Path, arguments: tuple[str, ...], message: str) -> None:
    """One line says what is wrong, and the exit code is 2."""
    before = sorted(checkout.rglob("*.rego"))
    done = script(checkout, "new_rule.py", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert sorted(checkout.rglob("*.rego")) == before
