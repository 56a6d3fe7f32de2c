"""What `check` reports without a rule of Rego behind it: told like a rule's METADATA, by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

REPORTED: tuple[Mapping[str, Any], ...] = (
    {
        "id": "structure",
        "title": "AWS would not save the document",
        "severity": "error",
        "description": "The file cannot be read, or its structure or grammar is not what IAM accepts for a "
        "policy of its kind. It is not judged any further: what it would decide is unknown.",
        "remedy": "Mend the document. `mfagate validate` shows the same, and warns of more.",
        "sources": ["Grammar of the IAM JSON policy language", "docs/reference/validate.md"],
        "waivable": False,
    },
    {
        "id": "scenario",
        "title": "A scenario came out otherwise than expected",
        "severity": "error",
        "description": "A scenario file names a credential, a request and the decision that must come out. "
        "The policies decide otherwise; the evidence has the request, the reason and why it matters, and the "
        "fix names the statement that decided, or that nearly did.",
        "remedy": "Mend the policy, or the expectation if it is not what you want.",
        "sources": ["docs/reference/scenarios.md"],
        "waivable": True,
    },
    {
        "id": "not-judged",
        "title": "The evaluation does not take a policy",
        "severity": "error",
        "description": "The document is one that IAM saves, but what it means is not known, such as an "
        "operator that does not exist. Its subject is not judged: what cannot be judged is no pass.",
        "remedy": "Write what the message names in a form that AWS documents.",
        "sources": ["docs/explanation/open-points.md"],
        "waivable": False,
    },
    {
        "id": "unknown-value",
        "title": "A file does not tell a value",
        "severity": "error",
        "description": "A template, a plan or an account's details leave a value open: a parameter without a "
        "default, what AWS says only after a resource is made, a policy attached but not in the file. In a "
        "resource it is judged the careful way, as a warning that says what was assumed. Anywhere else it "
        "decides too much, so the subject is not judged: an error.",
        "remedy": "Give the value: a parameter's default, or `parameters` in the config.",
        "sources": ["docs/reference/inputs.md"],
        "waivable": True,
    },
    {
        "id": "unnamed-policy",
        "title": "A policy that no subject of the config names",
        "severity": "error",
        "description": "It stands in a folder from which the config takes other policies, so it may have "
        "been forgotten. `mfagate check` judges the subjects of the config; this file is none of theirs, so "
        "nothing is known of it. Other folders are not looked at. An SCP, an RCP or a boundary by its path, "
        "without a Deny on MFA, grants nothing and asks for nothing: it is a warning.",
        "remedy": "Name it in the config, under the subject whose it is or one of its own, or take whole "
        "folders with `each`; if it is left out on purpose, waive this for the file (`rule: unnamed-policy`, "
        "`file:` with its path).",
        "sources": ["docs/reference/config.md"],
        "waivable": True,
    },
    {
        "id": "guard-behind-guard",
        "title": "A guard is judged only behind another one",
        "severity": "warning",
        "description": "The subject is one of `each`, its file has a Deny on MFA of its own, and "
        "`together_with` has another. What is denied is what either denies, so a hole in the file's own "
        "guard does not show. Where the other is not attached to the same users, nothing is known of what "
        "they can do.",
        "remedy": "Name the file as a subject of its own as well (`files:` with this file, without the other "
        "guard): its guard is judged too, and this is no longer told. Where both are attached to the same "
        "users, waive this for the file.",
        "sources": ["docs/reference/config.md"],
        "waivable": True,
    },
    {
        "id": "waiver-expired",
        "title": "A waiver has expired",
        "severity": "error",
        "description": "The last day of a waiver is over. What it waived counts again.",
        "remedy": "Mend what it waived and delete the waiver, or have its owner decide anew and give a later "
        "date.",
        "sources": ["docs/how-to/waivers.md"],
        "waivable": False,
    },
    {
        "id": "waiver-unused",
        "title": "A waiver waives nothing",
        "severity": "warning",
        "description": "No finding of this run is the one that the waiver names: it was mended, or the "
        "waiver names another rule, file, subject or Sid than was meant. With `sid` it covers only what "
        "rests on the statements that it names; the message tells which one it lacks.",
        "remedy": "Delete the waiver, or mend what it names.",
        "sources": ["docs/how-to/waivers.md"],
        "waivable": False,
    },
    {
        "id": "baseline-outdated",
        "title": "The baseline has an entry for what is no longer found",
        "severity": "note",
        "description": "A finding that the baseline recorded is gone, or its statement has changed.",
        "remedy": "Run `mfagate check --prune-baseline`, and commit the smaller file.",
        "sources": ["docs/how-to/adopting.md"],
        "waivable": False,
    },
)


def reported(identifier: str) -> Mapping[str, Any]:
    """Return what is told of one of these."""
    return next(one for one in REPORTED if one["id"] == identifier)
