"""`extends`: what comes from another config, what gives way, and what is locked."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mfagate.exceptions import ConfigError
from mfagate.suite.shipped import shipped_scenarios
from mfagate.suppressions import load_waivers
from support.configs import ALLOW, loaded, refused, write

PLATFORM = """\
version: 1
engine: binary
profile: acme
account: "111122223333"
scenarios: [scenarios, "shipped:console"]
rules: [rules]
assumptions: {colon-crossing: never, ecr-via-aws-service: direct}
account_facts: {role: deployer, group: everyone}
profiles:
  acme: {extends: console-only}
exempt: {add: ["iam:GetAccountSummary"]}
subjects:
  - name: platform
    files: [guard.json]
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "team"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write({"a.json": ALLOW, "../platform/guard.json": ALLOW, "../platform/mfagate.yaml": PLATFORM})


def platform(text: str) -> None:
    """Have the platform's config say this too."""
    write({"../platform/mfagate.yaml": PLATFORM + text})


TEAM = "version: 1\nextends: ../platform/mfagate.yaml\n"


def test_what_a_team_does_not_say_is_the_platforms() -> None:
    """All but its subjects; paths stay relative to the file that has them."""
    config = loaded(TEAM)
    base = Path("../platform")

    assert config.path == Path.cwd() / "mfagate.yaml"
    assert (config.engine, config.profile, config.account) == ("binary", "acme", "111122223333")
    assert [path.resolve() for path in config.scenarios] == [
        (base / "scenarios").resolve(),
        (shipped_scenarios() / "console.yaml").resolve(),
    ]
    assert [path.resolve() for path in config.rules] == [(base / "rules").resolve()]
    assert config.assumptions == {"colon-crossing": "never", "ecr-via-aws-service": "direct"}
    assert config.account_facts == {"role": "deployer", "group": "everyone"}
    assert config.profiles.keys() == {"acme"}
    assert (config.exempt or ())[-1] == "iam:GetAccountSummary"
    assert config.subjects == ()


def test_lists_go_on_and_everything_else_gives_way_to_the_teams() -> None:
    """The team's own word is the last, where nothing is locked."""
    config = loaded(
        TEAM
        + """\
engine: embedded
profile: team
account: "444455556666"
scenarios: [own]
rules: [own-rules]
assumptions: {colon-crossing: always}
account_facts: {group: admins}
profiles:
  team: {extends: acme, rows: {federated: {services: blocked}}}
exempt: {remove: ["iam:GetAccountSummary"]}
subjects:
  - name: one
    files: [a.json]
"""
    )

    assert (config.engine, config.profile, config.account) == ("embedded", "team", "444455556666")
    assert [path.name for path in config.scenarios] == ["scenarios", "console.yaml", "own"]
    assert [path.name for path in config.rules] == ["rules", "own-rules"]
    assert config.assumptions == {"colon-crossing": "always", "ecr-via-aws-service": "direct"}
    assert config.account_facts == {"role": "deployer", "group": "admins"}
    assert config.profiles["team"]["extends"] == ["acme", "console-only"]
    assert "iam:GetAccountSummary" not in (config.exempt or ())
    (subject,) = config.subjects
    assert (subject.name, subject.profile, subject.account) == ("one", "team", "444455556666")
    assert subject.account_facts == {"role": "deployer", "group": "admins"}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a package that is installed, and breaks whoever imports it."""
    folder = tmp_path / "site/acme_mfa_suite"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise SystemExit('imported')\n", encoding="utf-8")
    (folder / "mfagate.yaml").write_text("version: 1\nprofile: strict\nrules: [rules]\n", encoding="utf-8")
    (tmp_path / "site/acme_mfa_module.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return folder


def test_a_package_is_found_and_not_imported(package: Path) -> None:
    """Its config is data beside its code; none of the code runs."""
    config = loaded("version: 1\nextends: acme_mfa_suite\n")

    assert (config.profile, config.rules) == ("strict", (package / "rules",))
    assert "acme_mfa_suite" not in sys.modules


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(
    ("named", "message"),
    [
        (
            "acme_mfa_sweet",
            "there is no package acme_mfa_sweet here; install it in mfagate's environment (pip install …), "
            "or write a path with a / in it",
        ),
        (
            "acme_mfa_module",
            "the package acme_mfa_module contains no mfagate.yaml; expected it next to its __init__.py, "
            "as package data",
        ),
        (
            "acme-mfa.suite",
            "acme-mfa.suite is neither a package nor a path; expected the name of an installed package, "
            "or a path such as ../platform/mfagate.yaml",
        ),
        (
            "./no.yaml",
            "./no.yaml: no such config file; fix the path, which is relative to this file",
        ),
        ("./mfagate.yaml", "the configs extend each other in a circle; delete one extends"),
    ],
)
def test_what_cannot_be_extended_is_refused(named: str, message: str) -> None:
    """With the place of extends, and what to do."""
    assert refused(f"version: 1\nextends: {named}\n") == f"mfagate.yaml:2:10: {message}"


def test_a_chain_ends_somewhere() -> None:
    """A config may go on from one that goes on from another, but not for ever."""
    write({f"c{n}.yaml": f"version: 1\nextends: ./c{n + 1}.yaml\n" for n in range(20)})

    assert refused("version: 1\nextends: ./c0.yaml\n") == (
        "c6.yaml:2:10: more than 8 configs in a chain; delete one extends"
    )


def test_what_is_wrong_in_another_config_is_reported_with_its_name() -> None:
    """A team sees that the mistake is not its own."""
    platform("user: 5\n")
    folder = Path.cwd().parent / "platform"

    assert refused(TEAM) == f"{folder}/mfagate.yaml:15:7: $.user: 5 is not a string"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("assumptions", "{colon-crossing: never}"),
        ("profiles", "{x: {extends: strict}}"),
        ("rules", "[own]"),
        ("exempt", "[]"),
        ("profile", "strict"),
        ("scenarios", "[own]"),
        ("account_facts", "{role: x}"),
        ("waivers", "waivers.yaml"),
        ("baseline", "baseline.json"),
        ("not_waivable", "[structure]"),
        ("waiver_max_days", "9"),
    ],
)
def test_what_is_locked_cannot_be_said_again(key: str, value: str) -> None:
    """Whatever it says: the key itself is refused, and other keys are not."""
    platform(f"locked: [{key}]\n")

    message = refused(f"{TEAM}{key}: {value}\n")

    assert message.startswith(f"mfagate.yaml:3:1: {key} is locked by ")
    assert message.endswith("platform/mfagate.yaml; delete it here")
    assert loaded(TEAM + "user: carol\n").user == "carol"


def test_a_lock_holds_for_subjects_and_the_command_line() -> None:
    """A profile that is locked is every subject's, and `--profile` cannot change it."""
    platform("locked: [profile, account_facts]\n")
    subject = TEAM + "subjects:\n  - name: one\n    files: [a.json]\n"

    assert refused(subject + "    profile: strict\n").startswith("mfagate.yaml:6:5: profile is locked by ")
    assert refused(subject + "    account_facts: {role: x}\n").startswith(
        "mfagate.yaml:6:5: account_facts is locked by "
    )
    assert refused(subject, profile="strict").endswith("mfagate.yaml; leave out --profile strict")
    assert loaded(subject, profile="acme").subjects[0].profile == "acme"


def test_whoever_locks_may_set_it() -> None:
    """A lock is for those who extend, not for the file that has it."""
    platform("locked: [profiles, exempt, rules, assumptions]\n")

    assert loaded(TEAM).locked.keys() == {"profiles", "exempt", "rules", "assumptions"}


def test_what_the_platform_does_not_let_be_waived_holds_for_teams() -> None:
    """Both lists count, and of two limits the shorter; the platform's waivers are not the team's."""
    platform("not_waivable: [hijack-path]\nwaiver_max_days: 10\n")
    config = loaded(TEAM + "not_waivable: [api-key-allowed]\nwaiver_max_days: 90\n")

    found = load_waivers(replace(config, rules=()), dt.date(2026, 1, 1))
    assert {"hijack-path", "api-key-allowed"} <= found.not_waivable
    assert found.listed == ()

    said = "rule: api-key-blocked, subject: x, reason: Soon gone., owner: me@example.com, expires: 2026-01-12"
    waiver = f"waivers:\n  - {{{said}}}\n"
    late = loaded(TEAM + "waiver_max_days: 90\n" + waiver)
    with pytest.raises(ConfigError, match="10 days"):
        load_waivers(replace(late, rules=()), dt.date(2026, 1, 1))
    load_waivers(replace(late, rules=()), dt.date(2026, 1, 2))
