"""The page: its template, and what the template is given."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from mfagate import __version__
from mfagate.reports._posture_table import cells, columns, row_label, rows
from mfagate.reports.html._files import Files
from mfagate.reports.html._findings import finding_views, scenario_views
from mfagate.reports.html._hijack import hijack_view
from mfagate.reports.html._panels import panels
from mfagate.reports.phrases import count, counts, not_applicable, profile_label, visible
from mfagate.suite.rule_metadata import SEVERITIES
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from mfagate.findings.report import Report, SubjectReport


def as_html(report: Report) -> str:
    """Return the report as one page of HTML that loads nothing and runs nothing."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2, which no other report needs

    sheet = (files("mfagate") / "reports" / "html" / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    sources = Files(report)
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            counts=counts(report),
            engine=report.engine.label,
            version=__version__,
            sheet=Markup(sheet),  # noqa: S704 - ours, and no text
            digest=digest,
            rows=rows(),
            columns=columns(),
            titles={name: one["title"] for name, one in shipped_suite()[1]["mfa"]["credentials"].items()},
            subjects=[
                _subject(report, one, f"s{number}", sources) for number, one in enumerate(report.subjects, 1)
            ],
            others=finding_views(report, report.others, sources),
            files=sources.views(),
        )
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return what reads the templates. It escapes every value, and shows what could not be seen."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only this report needs it
    from markupsafe import Markup  # noqa: PLC0415

    def shown(value: object) -> object:
        return value if isinstance(value, Markup) else visible(str(value))

    environment = Environment(
        loader=PackageLoader("mfagate.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {"count": count, "row_label": row_label}
    environment.filters.update(filters)
    return environment


def _subject(report: Report, one: SubjectReport, key: str, sources: Files) -> dict[str, Any]:
    judged = one.report
    rules = [finding for finding in one.findings if finding.rule != "scenario"]
    return {
        "key": key,
        "name": one.subject.name,
        "subject": one.subject,
        "profile": profile_label(one),
        "judged": judged,
        "not_judged": None if judged else _why_not(one),
        "enrollment": judged["enrolment"] if judged else "",
        "tally": _tally(one),
        "files": sources.of(one),
        "posture": {column: list(cells(report, one, column)) for column in columns()} if judged else {},
        "panels": panels(report, one) if judged else [],
        "findings": finding_views(report, rules, sources, one, key),
        "scenarios": {"passed": one.passed, "compared": one.compared, "other": not_applicable(one)},
        "not_applicable": one.not_applicable,
        "failed": scenario_views(one, sources),
        "hijack": hijack_view(judged["hijack"]) if judged else {},
    }


def _tally(one: SubjectReport) -> str:
    """Count the findings that count, by severity, and those that are accepted."""
    counted = [finding.severity for finding in one.findings if finding.waived is None]
    parts = [count(counted.count(name), name) for name in SEVERITIES if name in counted]
    accepted = len(one.findings) - len(counted)
    return ", ".join([*parts, *([f"{accepted} accepted"] if accepted else [])]) or "no findings"


def _why_not(one: SubjectReport) -> str:
    broken = any(not document.judgeable for document in one.subject.parts.values())
    return "a document is broken" if broken else "some of its values are unknown"
