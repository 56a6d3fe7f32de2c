"""The page: its head, the verdict, the heat map, and a part for each subject."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from mfagate import __version__
from mfagate.reports.html._files import Files
from mfagate.reports.html._findings import depends, findings, others, scenarios
from mfagate.reports.html._hijack import hijack
from mfagate.reports.html._markup import Markup, code, el, style_element
from mfagate.reports.html._matrix import matrix
from mfagate.reports.html._panels import panels
from mfagate.reports.phrases import assumed, count, counts, engine
from mfagate.suite.rule_metadata import SEVERITIES
from mfagate.suite.suite import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.findings.report import Report, SubjectReport
    from mfagate.reports.html._markup import Child

_GLYPHS = {0: "✓", 1: "✗", 2: "?"}
_KINDS = {0: "good", 1: "bad", 2: "open"}


def as_html(report: Report) -> str:
    """Return the report as one page of HTML that loads nothing and runs nothing."""
    sheet = (files("mfagate") / "reports" / "html" / "style.css").read_text(encoding="utf-8")
    page = el(
        "html",
        el("head", _head(report, sheet)),
        el(
            "body",
            el("a", "Skip to the findings", href="#subjects", class_="skip"),
            _header(report),
            el("main", _main(report)),
            el("footer", el("p", f"Made by mfagate {__version__}; decided by {engine(report)}.")),
        ),
        lang="en",
    )
    return f"<!doctype html>\n{page}\n"


def _head(report: Report, sheet: str) -> Iterator[Markup]:
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield el("meta", charset="utf-8")
    yield el("meta", http_equiv="Content-Security-Policy", content=policy)
    yield el("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield el("meta", name="color-scheme", content="light dark")
    yield el("meta", name="referrer", content="no-referrer")
    yield el("title", f"mfagate: {report.verdict}")
    yield style_element(sheet)


def _header(report: Report) -> Markup:
    code_ = report.exit_code
    verdict = el("span", el("span", _GLYPHS[code_], aria_hidden="true"), " ", report.verdict)
    return el(
        "header",
        el("p", "mfagate", class_="name"),
        el("h1", verdict, class_=f"verdict {_KINDS[code_]}"),
        el("p", f"{counts(report)}."),
        el(
            "p",
            f"Decided by {engine(report)}; default profile {report.profile}; exit code {code_}.",
            class_="quiet",
        ),
    )


def _main(report: Report) -> Iterator[Markup]:
    titles = {name: one["title"] for name, one in shipped_suite()[1]["mfa"]["credentials"].items()}
    yield el("section", el("h2", "Posture"), matrix(report, titles), id="posture")
    entries = [
        el("li", el("a", one.subject.name, href=f"#s{number}"), f" {_tally(one)}")
        for number, one in enumerate(report.subjects, 1)
    ]
    contents = el("nav", el("ul", entries), aria_label="Subjects", class_="contents")
    sources = Files(report)
    parts = [
        _subject(report, one, f"s{number}", titles, sources) for number, one in enumerate(report.subjects, 1)
    ]
    yield el("section", el("h2", "Subjects"), contents, parts, id="subjects", tabindex=-1)
    if report.others:
        yield el("section", el("h2", "Config, waivers and baseline"), others(report), id="others")
    yield el("section", el("h2", "Policies"), sources.shown(), id="policies", tabindex=-1)


def _tally(one: SubjectReport) -> str:
    """Count the findings that count, by severity, and those that are accepted."""
    counted = [finding.severity for finding in one.findings if finding.waived is None]
    told = [count(counted.count(name), name) for name in SEVERITIES if name in counted]
    accepted = len(one.findings) - len(counted)
    return ", ".join([*told, *([f"{accepted} accepted"] if accepted else [])]) or "nothing found"


def _subject(report: Report, one: SubjectReport, key: str, titles: dict[str, str], sources: Files) -> Markup:
    judged = one.report
    points = depends(judged["depends"]) if judged else None
    return el(
        "section",
        el("h3", one.subject.name, id=f"{key}-title"),
        el("dl", list(_facts(one, sources)), class_="facts"),
        panels(report, one, key, titles) if judged else None,
        _part("Findings", findings(report, one, key, sources)),
        _part("Hijack paths", hijack(judged["hijack"])) if judged else None,
        _part("Scenarios", scenarios(one, sources)) if judged else None,
        _part("Depends on open points", points) if points else None,
        class_="subject",
        id=key,
        aria_labelledby=f"{key}-title",
    )


def _part(title: str, body: Child) -> Markup:
    return el("section", el("h4", title), body, class_="part")


def _facts(one: SubjectReport, sources: Files) -> Iterator[Markup]:
    judged = one.report
    yield _fact("Files", sources.links(one))
    yield _fact("Kind", one.subject.kind)
    yield _fact("Account", code(one.subject.judged_account))
    yield _fact("Judged under", assumed(one))
    if judged is None:
        yield _fact("Judged", el("b", f"no: {_why_not(one)}, so nothing is proven"))
        return
    proof = judged["proof"]
    whole = "complete" if proof["complete"] else "not complete"
    if one.subject.about == "user":
        yield _fact("Enrolment", el("b", judged["enrolment"]), " for a new user without a device")
    yield _fact(
        "Proof",
        el("b", whole),
        f": {proof['classes']} classes stand for {proof['actions']:,} actions ({proof['date']}), "
        f"{judged['decisions']:,} decisions",
    )
    for reason in proof["why"]:
        yield _fact("Not exact", reason)


def _why_not(one: SubjectReport) -> str:
    broken = any(not document.judgeable for document in one.subject.parts.values())
    return "a document is broken" if broken else "not all that it has is known"


def _fact(name: str, *value: Child) -> Markup:
    return el("div", el("dt", name), el("dd", *value))
