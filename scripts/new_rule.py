"""Write a new rule with its test and its page: `new_rule.py CATEGORY ID "Title"`.

The new rule is complete: it reports a statement whose Sid is the rule's id, which no real policy has.
Replace its condition, texts, examples and tests with your own.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from mfagate.suite.rule_catalogue import all_rules

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "rego" / "mfa" / "rules"
CHECK = (
    "{python} scripts/make_rule_docs.py && "
    '{python} -m pytest tests/rules tests/rego -k "{name} or policies or docs or finds_nothing"'
)
USAGE = 'usage: new_rule.py CATEGORY ID "Title"'
RULE = """\
package mfa.rules.{category}

import data.mfa.rules.lib

# METADATA
# title: {title}
# description: >-
#   Says what goes wrong and why, in short sentences. This rule reports a statement whose Sid is {sid}.
# custom:
#   id: {id}
#   severity: warning
#   remedy: >-
#     Replace the Sid of the statement.
#   sources:
#     - "IAM JSON policy elements: Sid"
findings contains found if {{
	some statement in lib.own_statements
	sid := statement.value.Sid
	sid == "{sid}"
	found := lib.document_finding(
		"{id}", statement.where, ["Sid"],
		sprintf("the Sid of this statement is %s", [sid]), {{"sid": sid}},
	)
}}
"""
EXAMPLE = """
# The examples on docs/rules/{id}.md.
examples contains {{
	"rule": "{id}",
	"avoid": {{"Sid": "{sid}", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}},
	"prefer": {{"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}},
}}
"""
TEST = """\
package mfa.rules.{category}_test

import data.mfa.rules.lib.testing_test as testing
{example}
test_{name}_finds_sid if {{
	policy := testing.identity([object.union(testing.allow_all, {{"Sid": "{sid}"}})])
	testing.reports("{id}", policy, {{{{
		"rule": "{id}",
		"message": "the Sid of this statement is {sid}",
		"at": testing.at(0, ["Sid"]),
		"evidence": {{"sid": "{sid}"}},
	}}}})
}}

test_{name}_ignores_other_sids if testing.ignores(
	"{id}",
	testing.identity([object.union(testing.allow_all, {{"Sid": "Other"}})]),
)
"""


def categories() -> list[str]:
    """Return the folders that hold rules."""
    return sorted(path.name for path in RULES.iterdir() if path.is_dir() and path.name != "lib")


def problem(category: str, identifier: str, title: str) -> str:
    """Return what is wrong with the arguments, or nothing."""
    if category not in categories():
        return f"there is no category {category}; expected one of {', '.join(categories())}"
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", identifier) or len(identifier) > 40:
        return f"{identifier} cannot be a rule id; expected lower-case words with -, such as deny-bool-false"
    if identifier in all_rules():
        return f"the rule {identifier} exists already; choose another id"
    if not re.fullmatch(r"[A-Za-z][^\n:#\"]{3,90}[^\n:#\".]", title):
        return "the title must be one short line without a full stop, a colon, a quote or #"
    return ""


def write(category: str, identifier: str, title: str) -> list[Path]:
    """Write the rule and its test; return their paths."""
    name = identifier.replace("-", "_")
    sid = "".join(word.capitalize() for word in identifier.split("-"))
    words = {"category": category, "id": identifier, "name": name, "title": title, "sid": sid}
    # Pages of posture rules have no examples: such a rule judges a cell of the posture, not a statement.
    words["example"] = "" if category == "posture" else EXAMPLE.format(**words)
    texts = {f"{name}.rego": RULE.format(**words), f"{name}_test.rego": TEST.format(**words)}
    for file, text in texts.items():
        (RULES / category / file).write_text(text, encoding="utf-8")
    return [RULES / category / file for file in texts]


def interpreter() -> str:
    """Return the Python that runs this script, as a command: below the checkout as CONTRIBUTING.md has it."""
    path = Path(sys.executable)
    return shlex.quote(str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path))


def main(arguments: list[str]) -> int:
    """Write the files of a rule, and say what to edit and how to check it."""
    if len(arguments) != 3:
        sys.stderr.write(f"{USAGE}\n")
        return 2
    if fault := problem(*arguments):
        sys.stderr.write(f"new_rule.py: {fault}\n{USAGE}\n")
        return 2
    rule, test = (path.relative_to(ROOT) for path in write(*arguments))
    docs = [sys.executable, str(ROOT / "scripts" / "make_rule_docs.py")]
    subprocess.run(docs, check=True)  # noqa: S603 - a script of this repository
    sys.stdout.write(
        f"Edit {rule}: its METADATA and its condition\n"
        f"Edit {test}: its examples and tests\n"
        f"Made docs/rules/{arguments[1]}.md from both; add a line to CHANGELOG.md\n"
        f"Check with: {CHECK.format(python=interpreter(), name=rule.stem)}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
