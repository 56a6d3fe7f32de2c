"""Reports as those who read them do: a Markdown renderer, GitHub's runner, GitLab's format."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from mfagate.reports._github import as_github
from mfagate.reports._gitlab import as_gitlab
from mfagate.reports._markdown import as_markdown
from support.sample_reports import NASTY, WAIVED, finding, report, subject

SCHEMA = Path(__file__).parents[1] / "fixtures" / "gitlab-code-quality.schema.json"
# Whatever may mean something to one of them, and some letters.
texts = st.text(alphabet="ab .:|<>&*_`[]()#@!~$-+=\\/\"'{}%,0é", min_size=1, max_size=40).filter(
    lambda text: text == " ".join(text.split())
)


def shown(markdown: str) -> list[list[str]]:
    """Return the rows of the last table as GitHub's dialect renders them, as the texts of their cells."""
    page = MarkdownIt("gfm-like").render(markdown)
    table = page.rpartition("<tbody>")[2]
    rows = [
        re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    ]
    return [[unescape(re.sub(r"<[^>]*>", "", cell)).replace("\u2060", "") for cell in row] for row in rows]


@settings(deadline=None)  # the first example pays for imports
@given(texts, texts)
def test_markdown_shows_a_text_as_it_is(message: str, name: str) -> None:
    """Whatever a message or a subject's name holds, the rendered cell reads the same."""
    (row,) = shown(as_markdown(report(subject([finding(message=message, sid=None)], name=name))))
    assert row == [
        "❌ error",
        name,
        "policies/a.json:4:5",
        f"{message} [identity-open-without-mfa]fixDeny it.",
    ]


def test_nothing_in_a_policy_is_markup_in_markdown() -> None:
    """The page has our own elements alone."""
    page = MarkdownIt("gfm-like").render(
        as_markdown(report(subject([finding(message=NASTY, sid=NASTY)], name=NASTY)))
    )
    elements = set(re.findall(r"<([a-z0-9]+)", page))
    ours = "h3 p table thead tbody tr th td strong code details summary br"
    assert elements <= set(ours.split())
    assert "details" in elements


def command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as GitHub's runner does ("Workflow commands for GitHub Actions")."""
    found = re.match(r"::([a-z]+) (.*?)::(.*)$", line, re.DOTALL)
    assert found
    pairs = (pair.split("=", 1) for pair in found[2].split(",") if pair)
    data = found[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return found[1], {key: _property(value) for key, value in pairs}, data


def _property(text: str) -> str:
    for escaped, plain in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, plain)
    return text


@settings(deadline=None)  # the first example pays for imports
@given(texts, texts)
def test_github_reads_back_message_and_file(message: str, file: str) -> None:
    """A command has its file, place, title and message, whatever they hold."""
    made = report(subject([finding(message=message, file=file, sid=None)], name="n"))
    line, last = as_github(made).splitlines()
    assert command(line) == (
        "error",
        {"file": file, "line": "4", "col": "5", "title": "identity-open-without-mfa (n)"},
        f"{message}\nDeny it.",
    )
    assert not last.startswith("::")


def test_gitlab_takes_the_report() -> None:
    """Every severity, a waived finding and a hostile name make a report as GitLab describes it."""
    found = [
        finding(severity=severity, message=NASTY, fingerprint=severity)
        for severity in ("error", "warning", "note")
    ]
    made = report(subject([*found, finding(rule="structure", fingerprint="s"), finding(waived=WAIVED)]))
    reported = json.loads(as_gitlab(made))
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(reported)] == []
    assert len(reported) == 4
    assert [error.message for error in validator.iter_errors([{**reported[0], "severity": "error"}])] == [
        "'error' is not one of ['info', 'minor', 'major', 'critical', 'blocker']"
    ]
