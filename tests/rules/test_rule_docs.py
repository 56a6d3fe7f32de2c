"""Every rule is documented, has an id of its own, and is tested both ways."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mfagate.exceptions import EngineError
from mfagate.suite.explanations import explained_rules
from mfagate.suite.rule_catalogue import all_rules
from mfagate.suite.rule_metadata import SEVERITIES, rule_metadata
from mfagate.suite.shipped import shipped_suite

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rego" / "mfa" / "rules"
FILES = sorted(
    path
    for path in RULES.glob("*/*.rego")
    if not path.name.endswith("_test.rego") and path.parent.name != "lib"
)
FINDS, IGNORES = ("finds", "is_found"), ("ignores", "is_silent")


def _metadata(path: Path) -> dict[str, dict[str, Any]]:
    return rule_metadata({path.name: path.read_text(encoding="utf-8")})


def test_there_are_rules() -> None:
    """The tests below are about something."""
    assert len(FILES) > 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_one_rule_that_is_called_like_it(path: Path) -> None:
    """One rule a file, with the file's name as its id."""
    assert list(_metadata(path)) == [path.stem.replace("_", "-")]
    assert len(re.findall(r"^findings contains ", path.read_text(encoding="utf-8"), re.MULTILINE)) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_says_what_why_and_what_to_do(path: Path) -> None:
    """The METADATA has all that findings, `explain` and the pages show."""
    (rule,) = _metadata(path).values()
    assert f"\n#   severity: {rule['severity']}\n" in path.read_text(encoding="utf-8")
    assert rule["severity"] in SEVERITIES
    assert rule["sources"]
    for part in ("title", "description", "remedy"):
        assert rule[part].strip(), f"{part} is empty"
    assert not rule["title"].endswith("."), "a title is no sentence with a full stop"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_emits_its_own_id(path: Path) -> None:
    """What a finding calls itself is the id of the rule."""
    text = path.read_text(encoding="utf-8")
    assert f'"{path.stem.replace("_", "-")}"' in re.sub(r"^#.*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_is_tested_both_ways(path: Path) -> None:
    """Beside each rule there is a test that it finds, and one that it ignores."""
    text = path.with_name(f"{path.stem}_test.rego").read_text(encoding="utf-8")
    for wanted in (FINDS, IGNORES):
        assert re.search(rf"^test_{path.stem}_(?:{'|'.join(wanted)})", text, re.MULTILINE), wanted


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent.name != "posture"], ids=lambda path: path.stem
)
def test_a_page_shows_what_to_avoid_and_what_to_prefer(path: Path) -> None:
    """The examples are in the rule's test; rules about the posture judge no single statement."""
    page = (ROOT / "docs" / "rules" / f"{path.stem.replace('_', '-')}.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == ["Why", "What to do", "Avoid", "Prefer", "Sources"]


def test_ids_are_unique() -> None:
    """No two rules that ship have one id."""
    assert len(rule_metadata(shipped_suite()[0])) >= len(FILES)


def test_two_rules_with_one_id_are_refused() -> None:
    """The check of ids works."""
    text = FILES[0].read_text(encoding="utf-8")
    with pytest.raises(EngineError, match="is already taken"):
        rule_metadata({"one.rego": text, "two.rego": text})


def test_the_pages_are_up_to_date() -> None:
    """`docs/rules/` is what the METADATA says."""
    command = [sys.executable, "scripts/make_rule_docs.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run python scripts/make_rule_docs.py:\n{done.stdout}{done.stderr}"


def test_every_rule_has_a_page() -> None:
    """A page for each rule, and for what is reported without one, and no others; `explain` names it."""
    pages = {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")} - {"README"}
    assert pages == all_rules().keys()
    assert {name: rule["page"] for name, rule in explained_rules().items()} == {
        name: f"docs/rules/{name}.md" for name in pages
    }


def test_every_finding_that_python_makes_is_of_a_rule_that_is_explained() -> None:
    """No id stands in the code that nobody can look up."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    pattern = re.compile(
        r"""(?:\brule=|\brule = |finding(?:_at)?\(\s*|\bmetadata_of\(|\b_about\()"([a-z-]+)\""""
    )
    named = {name for text in texts for name in pattern.findall(text)}

    assert {"structure", "scenario", "unknown-value", "waiver-expired", "baseline-outdated"} <= named
    assert named <= explained_rules().keys()


def test_the_overview_links_to_every_page() -> None:
    """Also to those of what no rule of Rego finds."""
    text = (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"\]\(([a-z-]+)\.md\)", text)) == explained_rules().keys()
