"""Write `docs/rules/`, a page a rule and a list of all, from the METADATA; `--check` only compares.

Do not edit the pages: change the METADATA of the rule and the examples in its test, or the entry in
`rego/mfa/rules/data.yaml` of a finding that Python makes, and run this again.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.suite.rule_catalogue import all_rules
from mfagate.suite.rule_metadata import rule_metadata
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.parsing import Json

OUTSIDE_REGO = "rego/mfa/rules/data.yaml"
EXAMPLE = re.compile(r"^examples contains (\{\n.*?^\})$", re.MULTILINE | re.DOTALL)
ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "rules"
SEVERITIES = {
    "error": "a requirement is violated, users are locked out, or an attacker gets in",
    "warning": "probably a mistake",
    "note": "a trade-off, or good to know",
}


def pages() -> dict[str, str]:
    """Return the text of every page by its file name."""
    rules = dict(sorted(_rules()))
    made = {f"{identifier}.md": _page(rule) for identifier, rule in rules.items()}
    return {"README.md": _overview(rules), **made}


def main(arguments: list[str]) -> int:
    """Write the pages and remove stale ones; return 1 when `--check` finds a difference."""
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
    """Give each rule by its id, with its module if it has one."""
    modules = {
        identifier: module
        for module, text in shipped_suite()[0].items()
        for identifier in rule_metadata({module: text})
    }
    for identifier, rule in all_rules().items():
        yield identifier, {**rule, "module": modules.get(identifier)}


def _page(rule: Mapping[str, Any]) -> str:
    parts = [
        f"# {rule['id']}",
        f"**{_plain(rule['title'])}**",
        f"Severity: {rule['severity']} ({SEVERITIES[rule['severity']]}).{_no_waiver(rule)}",
        "## Why",
        _plain(rule["description"]),
        "## What to do",
        _plain(rule["remedy"]),
        *_examples(rule),
        "## Sources",
        "\n".join(f"* {_linked(source)}" for source in rule["sources"]),
        "---",
        _made_from(rule),
    ]
    return "\n\n".join(parts) + "\n"


def _examples(rule: Mapping[str, Any]) -> list[str]:
    """Return what to avoid and what to prefer, as the example in the rule's test has it."""
    path = ROOT / "rego" / str(rule["module"]).replace(".rego", "_test.rego")
    match = EXAMPLE.search(path.read_text(encoding="utf-8")) if rule["module"] else None
    if match is None:
        return []
    example = json.loads(
        re.sub(r",(\s*[}\]])", r"\1", match[1])
    )  # Rego allows a comma at the end, JSON does not
    parts: list[str] = []
    for member in ("avoid", "prefer"):
        parts += [f"## {member.capitalize()}", f"```json\n{_json(example[member])}\n```"]
    return parts


def _json(value: Json, indent: str = "") -> str:
    """Return JSON with a member a line, and what fits on a line on one."""
    flat = json.dumps(value)
    if not isinstance(value, dict | list) or (len(flat) < 80 and "Effect" not in flat):
        return flat
    deeper = f"{indent}  "
    if isinstance(value, list):
        rows, brackets = [_json(one, deeper) for one in value], "[]"
    else:
        rows, brackets = [f"{json.dumps(key)}: {_json(one, deeper)}" for key, one in value.items()], "{}"
    inside = ",\n".join(f"{deeper}{row}" for row in rows)
    return f"{brackets[0]}\n{inside}\n{indent}{brackets[1]}"


def _linked(source: str) -> str:
    """Return a source, as a link where it is a page of ours."""
    return f"[{source}](../{source.removeprefix('docs/')})" if source.startswith("docs/") else source


def _made_from(rule: Mapping[str, Any]) -> str:
    if not rule["module"]:
        return f"Python makes this finding. Its texts are in [{OUTSIDE_REGO}](../../{OUTSIDE_REGO})."
    module = f"rego/{rule['module']}"
    test = module.replace(".rego", "_test.rego")
    return f"Made from [{module}](../../{module}); its tests are in [{Path(test).name}](../../{test})."


def _category(rule: Mapping[str, Any]) -> str:
    return Path(rule["module"]).parent.name if rule["module"] else "other checks"


def _no_waiver(rule: Mapping[str, Any]) -> str:
    return "" if rule["waivable"] else " It cannot be [waived](../how-to/waivers.md)."


def _plain(text: str) -> str:
    """Return a text in which Markdown reads no emphasis and no tags."""
    return text.replace("*", "\\*").replace("<", "\\<")


def _overview(rules: Mapping[str, Mapping[str, Any]]) -> str:
    lines = [
        "# Rules",
        "",
        "Everything that `mfagate check` can report. `mfagate explain RULE` prints the same text.",
        "`scripts/make_rule_docs.py` makes these pages from the METADATA of the rules, and from",
        f"`{OUTSIDE_REGO}` for the findings of other checks.",
        "",
    ]
    for severity, meaning in SEVERITIES.items():
        found = [rule for rule in rules.values() if rule["severity"] == severity]
        lines += [
            f"## {severity.capitalize()}s: {meaning}",
            "",
            "| rule | category | finding |",
            "|---|---|---|",
        ]
        lines += [
            f"| [{rule['id']}]({rule['id']}.md) | {_category(rule)} | {_plain(rule['title'])} |"
            for rule in found
        ]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
