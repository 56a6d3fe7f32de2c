"""What a run imports: only what it uses, since the imports are a good part of what a short run costs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.commands import GUARD

if TYPE_CHECKING:
    from pathlib import Path

RUN = """
import sys
before = set(sys.modules)  # whatever measures the coverage has imported more
from mfagate.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("modules:", *sorted(set(sys.modules) - before))
"""
# Packages that only some runs need, and modules of Python that take long to import.
PACKAGES = ("boto3", "docker", "jinja2", "jsonschema", "pytest", "requests", "shtab", "yaml")
SLOW = (
    "asyncio",
    "calendar",
    "difflib",
    "importlib.metadata",
    "importlib.resources",
    "multiprocessing",
    "subprocess",
    "urllib.request",
)
SELDOM = (
    "mfagate.config._load",
    "mfagate.engines._rego",
    "mfagate.reports._github",
    "mfagate.reports._gitlab",
    "mfagate.reports._json",
    "mfagate.reports._markdown",
    "mfagate.reports._sarif",
    "mfagate.reports.html",
    "mfagate.scaffold",
    "mfagate.sources.formats.drafts",
    "mfagate.sources.formats.cloudformation._template",
    "mfagate.sources.formats.terraform._policies",
    "mfagate.sources.recognition._policy_files",
    "mfagate.suite._own_rules",
)
COMMANDS = ("bundle", "engines", "explain", "init", "recommend", "simulate", "validate")


def imported(folder: Path, *arguments: str) -> set[str]:
    """Return the modules that are imported once a command line has run."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_version_imports_no_command(tmp_path: Path) -> None:
    """Of mfagate, the command line and the errors are enough to print the version."""
    found = imported(tmp_path, "--version")

    assert {name for name in found if name.startswith("mfagate")} == {
        "mfagate",
        "mfagate.cli",
        "mfagate.exceptions",
    }
    assert found.isdisjoint((*PACKAGES, *SLOW, "dataclasses", "json", "pathlib"))


def test_check_of_a_valid_file_imports_what_it_uses(tmp_path: Path) -> None:
    """Neither packages that only errors need, nor readers and reports that nobody asked for."""
    (tmp_path / "guard.json").write_text(GUARD, encoding="utf-8")
    imported(
        tmp_path, "check", "guard.json", "--engine", "embedded"
    )  # the suite of a checkout is prepared now

    found = imported(tmp_path, "check", "guard.json", "--engine", "embedded")

    assert {"mfagate.pipeline", "mfagate.reports._text", "regorus"} <= found
    unused = (*PACKAGES, *SLOW, *SELDOM, *(f"mfagate.cli.{name}" for name in COMMANDS))
    assert sorted(found.intersection(unused)) == []


@pytest.mark.parametrize(
    ("text", "module"),
    [
        ('{"Version": "2012-10-17"}', "jsonschema"),
        ('{"format_version": "1.2", "values": {}}', "mfagate.sources.formats.terraform._policies"),
        (
            '{"Resources": {"A": {"Type": "AWS::IAM::User"}}}',
            "mfagate.sources.formats.cloudformation._template",
        ),
    ],
)
def test_check_of_another_file_imports_what_reads_it(tmp_path: Path, text: str, module: str) -> None:
    """The error of a schema, a plan and a template each need their own reader."""
    (tmp_path / "file.json").write_text(text, encoding="utf-8")

    assert module in imported(tmp_path, "check", "file.json", "--engine", "embedded")
