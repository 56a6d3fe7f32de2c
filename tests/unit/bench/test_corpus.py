"""What the bench generates: the same each time, of the size that was asked for, and accepted by mfagate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bench import corpus
from support.commands import mfagate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("make", [corpus.organization, corpus.matrix])
def test_same_size_gives_the_same_files(make: Callable[[int], dict[str, Any]]) -> None:
    """Two runs measure the same work."""
    assert make(40) == make(40)


@pytest.mark.parametrize("own", [False, True])
def test_same_seed_gives_the_same_cases(own: bool) -> None:  # noqa: FBT001
    """And another seed gives others."""
    first = list(corpus.cases(30, 1, own_policies=own))

    assert first == list(corpus.cases(30, 1, own_policies=own))
    assert first != list(corpus.cases(30, 2, own_policies=own))


def test_cases_share_one_policy_set_or_have_their_own() -> None:
    """That is what the two measures differ in."""

    def sets(*, own: bool) -> int:
        return len({json.dumps(case["policies"]) for case in corpus.cases(30, 1, own_policies=own)})

    assert (sets(own=False), sets(own=True)) == (1, 30)


def test_an_organization_shares_as_real_ones_do() -> None:
    """Everybody has the guard; teams share policies; few users have a policy of their own."""
    files = corpus.organization(600)
    subjects = files["mfagate.yaml"]["subjects"]
    own = [name for name in files if name.startswith("users/")]

    assert len(subjects) == 600
    assert all("guard.json" in subject["files"] for subject in subjects)
    assert {file for subject in subjects for file in subject["files"]} <= files.keys()
    assert 0.15 < len(own) / 600 < 0.35
    assert len([name for name in files if name.startswith("teams/")]) == 50


def test_patterns_grow_as_asked() -> None:
    """One statement has them all."""
    assert len(corpus.not_action(120)["Statement"][0]["NotAction"]) == 120
    assert corpus.resources(100)["Statement"][0]["Resource"][99] == "arn:aws:s3:::b99*/*"


@pytest.mark.slow
def test_iam_would_accept_what_is_generated(tmp_path: Path) -> None:
    """A policy with an error would not be judged, and so not be measured."""
    files = {name: value for name, value in corpus.organization(20).items() if name.endswith(".json")}
    files |= {"resources.json": corpus.resources(100), "not-action.json": corpus.not_action(120)}
    corpus.write(tmp_path, files)

    ended = mfagate("validate", ".", "--format", "json", cwd=tmp_path)

    assert ended.code == 0, ended.out
    assert len(json.loads(ended.out)["documents"]) == len(files)
