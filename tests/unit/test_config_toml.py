"""`[tool.mfagate]` has every key of mfagate.yaml, and each mistake in it is told at its line."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from mfagate.config import load_config
from mfagate.exceptions import ConfigError
from mfagate.suppressions import load_waivers, today

from .configs import ALLOW, write

TOML = '''\
[project]
description = """
[tool.mfagate]
version = 7
engine = "none"
"""

[tool.mfagate] # the config
version = 1
extends = "./platform.yaml"
engine = "embedded"
profile = "acme"
account = "111122223333"
user = "alice"
scenarios = [
    "shipped:console",  # [tool.mfagate]
    "scenarios",
]
rules = ["rules"]
inputs = [
    "account.json"
]
assumptions = {colon-crossing = "never"}
account_facts."device-rule" = "on"
not_waivable = ["hijack-path"]
waiver_max_days = 30
baseline = "b.json"
locked = ["engine"]
exempt.add = ["iam:GetAccountSummary"]

[tool.mfagate.parameters]
Stage = "live"

[tool.mfagate.profiles.acme]
extends = "console-only"
rows.role-session = {identity = "guarded"}

[[tool.mfagate.subjects]]
name = "users/{stem}"
each = "users/*.json"
together_with = ["guard.json"]

[[tool.mfagate.subjects]]
name = "b"
files = ["guard.json"]
scp = [
    ["guard.json"]
]
assume = "nothing"

[[tool.mfagate.waivers]]
rule = "api-key-allowed"
subject = "b"
reason = "r"
owner = "o"
expires = 2026-07-31
'''
OWN_RULES = Path(__file__).parents[2] / "examples/own-rule/rules"
DETAILS: dict[str, list[str]] = {
    "UserDetailList": [],
    "GroupDetailList": [],
    "RoleDetailList": [],
    "Policies": [],
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MFAGATE_TODAY", "2026-07-15")
    write({"guard.json": ALLOW, "users/ann.json": ALLOW, "account.json": json.dumps(DETAILS)})
    write({"platform.yaml": "version: 1\n", "scenarios/README": ""})
    shutil.copytree(OWN_RULES, "rules")


def refused(text: str) -> str:
    """Return what is said of a pyproject.toml."""
    write({"pyproject.toml": text})
    with pytest.raises(ConfigError) as raised:
        load_waivers(load_config(Path("pyproject.toml")), today())
    return str(raised.value)


def test_every_key_can_stand_in_a_table() -> None:
    """All of the schema, with a date as TOML writes one; a text that looks like a table is none."""
    write({"pyproject.toml": TOML})
    config = load_config(Path("pyproject.toml"))
    schema = json.loads((files("mfagate") / "schemas" / "config.json").read_text(encoding="utf-8"))
    assert config.located is not None

    assert config.located.value.keys() == schema["properties"].keys()
    assert [one.name for one in config.subjects] == ["users/ann", "b"]
    assert (config.engine, config.profile, config.account_facts) == (
        "embedded",
        "acme",
        {"device-rule": "on"},
    )
    (waiver,) = load_waivers(config, today()).listed
    assert waiver.expires.isoformat() == "2026-07-31"


def line_of(start: str) -> int:
    """Return the line of the example that begins so, outside the text of the description."""
    lines = TOML.splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start) and number > 6)


@pytest.mark.parametrize(
    ("old", "new", "start", "message"),
    [
        ('engine = "embedded"', "enigne = 1", "engine", ":1: $: unknown key enigne; did you mean engine?"),
        ('"embedded"', '"embeded"', "engine", ":10: $.engine: unknown value embeded; did you mean embedded?"),
        ("exempt.add", "exempt.ad", "exempt", ":1: $.exempt: unknown key ad; did you mean add?"),
        (
            '"guarded"}',
            '"gaurded"}',
            "rows.role",
            ':21: $.profiles.acme.rows["role-session"].identity: '
            "unknown value gaurded; did you mean guarded?",
        ),
        (
            "rows.role-session",
            "rows.role-sesion",
            "rows.role",
            ":1: $.profiles.acme.rows: unknown key role-sesion; did you mean role-session?",
        ),
        (
            "assume = ",
            "asume = ",
            "assume",
            ":1: $.subjects[1]: unknown key asume; did you mean assume?",
        ),
        ("2026-07-31", "2026-09-31", "expires", None),
        (
            "2026-07-31",
            "2026-12-31",
            "expires",
            ":11: $.waivers[0].expires: 2026-12-31 is too far away: "
            "waiver_max_days allows 30 days from 2026-07-15",
        ),
        (
            "2026-07-31",
            "2026-07-31T00:00:00",
            "expires",
            ":11: $.waivers[0].expires: 2026-07-31 00:00:00 is a time; put it in quotes",
        ),
        ('"111122223333"', '"1"', "account", ':11: $.account: "1" is not an account number, of 12 digits'),
        (
            "users/*.json",
            "uesrs/*.json",
            "each",
            ":8: uesrs/*.json matches no file; mend the pattern, relative to this file",
        ),
        ('"shipped:console"', '"shipped:consol"', "scenarios", None),
        ('"hijack-path"', '"hijak-path"', "not_waivable", None),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, start: str, message: str | None) -> None:
    """Also after lists of several lines, with dotted keys and in lists of tables."""
    said = refused(TOML.replace(old, new))

    assert said.startswith(f"pyproject.toml:{line_of(start)}:")
    assert message is None or said == f"pyproject.toml:{line_of(start)}{message}"


def test_the_version_is_told_where_it_stands_and_not_in_a_text() -> None:
    """The description has a line that looks just like it."""
    assert (
        refused(TOML.replace("version = 1\n", "version = 2\n"))
        == "pyproject.toml:9:11: $.version: 1 was expected"
    )
