"""Inputs in `mfagate.yaml`: `inputs`, `file#name`, `parameters`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mfagate.config import load_config
from mfagate.exceptions import ConfigError

from .reading import FIXTURES, GUARD, written

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.config import Config


def configured(folder: Path, text: str) -> Config:
    """Return the config of this text, in a folder with the fixtures."""
    for name in ("template.yaml", "plan.json", "account.json"):
        written(folder, (FIXTURES / name).read_text(encoding="utf-8"), name)
    return load_config(written(folder, f"version: 1\n{text}", "mfagate.yaml"))


def test_a_subject_gives_its_parameters_before_the_config(tmp_path: Path) -> None:
    """The subject's stage settles the condition, and the config's bucket fills what is left."""
    config = configured(
        tmp_path,
        "parameters: {Stage: live, BucketName: b}\nsubjects:\n"
        "  - {name: own, files: [template.yaml#Reader], parameters: {Stage: test}}\n"
        "  - {name: all, files: [template.yaml#Reader]}\n",
    )
    statements = [one.parts["identity[0]"].value["Statement"] for one in config.subjects]
    assert [len(one) for one in statements] == [1, 2]
    assert statements[0][0]["Resource"][0] == "arn:aws:s3:::b/*"


def test_documents_of_several_files_are_one_subject(tmp_path: Path) -> None:
    """A policy of a plan, one of an account as the boundary, and a trust policy beside them."""
    config = configured(
        tmp_path,
        "subjects:\n"
        "  - {name: a, files: ['plan.json#aws_iam_policy.guard'], boundary: ['account.json#policy/Edge']}\n"
        "  - {name: b, trust: 'template.yaml#Operator/trust'}\n",
    )
    kinds = [{label: part.kind for label, part in one.parts.items()} for one in config.subjects]
    assert kinds == [{"identity[0]": "identity", "boundary[0]": "boundary"}, {"resource": "trust"}]


def test_inputs_are_read_once_under_the_defaults_of_the_config(tmp_path: Path) -> None:
    """A file that two patterns match gives its subjects once; profile, account and user are the config's."""
    config = configured(
        tmp_path,
        'profile: strict\naccount: "444455556666"\nuser: carol\nparameters: {Stage: live}\n'
        f"inputs: ['templ*.yaml', template.yaml, '{tmp_path}/temp*.yaml']\n",
    )
    reported = [(one.name.rsplit(":", 1)[-1], one.profile, one.account, one.user) for one in config.subjects]
    assert ("Operator", "strict", "444455556666", "carol") in reported
    assert len(reported) == len(set(reported))


def test_a_policy_document_can_be_an_input(tmp_path: Path) -> None:
    """A plain document is the subject that it is by itself; a file whose name has a hash sign is a file."""
    written(tmp_path, GUARD, "a#b.json")
    config = configured(tmp_path, "inputs: ['a#b.json']\nsubjects: [{name: s, files: ['a#b.json']}]\n")
    assert [list(one.parts) for one in config.subjects] == [["identity[0]"], ["identity[0]"]]


@pytest.mark.parametrize("kind", ["trust", "resource", "scp: [[", "boundary: ["])
def test_a_document_of_another_kind_is_refused(tmp_path: Path, kind: str) -> None:
    """An identity policy stands for no trust policy; a boundary has the same grammar."""
    name, _, opening = kind.partition(": ")
    closing = opening.replace("[", "]")
    text = f"subjects: [{{name: s, {name}: {opening}'template.yaml#Guard'{closing}}}]\n"
    if name == "boundary":
        assert configured(tmp_path, text).subjects[0].parts["boundary[0]"].kind == "boundary"
        return
    with pytest.raises(ConfigError, match=f"is a policy of kind identity; expected kind {name}"):
        configured(tmp_path, text)
