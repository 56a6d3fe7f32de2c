"""The hijack search finds the moves and paths of docs/explanation/attack-paths.md."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from mfagate.config import load_config
from mfagate.engines import open_engine
from mfagate.suite.suite import load_suite
from support.availability import COMPARED, needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine
    from mfagate.subjects.model import Subject

Json: TypeAlias = Any  # whatever JSON can say

ROOT = Path(__file__).parents[2]

# The columns of the table, and the subjects of mfagate.yaml that have the shape.
SHAPES = {
    "N1": ["notaction-iam", "boolifexists"],
    "N2": ["bool", "narrower"],
    "S": ["self-manage"],
    "B": ["support-article"],
    "L": ["naive"],
}

# Whether the calls of a move are let through, by row of the table. Where a row has several moves,
# or to another caller than the key, there is a line for each; see docs/explanation/attack-paths.md.
TABLE = """
row move                           caller               N1   N2   S    B    L
1   call-services                  api-key              stop open stop open stop
2   create-key-of-another          api-key              open open stop open stop
3   create-key                     api-key              open open stop open stop
3   reactivate-key                 api-key              open open stop open stop
3   use-new-key                    api-key              stop open stop open stop
4   set-password                   api-key              open open stop open stop
5   set-password-of-another        api-key              open open stop open stop
6   change-password                console-without-mfa  open open stop stop stop
7   remove-device                  api-key              open open stop open stop
7   remove-device                  console-without-mfa  open open stop stop stop
7   free-device-name               api-key              open open stop open stop
7   remove-device-of-another       api-key              open open stop open stop
8   enrol-device                   api-key              open open open open stop
8   enrol-device                   console-without-mfa  open open open open stop
8   enrol-device-by-name           api-key              open open open open stop
8   enrol-second-device            api-key              open open open open stop
8   enrol-security-key             console-without-mfa  open open open open stop
8   session-by-own-device          api-key              stop open open open open
9   use-mfa-session                session-with-mfa     open open open open open
9   use-mfa-session                console-with-mfa     open open open open open
10  remove-guard                   api-key              open open stop open stop
10  overwrite-guard                api-key              open open stop open stop
11  grant-administrator            api-key              open open stop open stop
12  create-administrator           api-key              open open stop open stop
12  create-administrator-with-password api-key          open open stop open stop
12  make-another-administrator     api-key              open open stop open stop
12  create-administrators-role     api-key              open open stop open stop
12  use-new-administrator          new-user-key         open open open open open
13  assume-open-role               api-key              stop open stop open stop
14  assume-mfa-role                api-key              open open open open open
15  edit-trust                     api-key              open open stop open stop
15  federate-role                  api-key              open open stop open stop
15  replace-provider               api-key              open open stop open stop
15  write-role                     api-key              open open stop open stop
16  pass-role                      api-key              stop open stop open stop
16  fill-instance-profile          api-key              stop open stop open stop
17  get-federation-token           api-key              stop open stop open stop
18  create-service-credential      api-key              open open stop open stop
19  upload-certificate             api-key              open open stop open stop
20  pull-images                    api-key              stop stop stop stop stop
21  forwarded-call                 api-key              stop stop stop open stop
21  forwarded-administrator        api-key              stop open stop open stop
22  resync-device                  api-key              open open open open stop
23  register-sms-device            api-key              open open stop open stop
24  remove-boundary                api-key              open open stop open stop
24  weaken-password-policy         api-key              open open stop open stop
"""

ENROLLING = ["CreateVirtualMFADevice", "EnableMFADevice"]

_HEAD, *_LINES = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (int(line[0]), line[1], line[2], shape, state)
    for line in _LINES
    for shape, state in zip(_HEAD[3:], line[3:], strict=True)
]


@pytest.fixture(scope="module", params=COMPARED)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give an engine that holds all the rules."""
    with open_engine(request.param) as engine:
        load_suite(engine)
        yield engine


@pytest.fixture(scope="module")
def subjects() -> dict[str, Subject]:
    """Give the subjects of this repository's own config."""
    return {subject.name: subject for subject in load_config(ROOT / "mfagate.yaml").subjects}


class Searches:
    """The answers of one engine, each asked for once."""

    def __init__(self, engine: Engine, subjects: dict[str, Subject]) -> None:
        """Take what is asked, and of what."""
        self._engine = engine
        self._subjects = subjects
        self._known: dict[str, Any] = {}

    def ask(self, rule: str, name: str, **more: dict[str, str]) -> Json:
        """Return what a rule of the package says of a subject."""
        key = repr((rule, name, sorted(more.items())))
        if key not in self._known:
            question = {"subject": self._subjects[name].as_input(), "assumptions": {}, **more}
            self._known[key] = self._engine.query(f"mfa/hijack/{rule}", question)
        return self._known[key]

    def search(self, name: str, **facts: str) -> Json:
        """Return the search of a subject under these facts about the account."""
        chosen = {key.replace("_", "-"): value for key, value in facts.items()}
        return self.ask("search", name, account_facts=chosen)


@pytest.fixture(scope="module")
def searches(engine: Engine, subjects: dict[str, Subject]) -> Searches:
    """Give the searches of all subjects."""
    return Searches(engine, subjects)


def _actions(path: dict[str, Any]) -> list[str]:
    return [step["action"].split(":")[1] for step in path["steps"]]


def _paths(found: list[dict[str, Any]]) -> dict[tuple[str, str], list[str]]:
    return {(path["from"], path["to"]): _actions(path) for path in found}


def _doors(result: dict[str, Any]) -> list[tuple[str, str, dict[str, str]]]:
    return [(path["from"], path["to"], path["depends_on"]) for path in result["residual"]]


@pytest.mark.parametrize(("row", "move", "caller", "shape", "state"), CELLS)
def test_the_table_of_the_facts(
    searches: Searches, row: int, move: str, caller: str, shape: str, state: str
) -> None:
    """Each cell is as in the table, for every policy of the shape."""
    wanted = {"open": "open", "stop": "stopped"}[state]
    for name in SHAPES[shape]:
        assert searches.ask("openness", name)[move][caller] == wanted, (row, name)


def test_every_row_of_the_facts_is_in_the_table() -> None:
    """None of the 24 is left out."""
    assert {row for row, *_ in CELLS} == set(range(1, 25))


def test_the_support_article_exempts_registry_calls_by_a_service(searches: Searches) -> None:
    """Row 20, column B: open if aws:ViaAWSService is true."""
    assumed = {"ecr-via-aws-service": "via-service"}
    openness = {
        shape: searches.ask("openness", names[0], assumptions=assumed)["pull-images"]["api-key"]
        for shape, names in SHAPES.items()
    }
    assert openness == {"N1": "stopped", "N2": "stopped", "S": "stopped", "B": "open", "L": "stopped"}


@pytest.mark.parametrize("name", ["boolifexists", "notaction-iam"])
def test_with_iam_unguarded_a_key_makes_keys_resets_the_password_swaps_the_device_and_then_everything(
    searches: Searches, name: str
) -> None:
    """The seed's warning on BoolIfExists with NotAction iam:*."""
    result = searches.search(name)
    assert result["found"]
    paths = _paths(result["paths"])
    assert paths["stolen-api-key", "lasting-access"] == ["CreateAccessKey"]
    assert paths["stolen-api-key", "another-user"] == ["CreateAccessKey"]
    for goal in ("admin", "full-access", "guard-removed"):
        assert paths["stolen-api-key", goal] == ["CreatePolicyVersion"]
    session = ["UpdateLoginProfile", "AttachUserPolicy", "CreateAccessKey"]
    assert paths["stolen-api-key", "mfa-session"] == [*session, *ENROLLING]
    assert result["residual"] == [], "nothing leads further than to an administrator"


def test_with_keys_exempt_a_new_key_is_enough(searches: Searches) -> None:
    """The seed's warning on Bool."""
    for name in ("bool", "narrower", "support-article"):
        paths = _paths(searches.search(name)["paths"])
        assert paths["stolen-api-key", "full-access"] == ["CreateAccessKey"]
        assert paths["stolen-api-key", "admin"] == ["CreatePolicyVersion"]
        assert ("stolen-api-key", "services") not in paths, "the profile gives a key its services"


def test_what_the_narrower_policy_grants_is_enough_for_a_hardware_token(searches: Searches) -> None:
    """The narrower policy alone pins the name of virtual devices; only IAM's own rule stops a key."""
    alone = searches.search("narrower-alone")
    assert not alone["found"]
    without_rule = searches.search("narrower-alone", device_rule="off")
    assert without_rule["found"]
    paths = _paths(without_rule["paths"])
    assert paths["stolen-api-key", "mfa-session"] == ["EnableMFADevice", "GetSessionToken"]
    assert ("stolen-api-key", "mfa-session", {"device-rule": "off"}) in _doors(alone)


ENROLLED = [
    ("stolen-api-key", "admin", {"device-rule": "off"}),
    ("stolen-api-key", "admin", {"first-device": "attacker"}),
    ("known-password", "admin", {"first-device": "attacker"}),
]
CENTER = ("stolen-api-key", "admin", {"identity-center": "yes"})
ROLE = ("stolen-api-key", "role-session", {"open-role": "mfagate-open-role"})


@pytest.mark.parametrize(
    ("name", "doors"),
    [
        ("self-manage", ENROLLED),
        ("recommended-strict", ENROLLED),
        ("recommended-console-only", [*ENROLLED[:2], CENTER, ROLE, ENROLLED[2]]),
        ("deny-all", []),
        ("deny-null-age", []),
        ("naive", []),
        ("bool-verbatim", []),
    ],
)
def test_what_is_left_is_stated(
    searches: Searches, name: str, doors: list[tuple[str, str, dict[str, str]]]
) -> None:
    """Nothing is found of an enrolled user; what an assumption would open is told apart."""
    result = searches.search(name)
    assert not result["found"]
    assert result["paths"] == []
    assert _doors(result) == doors


@pytest.mark.parametrize(
    ("facts", "start", "steps"),
    [
        ({"first_device": "attacker"}, "stolen-api-key", [*ENROLLING, "GetSessionToken"]),
        ({"first_device": "attacker"}, "known-password", ENROLLING),
        ({"device_rule": "off"}, "stolen-api-key", [*ENROLLING, "GetSessionToken"]),
    ],
)
def test_an_assumption_can_be_chosen(
    searches: Searches, facts: dict[str, str], start: str, steps: list[str]
) -> None:
    """What is assumed is found, and says what it rests on."""
    for name in ("self-manage", "recommended-strict", "recommended-console-only"):
        result = searches.search(name, **facts)
        assert result["found"]
        assert _paths(result["paths"])[start, "mfa-session"] == steps
        (path,) = [path for path in result["paths"] if (path["from"], path["to"]) == (start, "mfa-session")]
        for fact, value in facts.items():
            assert path["assumptions"][fact.replace("_", "-")] == value


def test_a_role_that_requires_no_mfa_is_reported_where_keys_can_assume_it(searches: Searches) -> None:
    """Row 13: apart, since it is an assumption; not where the key leads to worse already."""
    assert ROLE in _doors(searches.search("recommended-console-only"))
    for name in ("bool", "narrower", "support-article", "boolifexists", "self-manage", "naive"):
        assert ROLE not in _doors(searches.search(name)), name
    assert _paths(searches.search("bool", open_role="deploy")["paths"])["stolen-api-key", "role-session"] == [
        "AssumeRole"
    ]


def test_a_device_of_the_attackers_also_opens_roles_that_ask_for_mfa(searches: Searches) -> None:
    """Row 14: after row 8, AssumeRole with a code."""
    assert not searches.search("self-manage", mfa_role="deploy")["found"]
    paths = _paths(searches.search("self-manage", mfa_role="deploy", first_device="attacker")["paths"])
    assert paths["stolen-api-key", "role-session"] == [*ENROLLING, "AssumeRole"]
    for name in ("naive", "deny-all"):
        facts = {"mfa_role": "deploy", "first_device": "attacker", "device_rule": "off"}
        assert not searches.search(name, **facts)["found"]


def test_each_step_names_the_call_and_the_statement_that_let_it_through(searches: Searches) -> None:
    """The trace of the contract."""
    (path,) = [
        path
        for path in searches.search("boolifexists")["paths"]
        if (path["from"], path["to"]) == ("stolen-api-key", "lasting-access")
    ]
    assert path["steps"] == [
        {
            "move": "create-key",
            "action": "iam:CreateAccessKey",
            "resource": "arn:aws:iam::111122223333:user/alice",
            "principal": "arn:aws:iam::111122223333:user/alice",
            "credential": "api-key",
            "why": "allowed by identity[0] statement 1 "
            "(AllowIndividualUserToSeeAndManageTheirOwnAccountInformation), "
            "identity[1] statement 0 (AssumedAllowAll)",
            "by": [
                {
                    "policy": "identity[0]",
                    "statement": 1,
                    "sid": "AllowIndividualUserToSeeAndManageTheirOwnAccountInformation",
                    "effect": "Allow",
                },
                {"policy": "identity[1]", "statement": 0, "sid": "AssumedAllowAll", "effect": "Allow"},
            ],
        }
    ]


def test_what_is_not_about_a_user_is_not_searched(searches: Searches) -> None:
    """A role's trust policy and a repository's policy are judged elsewhere."""
    for name in ("recommended-trust", "recommended-ecr-repository"):
        result = searches.search(name)
        assert (result["found"], result["judged"], result["paths"]) == (False, False, [])


def test_a_fact_that_is_unknown_is_an_error(searches: Searches) -> None:
    """Never a search that found nothing."""
    assert searches.search("self-manage", device_rule="maybe") == {
        "error": {
            "message": "maybe is not a value of device-rule; expected on or off",
            "where": "/account_facts/device-rule",
        }
    }


def test_a_finding_for_each_start(engine: Engine, subjects: dict[str, Subject]) -> None:
    """One finding a start, with the worst that it comes to; none for the recommended policies."""
    messages = {
        name: sorted(
            finding["message"]
            for finding in engine.query("mfa/rules/findings", {"subject": subjects[name].as_input()})
            if finding["rule"] == "hijack-path"
        )
        for name in ("boolifexists", "recommended-console-only", "recommended-strict", "recommended-trust")
    }
    way = (
        "leads to an administrator's rights: iam:CreatePolicyVersion; "
        "this Deny does not apply: iam:CreatePolicyVersion is covered by NotAction iam:*"
    )
    assert messages == {
        "boolifexists": [
            f"A stolen access key {way}",
            f"An unattended console session without MFA {way}",
            f"The password of a user who has no device {way}",
        ],
        "recommended-console-only": [],
        "recommended-strict": [],
        "recommended-trust": [],
    }


def test_the_search_is_quick(subjects: dict[str, Subject]) -> None:
    """Well under a second for a subject in this process."""
    with open_engine("embedded") as engine:
        load_suite(engine)
        question = {"subject": subjects["boolifexists"].as_input()}
        engine.query("mfa/hijack/is_applicable", question)
        before = time.process_time()
        engine.query("mfa/hijack/search", question)
    assert time.process_time() - before < 2, "a third of a second where it was written"


@needs("binary")
def test_the_engines_agree(subjects: dict[str, Subject]) -> None:
    """OPA and the embedded engine tell the same of every subject, in every word."""
    with open_engine("binary") as opa, open_engine("embedded") as embedded:
        load_suite(opa)
        load_suite(embedded)
        for name, subject in subjects.items():
            for rule in ("search", "openness"):
                question = {"subject": subject.as_input(), "assumptions": {}}
                path = f"mfa/hijack/{rule}"
                assert opa.query(path, question) == embedded.query(path, question), (name, rule)
