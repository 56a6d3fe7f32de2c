"""The published escalation paths: each that needs permissions alone is found, with just these permissions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml

from mfagate.engines import open_engine
from mfagate.suite.suite import load_suite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines import Engine

Json: TypeAlias = Any  # whatever JSON can say

PATHS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "published_paths.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Give an engine that holds all the rules."""
    with open_engine("embedded") as opened:
        load_suite(opened)
        yield opened


def searched(engine: Engine, permissions: list[str]) -> Json:
    """Return the search of a user who has these permissions and no others."""
    statement = {"Effect": "Allow", "Action": permissions, "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    one = {
        "account": "111122223333",
        "user": "alice",
        "profile": "console-only",
        "assume": "nothing",
        "policies": {"identity": [document]},
    }
    return engine.query("mfa/hijack/search", {"subject": one, "assumptions": {}})


def from_a_key(found: Json) -> list[list[str]]:
    """Return the paths from a stolen key, without what only makes access last."""
    return [
        [step["action"] for step in path["steps"]]
        for path in found["paths"]
        if path["from"] == "stolen-api-key" and path["to"] != "lasting-access"
    ]


# What is not needed of these, since the rest is enough: the cluster may be there, and a key may be free.
SPARE = {"ecs:CreateCluster", "iam:DeleteAccessKey"}
# Those of which less is enough: the user themselves is made an administrator, or gets a key of another.
LESS = {"iam-015", "iam-018", "iam-020"}


@pytest.mark.parametrize("name", PATHS["found"])
def test_a_path_that_needs_permissions_alone_is_found(engine: Engine, name: str) -> None:
    """With each of its permissions, or with less of them."""
    permissions = PATHS["found"][name]
    paths = from_a_key(searched(engine, permissions))
    assert any(set(permissions) - SPARE == set(path) for path in paths) or (name in LESS and paths)


@pytest.mark.parametrize("name", PATHS["if_a_role_is_open"])
def test_a_path_by_a_role_that_can_be_assumed_is_found_if_there_is_one(engine: Engine, name: str) -> None:
    """It names the worst goal: what is written into the role, not the role alone."""
    expected = PATHS["if_a_role_is_open"][name]
    found = searched(engine, expected["permissions"])
    doors = {
        (path["to"], frozenset(step["action"] for step in path["steps"]))
        for path in found["residual"]
        if path["from"] == "stolen-api-key" and set(path["depends_on"]) == {"open-role"}
    }
    if name == "iam-016":  # the user's own policy is one that can be written
        assert ["iam:CreatePolicyVersion"] in from_a_key(found)
    else:
        assert doors == {(expected["goal"], frozenset(expected["permissions"]))}


def test_what_needs_an_existing_resource_is_said_not_to_be_searched(engine: Engine) -> None:
    """None is found, and one line says so."""
    permissions = [action for needed in PATHS["existing"].values() for action in needed]
    found = searched(engine, permissions)
    assert from_a_key(found) == []
    assert found["not_searched"].startswith("What an existing resource could give")
