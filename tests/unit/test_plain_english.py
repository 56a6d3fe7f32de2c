"""Words that stop a reader stay out of what people read: the field's own words stand there instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What not to write, and what to write. Add a word when you stumble over it.
BANNED = {
    r"mend(?:s|ed|ing)?": "fix",
    r"thief|thieves": "attacker",
    r"spar(?:es?|ed|ing)": "exempt, does not match",
    r"c[oa]m(?:es?|ing) to": "reaches, results in",
    r"whom": "who, or another sentence",
    r"told|untold": "reported, shown, said",
    r"behind (?:the|a|an)": "with, after",
    r"a house": "a structure",
    r"held (?:back|to)": "denied, compared with",
    r"none any ?more|is none": "no longer, is not a",
    r"he|him|his|himself": "they",
    r"riddles?": "say it plainly",
    r"bites?": "applies",
    r"hitherto|thereby|whereby|wherein|thereof|heretofore": "a short sentence",
    r"enrol|enrols|enrolment": "enroll, enrollment",
    r"organis\w+|recognis\w+|authoris\w+|normalis\w+|initialis\w+|serialis\w+|resynchronis\w+": "…iz…",
    r"behaviours?|colou?red|colours?|artefacts?|favou?rites|honour\w*|centre": "American spelling",
}
PATTERN = re.compile("|".join(rf"(?<![\w-])(?:{word})(?![\w-])" for word in BANNED), re.IGNORECASE)

# Names that others rely on: a fact's value, a rule's id.
ALLOWED = {"first-device is thief"}

PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if path.parent.name != "rules" and path.name not in {"own-rules.md", "CHANGELOG.md", "CONTRIBUTING.md"}
)


def prose(text: str) -> str:
    """Return the text of a page without code, link targets and comments; lines keep their numbers."""
    for code in (r"^```.*?^```", r"<!--.*?-->", r"^(?: {4}|\t)[^\n]*$", r"`[^`\n]+`", r"\]\([^)\s]+\)"):
        text = re.sub(code, lambda hit: "\n" * hit[0].count("\n"), text, flags=re.MULTILINE | re.DOTALL)
    return text


def stumbles(text: str) -> list[str]:
    """Return each banned word with its line."""
    lines = enumerate(text.splitlines(), start=1)
    return [
        f"{number}: {hit[0]}"
        for number, line in lines
        for hit in PATTERN.finditer(line)
        if not any(allowed in line for allowed in ALLOWED)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_has_no_banned_word(page: Path) -> None:
    """Prose only: code, names and link targets may have any word."""
    assert stumbles(prose(page.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mend it.\nA thief comes to more.", ["1: Mend", "2: thief", "2: comes to"]),
        ("`first-device: thief`\n\n    spared\n", []),
        ("See [the page](told.md), recommended.", []),
        ("The user enters his code.", ["1: his"]),
    ],
)
def test_banned_words_are_found_in_prose_only(text: str, expected: list[str]) -> None:
    """The check finds a word in a sentence, not within another word and not in code."""
    assert stumbles(prose(text)) == expected
