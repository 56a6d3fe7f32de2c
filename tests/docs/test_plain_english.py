"""Words that stop a reader stay out of what people read: the field's own words stand there instead."""

from __future__ import annotations

import io
import re
import tokenize
from typing import TYPE_CHECKING

import pytest

from support.pages import files, name

if TYPE_CHECKING:
    from pathlib import Path

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
    r"none any ?more|(?:that|what|which) is none": "no longer, is not a",
    r"he|him|his|himself": "they",
    r"riddles?": "say it plainly",
    r"bites?": "applies",
    r"hitherto|thereby|whereby|wherein|thereof|heretofore": "a short sentence",
    r"enrol|enrols|enrolment": "enroll, enrollment",
    r"organis\w+|recognis\w+|authoris\w+|normalis\w+|initialis\w+|serialis\w+|resynchronis\w+": "…iz…",
    r"behaviours?|colou?red|colours?|artefacts?|favou?rites|honour\w*|centre": "American spelling",
}
PATTERN = re.compile("|".join(rf"(?<![\w-])(?:{word})(?![\w-])" for word in BANNED), re.IGNORECASE)

# Code in a sentence, texts of one word, and what f-strings insert: names, not prose.
NAMES = re.compile(r"`[^`\n]+`|\"[\w.:-]+\"|'[\w.:-]+'|\{[^{}\n]*\}")

# Where the words were once, and are no longer: all that people read below these.
PLAIN = (
    *("README.md", "bench/", "docs/", "examples/", "policies/", "rego/", "scenarios/", "scripts/", "src/"),
    *("tests/docs/", "tests/reports/"),
)
NOT_YET = ("tests/docs/test_plain_english.py",)


def prose(text: str) -> str:
    """Return the text of a page without code, link targets and comments; lines keep their numbers."""
    for code in (r"^```.*?^```", r"<!--.*?-->", r"^(?: {4}|\t)[^\n]*$", r"`[^`\n]+`", r"\]\([^)\s]+\)"):
        text = re.sub(code, _blank, text, flags=re.MULTILINE | re.DOTALL)
    return text


def python(text: str) -> str:
    """Return the comments and texts of a module; lines keep their numbers."""
    lines = [""] * (text.count("\n") + 2)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT or tokenize.tok_name[token.type] in {"STRING", "FSTRING_MIDDLE"}:
            for number, line in enumerate(token.string.splitlines(), start=token.start[0] - 1):
                lines[number] += f" {line}"
    return NAMES.sub("", "\n".join(lines))


def rego(text: str) -> str:
    """Return the comments, METADATA too, and texts of a module; lines keep their numbers."""
    lines = (" ".join(re.findall(r'#.*|"(?:[^"\\]|\\.)*"', line)) for line in text.splitlines())
    return NAMES.sub("", "\n".join(lines))


def values(text: str) -> str:
    """Return the comments and values of a YAML file, without its keys; lines keep their numbers."""
    return NAMES.sub("", re.sub(r"[\w-]+:(?=\s|$)", "", text, flags=re.MULTILINE))


def schema(text: str) -> str:
    """Return a JSON file without its texts of one word, which are names."""
    return NAMES.sub("", text)


def template(text: str) -> str:
    """Return all of a template: its texts stand in HTML and in expressions."""
    return text


READ = {
    ".md": prose,
    ".py": python,
    ".rego": rego,
    ".yaml": values,
    ".json": schema,
    ".j2": template,
}


def stumbles(text: str) -> list[str]:
    """Return each banned word with its line."""
    lines = enumerate(text.splitlines(), start=1)
    return [f"{number}: {hit[0]}" for number, line in lines for hit in PATTERN.finditer(line)]


def _blank(hit: re.Match[str]) -> str:
    return "\n" * hit[0].count("\n")


def plain_files() -> list[Path]:
    """Return the files that must be free of banned words."""
    named = {path: name(path) for path in files() if path.suffix in READ}
    return [path for path, one in named.items() if one.startswith(PLAIN) and not one.startswith(NOT_YET)]


@pytest.mark.parametrize("path", plain_files(), ids=name)
def test_a_file_has_no_banned_word(path: Path) -> None:
    """Prose, comments and texts only: code, names and link targets may have any word."""
    assert stumbles(READ[path.suffix](path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mend it.\nA thief comes to more.", ["1: Mend", "2: thief", "2: comes to"]),
        ("`first-device: attacker`\n\n    spared\n", []),
        ("See [the page](told.md), recommended.", []),
        ("The user enters his code.", ["1: his"]),
    ],
)
def test_banned_words_are_found_in_prose_only(text: str, expected: list[str]) -> None:
    """The check finds a word in a sentence, not within another word and not in code."""
    assert stumbles(prose(text)) == expected


def test_banned_words_are_found_in_texts_and_comments_only() -> None:
    """Names in code may have any word; what is printed or explained may not."""
    module = 'told = 1  # what is told\nprint("he spared", "enrolment")\n'

    assert stumbles(python(module)) == ["1: told", "2: he", "2: spared"]
    assert stumbles(rego('# title: Mend it\nspared := "for whom" if told\n')) == ["1: Mend", "2: whom"]
    assert stumbles(schema('{\n    "told": {\n        "title": "Mend it"\n    }\n}')) == ["3: Mend"]
    assert stumbles(template('    <p>Mend it</p>\n{{ {"a": "what is told"}[b] }}')) == ["1: Mend", "2: told"]
