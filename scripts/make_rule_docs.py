"""Write `docs/rules/`, a page a rule and a list of all, from the METADATA; `--check` only compares.

Do not edit the pages: change the METADATA of the rule, or, for findings that Python makes, the entry in
`src/mfagate/suite/rule_catalogue.py`, and run this again.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.suite.rule_catalogue import REPORTED
from mfagate.suite.rule_metadata import rule_metadata
from mfagate.suite.suite import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PYTHON = "src/mfagate/suite/rule_catalogue.py"
ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "rules"
SEVERITIES = {
    "error": "the requirement is broken, somebody is locked out, or there is something to exploit",
    "warning": "probably a mistake",
    "note": "a trade-off, or something to know",
}


def pages() -> dict[str, str]:
    """Return the text of every page by its file name."""
    rules = dict(sorted(_rules()))
    made = {f"{identifier}.md": _page(rule) for identifier, rule in rules.items()}
    return {"README.md": _overview(rules), **made}


def main(arguments: list[str]) -> int:
    """Write the pages and remove what is none any more; return 1 when `--check` finds a difference."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in TARGET.glob("*.md")}
    if "--check" in arguments:
        stale = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
        sys.stdout.writelines(f"docs/rules/{name} is not up to date\n" for name in stale)
        return 1 if stale else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in {*there} - {*wanted}:
        (TARGET / name).unlink()
    for name, text in wanted.items():
        (TARGET / name).write_text(text, encoding="utf-8")
    return 0


def _rules() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each rule by its id, with the module that it stands in."""
    for module, text in shipped_suite()[0].items():
        for identifier, rule in rule_metadata({module: text}).items():
            yield identifier, {**rule, "module": module}
    for one in REPORTED:
        yield one["id"], dict(one)


def _page(rule: Mapping[str, Any]) -> str:
    parts = [
        f"# {rule['id']}",
        f"**{_plain(rule['title'])}**",
        f"Severity: {rule['severity']} ({SEVERITIES[rule['severity']]}).{_no_waiver(rule)}",
        "## Why",
        _plain(rule["description"]),
        "## What to do",
        _plain(rule["remedy"]),
        "## Sources",
        "\n".join(f"* {_linked(source)}" for source in rule["sources"]),
        "---",
        _made_from(rule),
    ]
    return "\n\n".join(parts) + "\n"


def _linked(source: str) -> str:
    """Return a source, as a link where it is a page of ours."""
    return f"[{source}](../{source.removeprefix('docs/')})" if source.startswith("docs/") else source


def _made_from(rule: Mapping[str, Any]) -> str:
    if "module" not in rule:
        return f"No rule of Rego finds this. Made from [{PYTHON}](../../{PYTHON})."
    module = f"rego/{rule['module']}"
    test = module.replace(".rego", "_test.rego")
    return f"Made from [{module}](../../{module}); its tests are in [{Path(test).name}](../../{test})."


def _no_waiver(rule: Mapping[str, Any]) -> str:
    return "" if rule["waivable"] else " It cannot be [waived](../how-to/waivers.md)."


def _plain(text: str) -> str:
    """Return a text in which Markdown reads no emphasis and no tags."""
    return text.replace("*", "\\*").replace("<", "\\<")


def _overview(rules: Mapping[str, Mapping[str, Any]]) -> str:
    lines = [
        "# Rules",
        "",
        "All that `mfagate check` can find; `mfagate explain RULE` prints it too.",
        "`scripts/make_rule_docs.py` makes these pages from the METADATA of the rules, and from",
        "`src/mfagate/suite/rule_catalogue.py` for what no rule of Rego finds.",
        "",
    ]
    for severity, meaning in SEVERITIES.items():
        found = [rule for rule in rules.values() if rule["severity"] == severity]
        lines += [f"## {severity.capitalize()}s: {meaning}", "", "| rule | what it says |", "|---|---|"]
        lines += [f"| [{rule['id']}]({rule['id']}.md) | {_plain(rule['title'])} |" for rule in found]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
