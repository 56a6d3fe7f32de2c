"""A policy that nobody named in the config is told, since nobody judged it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from support.commands import CHECKOUT, GUARD, NAIVE, Run, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECOMMENDED = (CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8")
LIMIT = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}'
CONFIG = """\
version: 1
subjects:
  - name: guard
    files: [policies/guard.json]
"""
WAIVER = """\
waivers:
  - rule: unnamed-policy
    file: policies/new.json
    reason: it is a sample
    owner: platform
    expires: 2999-12-31
"""
JUDGE = ("check", "--engine", "embedded", "--format", "json")


def reported(ended: Run) -> list[tuple[str, str, bool]]:
    """Return the findings about no subject: rule, file, and whether it is waived."""
    found = json.loads(ended.out).get("findings", [])
    return [(one["rule"], one["file"], one["waived"] is not None) for one in found]


def test_a_policy_beside_the_named_ones_is_reported(bare: Path, run: Callable[..., Run]) -> None:
    """A file that was added to the folder is an error; other JSON and other folders are not looked at."""
    files = {
        "new.json": NAIVE,
        "guard.json": GUARD,
        "other.json": '{"Effect": 1}',
        "notes.yaml": "a: [Effect]\n",
    }
    write(bare, {f"policies/{name}": text for name, text in files.items()} | {"samples/a.json": NAIVE})
    write(bare, {"mfagate.yaml": CONFIG})

    ended = run(*JUDGE)

    assert reported(ended) == [("unnamed-policy", "policies/new.json", False)]
    (finding,) = json.loads(ended.out).get("findings", [])
    assert finding["severity"] == "error"
    assert finding["message"] == "no subject of mfagate.yaml names this policy, so it was not judged"


def test_a_template_beside_the_named_one_is_reported(bare: Path, run: Callable[..., Run]) -> None:
    """What holds policies grants rights like a policy does; a template without any is not told."""

    def template(kind: str, properties: dict[str, Any]) -> str:
        return json.dumps({"Resources": {"One": {"Type": kind, "Properties": properties}}})

    held = {"PolicyDocument": json.loads(GUARD), "Users": []}
    user = {"Policies": [{"PolicyName": "all", "PolicyDocument": json.loads(NAIVE)}]}
    files = {
        "cfn/a.json": template("AWS::IAM::ManagedPolicy", held),
        "cfn/b.json": template("AWS::IAM::User", user),
        "cfn/net.json": template("AWS::EC2::VPC", {}),
        "mfagate.yaml": "version: 1\ninputs: [cfn/a.json]\n",
    }
    write(bare, files)
    assert reported(run(*JUDGE)) == [("unnamed-policy", "cfn/b.json", False)]


def test_a_run_on_paths_judges_it_instead(bare: Path, run: Callable[..., Run]) -> None:
    """There the file is a subject of its own."""
    write(bare, {"policies/new.json": NAIVE, "policies/guard.json": GUARD, "mfagate.yaml": CONFIG})
    ended = run(*JUDGE, "policies")
    assert reported(ended) == []
    assert [one["name"] for one in json.loads(ended.out)["subjects"]] == ["guard", "policies/new.json"]


def exit_code(bare: Path, run: Callable[..., Run], more: str, **files: str) -> tuple[int, int]:
    """Return how a check ends before and after files come into the folder of the recommended guard."""
    write(bare, {"policies/guard.json": RECOMMENDED, "mfagate.yaml": CONFIG})
    before = run(*JUDGE).code
    added = {f"policies/{name}.json": text for name, text in files.items()}
    write(bare, {**added, "mfagate.yaml": CONFIG + more})
    return before, run(*JUDGE).code


def test_a_new_file_cannot_be_merged_unjudged(bare: Path, run: Callable[..., Run]) -> None:
    """The subjects of the config hold; the new file is an error all the same."""
    assert exit_code(bare, run, "", new=NAIVE) == (0, 1)


def test_what_is_left_out_on_purpose_is_waived(bare: Path, run: Callable[..., Run]) -> None:
    """By rule and file; another file is not waived with it."""
    assert exit_code(bare, run, WAIVER, new=NAIVE) == (0, 0)
    write(bare, {"policies/newer.json": NAIVE})
    ended = run(*JUDGE)
    assert (ended.code, reported(ended)) == (
        1,
        [
            ("unnamed-policy", "policies/new.json", True),
            ("unnamed-policy", "policies/newer.json", False),
        ],
    )


def test_what_only_bounds_others_is_a_warning(bare: Path, run: Callable[..., Run]) -> None:
    """By its path, as `init` leaves it out: it grants nothing. One that asks for MFA is an error."""
    assert exit_code(bare, run, "", team_boundary=LIMIT) == (0, 0)
    (finding,) = json.loads(run(*JUDGE).out)["findings"]
    assert (finding["rule"], finding["severity"]) == ("unnamed-policy", "warning")
    write(bare, {"policies/team_boundary.json": RECOMMENDED})
    assert run(*JUDGE).code == 1


def test_it_can_be_waived_and_is_gone_once_it_is_named(bare: Path, run: Callable[..., Run]) -> None:
    """A sample that is not to be judged is waived for its file; named, there is nothing to tell."""
    write(bare, {"policies/new.json": NAIVE, "policies/guard.json": GUARD, "mfagate.yaml": CONFIG + WAIVER})
    assert reported(run(*JUDGE)) == [("unnamed-policy", "policies/new.json", True)]
    both = CONFIG.replace("[policies/guard.json]", "[policies/guard.json, policies/new.json]")
    write(bare, {"mfagate.yaml": both})
    assert reported(run(*JUDGE)) == []
