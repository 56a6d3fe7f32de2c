"""The pages of facts about AWS say what the data says that the rules read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
EXPLANATION = ROOT / "docs" / "explanation"
VIA = "aws:ViaAWSService"


def credentials() -> dict[str, Any]:
    """Return the credentials that ship."""
    text = (ROOT / "rego" / "mfa" / "credentials" / "data.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def value(name: str, default: str, variant: dict[str, Any]) -> str:
    """Return a variant as the table shows it: flag, `aws:ViaAWSService` where it is open, confidence."""
    flag = variant["context"].get("aws:MultiFactorAuthPresent", "absent")
    via = f" with `{VIA}` {variant['context'][VIA]}" if VIA in variant["context"] else ""
    shown = f"**{flag}**" if name == default else flag
    return f"{shown}{via} ({variant['confidence']})"


def row(identifier: str, entry: dict[str, Any]) -> str:
    """Return the line of a credential in the table: values with the default in bold, and sources."""
    variants = sorted(entry["variants"].items(), key=lambda one: one[0] != entry["default"])
    values = "; ".join(value(name, entry["default"], one) for name, one in variants)
    sources = dict.fromkeys(source for _, one in variants for source in one["sources"])
    return f"| {entry['row']} | `{identifier}` | {entry['title']} | {values} | {'; '.join(sources)} |"


def test_the_table_by_credential_is_the_data() -> None:
    """Row, id, title, values, confidence and sources of every credential, in the order of the data."""
    text = (EXPLANATION / "mfa-flag-by-credential.md").read_text(encoding="utf-8")
    table = [line for line in text.splitlines() if re.match(r"\| \d+ \| `[a-z-]+` \|", line)]

    assert table == [row(identifier, entry) for identifier, entry in credentials().items()]


def test_every_open_point_on_a_credential_is_listed() -> None:
    """The assumptions of the data and those in the list of open points are the same."""
    text = (EXPLANATION / "open-points.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z-]+-(?:flag|service))` \|", text, re.MULTILINE))
    named = {
        variant["assumption"]
        for entry in credentials().values()
        for variant in entry["variants"].values()
        if "assumption" in variant
    }

    assert listed == named


def test_every_open_point_on_evaluation_is_listed_with_its_default_and_values() -> None:
    """The options of `data.iam.assumptions` and those of the page are the same."""
    rego = (ROOT / "rego" / "iam" / "assumptions" / "assumptions.rego").read_text(encoding="utf-8")
    options = {
        name: (default, set(re.findall(r'"([^"]+)"', values)) - {default})
        for name, default, values in re.findall(
            r'^\t"([a-z-]+)": \{\n\t\t"default": "([^"]+)",\n\t\t"values": \[([^\]]+)\]', rego, re.MULTILINE
        )
    }
    text = (EXPLANATION / "open-points.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| `([a-z-]+)` \| ([^|]+) \|", text, re.MULTILINE)
    listed = {name: (default, set(re.findall(r"`([^`]+)`", others))) for name, default, others in rows}

    assert options
    assert {name: listed.get(name) for name in options} == options
