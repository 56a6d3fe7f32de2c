"""Code blocks of the pages: the commands exist, and what is written in JSON or YAML can be read."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from typing import Any

import pytest
import yaml

from mfagate.cli import COMMANDS, parser
from support.pages import name, pages

BLOCK = re.compile(r"^```(\S*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^|[`$:] ?|&& |= |^ +)(mfagate (?:[a-z]+) ?[^`#>|\n]*)", re.MULTILINE)
PYTHON = re.compile(r"python -c '([^']+)'")
OTHERS = {"rego", "sh", "sh-session", "text", "ini", ""}


def found(pattern: re.Pattern[str]) -> list[tuple[str, Any]]:
    """Return what a pattern finds in the pages, each with its page."""
    return [
        (name(page), one) for page in pages() for one in pattern.findall(page.read_text(encoding="utf-8"))
    ]


def blocks(language: str) -> list[tuple[str, str]]:
    """Return the blocks of a language, each with its page."""
    found = [
        (name(page), *one) for page in pages() for one in BLOCK.findall(page.read_text(encoding="utf-8"))
    ]
    return [(page, text) for page, lang, text in found if lang == language]


def commands() -> list[tuple[str, str]]:
    """Return the command lines of mfagate that the pages have, each with its page."""
    found = [
        (name(page), line) for page in pages() for line in COMMAND.findall(page.read_text(encoding="utf-8"))
    ]
    return sorted({(page, line.strip()) for page, line in found if line.split()[1] in COMMANDS})


def test_every_block_is_of_a_known_language() -> None:
    """A new language needs a test here."""
    assert {language for _, (language, _) in found(BLOCK)} <= {"yaml", "json", *OTHERS}


@pytest.mark.parametrize(("page", "text"), blocks("yaml"))
def test_yaml_can_be_read(page: str, text: str) -> None:
    """Each block is YAML by itself."""
    assert yaml.safe_load(text) is not None, page


@pytest.mark.parametrize(("page", "text"), blocks("json"))
def test_json_can_be_read(page: str, text: str) -> None:
    """Each block is JSON by itself."""
    assert json.loads(text), page


@pytest.mark.parametrize(("page", "line"), commands())
def test_options_of_a_command_exist(page: str, line: str) -> None:
    """Every option that a command line has is one of that command."""
    words = shlex.split(line.replace("{posargs}", "").replace("…", "").replace("[", "").replace("]", ""))
    known = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", parser([words[1]]).commands[words[1]].format_help()))
    used = {word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}

    assert used <= known, f"{page}: {sorted(used - known)}"


@pytest.mark.parametrize(("page", "code"), found(PYTHON))
def test_python_in_a_command_runs(page: str, code: str) -> None:
    """What a page puts into a command by `python -c` works."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, ""), page
