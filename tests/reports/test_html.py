"""The HTML report as text: what is in it, that everything is escaped, and that it needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from jinja2 import UndefinedError

from mfagate.policy.documents import parse_document
from mfagate.reports.html import as_html
from mfagate.reports.html._files import MAX_LINES
from mfagate.reports.html._graph import tree
from mfagate.reports.html._page import environment
from mfagate.reports.html._sources import excerpt, statement_lines
from mfagate.suite.shipped import shipped_suite
from support.sample_reports import (
    BY_ASSUMED,
    BY_GUARD,
    BY_OWN,
    KEY_CELL,
    NASTY,
    POLICY,
    WAIVED,
    finding,
    judged,
    report,
    subject,
)

GRAPH = shipped_suite()[1]["mfa"]["hijack"]["graph"]
VOID = {"meta", "br"}


def group(action: str, *by: dict[str, Any], actions: int = 2) -> dict[str, Any]:
    """Return requests that the same statements decided."""
    request = {"principal": "arn:aws:iam::111122223333:user/a", "action": action, "resource": "arn:aws:x:::y"}
    return {"actions": actions, "by": list(by), "reason": "because", "request": request, "context": {}}


def step(move: str, action: str) -> dict[str, str]:
    """Return a step of a path."""
    who = "arn:aws:iam::111122223333:user/alice"
    reported = {"move": move, "action": action, "resource": who, "principal": who}
    return {**reported, "credential": "api-key", "why": "allowed by identity[0] statement 0 (Own)"}


PATHS = [
    {"from": "stolen-api-key", "to": "full-access", "steps": [step("create-key", "iam:CreateAccessKey")]},
    {
        "from": "stolen-api-key",
        "to": "admin",
        "steps": [
            step("create-key", "iam:CreateAccessKey"),
            step("grant-administrator", "iam:AttachUserPolicy"),
        ],
    },
]


class Page(HTMLParser):
    """What a page is made of; a tag that is not closed is an error."""

    def __init__(self, text: str) -> None:
        """Read it all."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and what it has."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Demand that the last tag is closed first."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep text, but not the style sheet."""
        if self._open[-1:] != ["style"]:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All the text, with single spaces."""
        return re.sub(r"\s+", " ", "".join(self.texts))

    def having(self, name: str) -> list[str]:
        """Return the values of an attribute."""
        return [
            value or "" for _, attributes in self.tags for key, value in attributes.items() if key == name
        ]


def page(*subjects: Any, **settings: Any) -> Page:  # noqa: ANN401 - what a report takes
    """Return the page of a report."""
    return Page(as_html(report(*(subjects or (subject(),)), **settings)))


def full() -> Page:
    """Return a page that has something of everything."""
    found = judged(
        api_key__identity={
            "state": "partial",
            "allowed": [group("iam:CreateUser", BY_OWN, BY_ASSUMED)],
            "denied": [group("iam:ListUsers", BY_GUARD, actions=1)],
        }
    )
    found["hijack"] |= {
        "found": True,
        "paths": PATHS,
        "residual": [{**PATHS[0], "depends_on": {"device-rule": "off"}}],
    }
    found["depends"] = [
        {
            "assumption": "role-session-flag",
            "chosen": "false",
            "row": "role-session",
            "column": "services",
            "state": "blocked",
            "otherwise": {"value": "absent", "state": "open"},
        }
    ]
    evidence = {"case": "s.yaml::a::b[c]", "action": "s3:GetObject", "resource": "*", "reason": "denied"}
    findings = [
        finding(evidence=KEY_CELL),
        finding(rule="hijack-path", severity="note", line=5, waived=WAIVED),
        finding(rule="scenario", message="Reads, key: expected allow, got implicit-deny", evidence=evidence),
    ]
    one = replace(subject(findings, found=found), failed=1)
    broken = subject(
        [finding(rule="structure", sid=None, line=1, file="b.json")], name="other", text="{", file="b.json"
    )
    return page(one, broken)


def test_ids_are_unique_and_links_lead_to_them() -> None:
    """Every id is there once, and every link leads to one of them: the page needs no other."""
    made = full()
    ids = made.having("id")
    assert len(ids) == len(set(ids))
    links = made.having("href")
    assert [link for link in links if not link.startswith("#") or link[1:] not in ids] == []
    assert "#s1-api-key-identity" in links


def test_the_page_loads_and_runs_nothing() -> None:
    """No script, no picture, no handler; the page allows its own style sheet and nothing else."""
    text = as_html(report(subject()))
    made = Page(text)
    tags = {tag for tag, _ in made.tags}
    assert tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"} == set()
    names = {name for _, attributes in made.tags for name in attributes}
    assert {name for name in names if name.startswith("on") or name in {"src", "style", "action"}} == set()
    (sheet,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    (policy,) = [
        attributes["content"]
        for _, attributes in made.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_the_same_report_is_the_same_page() -> None:
    """There is no time and no number by chance in it."""
    assert as_html(report(subject([finding()]))) == as_html(report(subject([finding()])))


def test_the_verdict_comes_first() -> None:
    """Title and heading are the verdict; counts, engine and exit code follow."""
    text = full().text
    assert text.index("FAILED") < text.index(
        "2 subjects, 3 scenarios (2 passed, 1 failed), 4 findings (1 waived)."
    )
    assert "Decided by OPA 1.2.3 (binary); default profile console-only; exit code 1." in text
    assert "✓ PASSED" in page().text


def test_nothing_in_a_policy_is_markup() -> None:
    """Whatever has `<script>` or a quote in it, a Sid, a file, a message, a waiver, comes out inert."""
    nasty = f'{NASTY}" onmouseover="x'
    text = POLICY.replace('"Resource": "*"}', f'"Resource": "arn:aws:s3:::{NASTY}"}}')
    by = {"policy": "identity[0]", "statement": 0, "sid": nasty, "effect": "Allow"}
    cell = {"state": "open", "allowed": [{**group(nasty, by), "reason": nasty, "context": {nasty: nasty}}]}
    found = judged(api_key__identity=cell)
    path = {"from": nasty, "to": nasty, "steps": [dict.fromkeys(step("", ""), nasty)]}
    found["hijack"] |= {"paths": [path], "residual": [{**path, "depends_on": {nasty: nasty}}]}
    found["proof"]["why"] = [nasty]
    found["depends"] = [
        {
            "assumption": nasty,
            "chosen": nasty,
            "row": "api-key",
            "column": nasty,
            "state": nasty,
            "otherwise": {"value": nasty, "state": nasty},
        }
    ]
    one = finding(
        rule=nasty,
        message=nasty,
        remedy=nasty,
        file=nasty,
        sid=nasty,
        evidence={},
        waived=dict.fromkeys(("reason", "owner", "expires"), nasty),
    )
    case = dict.fromkeys(("case", "action", "resource", "reason", "why"), nasty)
    failed = replace(one, rule="scenario", evidence=case)
    one_judged = replace(subject([one, failed], name=nasty, file=nasty, text=text, found=found), failed=1)
    broken = subject([one], name=nasty, file=f"{nasty}.json", text=POLICY.replace("Own", NASTY))
    assert (one_judged.report, broken.report) == (found, None)
    made = page(one_judged, broken, others=[one])
    assert "script" not in {tag for tag, _ in made.tags}
    assert [name for _, attributes in made.tags for name in attributes if name.startswith("on")] == []
    assert made.text.count(nasty) > 40


def test_a_template_escapes_every_value() -> None:
    """A quote ends no attribute, a character that nobody sees is shown, and a missing value is an error."""
    made = environment().from_string('<p title="{{ value }}">{{ value }}</p>')
    assert made.render(value="\"'<b>&\u202e") == (
        r'<p title="&#34;&#39;&lt;b&gt;&amp;\u202e">&#34;&#39;&lt;b&gt;&amp;\u202e</p>'
    )
    with pytest.raises(UndefinedError):
        made.render()


def test_the_heat_map_has_a_row_for_each_subject_and_column() -> None:
    """Heads have a scope; a cell says its state in words, and what the profile wants instead."""
    made = full()
    heads = [attributes.get("scope") for tag, attributes in made.tags if tag == "th"]
    assert None not in heads
    assert heads.count("rowgroup") == 1
    assert "access key, identity: ◐partial✗ expected guarded" in made.text
    assert "other not judged: a document is broken".replace(" ", "") in made.text.replace(" ", "")
    cells = [
        value for tag, attributes in made.tags if tag == "td" for value in [attributes.get("class") or ""]
    ]
    assert sum(value.startswith("cell ") for value in cells) == 18
    assert cells.count("cell none") == 1
    assert cells.count("cell unmet partial") == 1


def test_a_panel_has_requests_of_both_sides_with_their_statements() -> None:
    """The panel has both sides with a request, and each deciding statement as the file has it."""
    text = as_html(report(subject(found=full_cell())))
    panel = text[text.index('id="s1-api-key-identity"') :]
    panel = panel[: panel.index("</section>")]
    shown = Page(f"<section {panel}</section>").text
    assert "The profile requires guarded: no request that changes identity is allowed." in shown
    assert "2 actions, such as iam:CreateUser on arn:aws:x:::y" in shown
    assert 'Allow Own in policies/a.json:4 4 {"Sid": "Own", "Effect": "Allow",' in shown
    assert "Allow AssumedAllowAll is assumed in addition to the policies; no file has it." in shown
    assert "1 action: iam:ListUsers on arn:aws:x:::y" in shown
    assert 'Deny Guard in policies/a.json:5 5 { 6 "Sid": "Guard",' in shown
    assert shown.index("Allowed") < shown.index("Granted but denied")


def full_cell() -> dict[str, Any]:
    """Return what the rules say of a subject with one partial cell."""
    return judged(
        api_key__identity={
            "state": "partial",
            "allowed": [group("iam:CreateUser", BY_OWN, BY_ASSUMED)],
            "denied": [group("iam:ListUsers", BY_GUARD, actions=1)],
        }
    )


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ({"requests": 0}, "AWS services reject such calls before they evaluate any policy."),
        ({"requests": 3}, "The policies grant no such request, with or without MFA."),
        ({"denied": [group("a:B")]}, "2 actions, such as a:B on arn:aws:x:::y because"),
        (
            {"denied": [group(f"a:{n}") for n in range(9)]},
            "… and 6 more actions, decided by other statements.",
        ),
    ],
)
def test_a_blocked_cell_says_why(cell: dict[str, Any], says: str) -> None:
    """Nothing asked, nothing granted, nothing that allowed it, or too much to show."""
    found = judged(session_without_mfa__services={"state": "blocked", **cell})
    assert says in page(subject(found=found)).text


def test_findings_have_remedy_place_and_reason() -> None:
    """The worst first; what is accepted is last and says why; scenarios have a part of their own."""
    text = full().text
    assert "MFA policies/a.json:4:5 · access key, identity in Own · identity-open-without-mfa" in text
    assert "developers 2 errors, 1 accepted" in text
    assert "Fix: Deny it. Why: Identity can be changed without MFA" in text
    assert "waived until 2027-01-31 by platform: until the robots have roles" in text
    assert text.index("✗ error iam:CreateUser") < text.index("‖ accepted iam:CreateUser")
    assert "2 of 3 passed." in text
    assert "s.yaml::a::b[c] s3:GetObject on *: denied" in text


def test_a_cell_that_depends_on_an_assumption_has_both_states() -> None:
    """The table names the cell, the assumption, and the state with each value."""
    assert "role session, servicesrole-session-flagblocked if falseopen if absent" in full().text


def test_a_broken_document_is_shown_and_not_judged() -> None:
    """Its findings and its text are there; a posture is not."""
    text = full().text
    assert "No: a document is broken, so nothing is proven" in text
    assert "b.json 1 line, 1 finding" in text


def test_paths_are_a_picture_and_a_list() -> None:
    """States are nodes, calls stand at the edges, and the list says the same."""
    made = full()
    assert [tag for tag, _ in made.tags].count("svg") == 1
    assert made.text.count("Hijack paths from: A stolen access key") == 1
    assert "an administrator's rights: iam:CreateAccessKey, then iam:AttachUserPolicy" in made.text
    assert "1 path: not a finding, but an attacker gets further if this is true of your account" in made.text
    goal = "everything that the user may do, as if with MFA"
    fact = "IAM lets an access key change its user's MFA devices (device-rule=off)"
    assert f"If {fact}: A stolen access key → {goal}: iam:CreateAccessKey" in made.text


def test_paths_that_begin_alike_are_one_branch() -> None:
    """A tree has each move once; the goals stand at the state that they come from."""
    root = tree("start", PATHS, GRAPH)
    ((move, calls),) = root.moves
    assert (move, calls) == ("create-key", ("iam:CreateAccessKey",))
    key = root.moves[move, calls]
    assert (key.label, key.goals) == ("new key", ["everything that the user may do, as if with MFA"])
    ((_, granted),) = key.moves.items()
    assert (granted.label, granted.goals) == ("administrators policy", ["an administrator's rights"])


def test_no_part_of_the_picture_lies_over_another() -> None:
    """The boxes of a picture do not touch, whatever leads where."""
    calls = ["iam:CreateUser", "iam:AttachUserPolicy", "iam:CreateAccessKey"]
    more = [
        {
            "from": "stolen-api-key",
            "to": "services",
            "steps": [step("create-administrator", call) for call in calls],
        },
        {
            "from": "stolen-api-key",
            "to": "console",
            "steps": [step("get-federation-token", "sts:GetFederationToken")],
        },
    ]
    found = judged()
    found["hijack"]["paths"] = [*PATHS, *more]
    made = page(subject(found=found))
    boxes = [
        tuple(int(attributes[name] or 0) for name in ("x", "y", "width", "height"))
        for tag, attributes in made.tags
        if tag == "rect"
    ]
    assert len(boxes) == 9
    for index, (left, top, width, height) in enumerate(boxes):
        for other_left, other_top, other_width, other_height in boxes[index + 1 :]:
            apart = left + width <= other_left or other_left + other_width <= left
            assert apart or top + height <= other_top or other_top + other_height <= top


def test_a_search_that_does_not_apply_is_not_an_empty_result() -> None:
    """The page tells a subject without a search from a subject without paths."""
    found = judged()
    found["hijack"] = {"found": False, "judged": False, "paths": []}
    assert "Not applicable: only users' policies are searched." in page(subject(found=found)).text
    assert "No path was found: an attacker gets no further than the profile allows." in page().text


YAML = """\
Version: "2012-10-17"
Statement:
  - Effect: Allow
    Action: "*"
    Resource: "*"
  - Effect: Deny
    Action: "*"
    Resource: "*"
"""


@pytest.mark.parametrize(
    ("text", "file", "index", "lines"),
    [
        (POLICY, "a.json", 0, range(4, 5)),
        (POLICY, "a.json", 1, range(5, 12)),
        ('{"Statement":\n{"Effect": "Deny",\n"Action": "*"}\n}', "a.json", 0, range(2, 4)),
        (YAML, "a.yaml", 0, range(3, 6)),
        (YAML, "a.yaml", 1, range(6, 9)),
    ],
)
def test_a_statement_is_found_in_its_file(text: str, file: str, index: int, lines: range) -> None:
    """From its first line to its last, in a list or alone, in JSON and in YAML."""
    assert statement_lines(parse_document(text, file, "identity"), index) == lines


def test_a_finding_in_a_file_that_is_not_shown_has_no_link() -> None:
    """A place outside the subject's documents is text; a line that is not shown links to its file."""
    made = page(subject([finding(file="waivers.yaml", evidence={}), finding(line=5000)]))
    assert "waivers.yaml:4:5 in Own" in made.text
    assert [link for link in made.having("href") if link.startswith("#f0")] == [
        "#f0"
    ] * 2  # the place, and the subject's list


def test_a_long_file_and_a_long_line_are_cut_and_say_so() -> None:
    """A page stays one that a browser can show."""
    text = POLICY.replace('"Own"', f'"{"x" * 5000}"') + "\n" * (MAX_LINES + 10)
    shown = page(subject(text=text)).text
    assert "more lines" in shown
    assert "x" * 401 not in shown


def test_a_file_of_many_documents_is_shown_once_and_their_lines_alone() -> None:
    """Subjects share one file; of a long one what stands between the documents is left out."""
    text = POLICY + "\n" * (MAX_LINES + 10)
    one, two = (
        subject([finding(line=line)], name=name, text=text) for name, line in (("one", 4), ("two", 900))
    )
    made = page(one, two)
    numbers = [int(name.partition("-L")[2]) for name in made.having("id") if name.startswith("f0-L")]
    assert numbers == [*range(2, 14), *range(898, 903)]
    assert [name for name in made.having("id") if name in {"f0", "f1"}] == ["f0"]
    assert "… 884 more lines" in made.text
    assert [link for link in made.having("href") if link.startswith("#f0")].count("#f0-L900") == 1


def test_a_statement_in_one_long_line_is_written_out() -> None:
    """A plan is one line of any length, whose start says nothing of the statement."""
    policy = {
        "Version": "2012-10-17",
        "Id": "x" * 500,
        "Statement": [{"Sid": "Own", "Effect": "Allow", "Action": "s3:Get<*", "Resource": "*"}],
    }
    shown = excerpt(parse_document(json.dumps(policy), "plan.json", "identity"), 0)
    assert [(line.number, line.text) for line in shown] == [
        (1, "{"),
        (1, '  "Sid": "Own",'),
        (1, '  "Effect": "Allow",'),
        (1, '  "Action": "s3:Get<*",'),
        (1, '  "Resource": "*"'),
        (1, "}"),
    ]


def test_a_statement_on_its_own_lines_is_shown_as_it_stands() -> None:
    """What a file has, with its spaces."""
    text = '{"Version": "2012-10-17",\n "Statement": [\n  {"Effect": "Allow",   "Action": "*"}]}'
    (shown,) = excerpt(parse_document(text, "a.json", "identity"), 0)
    assert (shown.number, shown.text) == (3, '  {"Effect": "Allow",   "Action": "*"}]}')


def test_a_statement_that_the_file_does_not_have_is_written_out() -> None:
    """A policy that AWS manages has no text there."""
    made = replace(parse_document(POLICY, "plan.json", "identity"), text="")
    assert [line.text for line in excerpt(made, 0)][:2] == ["{", '  "Sid": "Own",']
