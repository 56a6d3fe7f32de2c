"""The text of the first `mfagate.yaml`: with comments, since it is a guess that somebody has to read."""

from __future__ import annotations

import glob
import json
import re
from typing import TYPE_CHECKING

from mfagate.scaffold._fold import Each, folded
from mfagate.scaffold._proposal import CONSOLE_ONLY, STRICT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mfagate.scaffold._proposal import Entry, Proposal

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9._/-]*")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def config_text(
    proposal: Proposal,
    account: str | None,
    scenarios: str | None,
    matches: Callable[[str], set[str]],
) -> str:
    """Return the text; `scenarios` is the file of scenarios that is written beside it, if there is one.

    `matches` tells the files that a pattern matches now.
    """
    lines = [
        "# Written by `mfagate init`. Files do not show which policies a user has: correct the subjects,",
        "# so that `mfagate check` judges policies together as they are attached.",
        "version: 1",
        *_account(account),
        *_profile(proposal),
        *([f"scenarios: [shipped, {scenarios}]"] if scenarios else []),
        *_inputs(proposal),
        *(["subjects:"] if proposal.groups else []),
        *_subjects(proposal, matches),
        *_left_out(proposal),
    ]
    return "\n".join(lines) + "\n"


def _account(account: str | None) -> Iterator[str]:
    if account:
        yield f'account: "{account}"      # the account that your policies name'
    else:
        yield '# account: "…"              # default: the account that the documents name'


def _profile(proposal: Proposal) -> Iterator[str]:
    """Name the profile, with the reason where there is one, and the other one as a comment."""
    meant = {
        CONSOLE_ONLY: "MFA in the console; access keys work without it",
        STRICT: "access keys need MFA too",
    }
    if proposal.why:
        yield f"# {proposal.why}. If access keys should work without MFA,"
        yield "# use the other profile: `mfagate check` then lists what blocks them."
    other = CONSOLE_ONLY if proposal.profile == STRICT else STRICT
    yield f"{f'profile: {proposal.profile}':<29}# {meant[proposal.profile]}"
    yield f"{f'# profile: {other}':<29}# {meant[other]}"


def _inputs(proposal: Proposal) -> Iterator[str]:
    """Name the files that bring subjects of their own; `inputs` takes patterns, so signs are escaped."""
    if proposal.inputs:
        yield "# Files that show who has which policy: mfagate takes the subjects from them."
        yield f"inputs: {_listed(glob.escape(file) for file in proposal.inputs)}"


def _subjects(proposal: Proposal, matches: Callable[[str], set[str]]) -> Iterator[str]:
    for group in proposal.groups:
        yield from _comment(group.comment)
        for entry in folded(group.entries, matches):
            yield from _each(entry) if isinstance(entry, Each) else _entry(entry)


def _each(entry: Each) -> Iterator[str]:
    yield f"  - name: {_scalar(entry.name)}"
    yield f"    each: {_scalar(entry.pattern)}      # new files that match are judged too"
    if entry.kind:
        yield f"    kind: {entry.kind}"
    if entry.together_with:
        yield f"    together_with: {_listed(entry.together_with)}"
    if entry.assume:
        yield f"    assume: {entry.assume}"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"  - name: {_scalar(entry.name)}"
    yield f"    {entry.layer}: {_value(entry)}"
    if entry.profile:
        yield f"    profile: {entry.profile}          # denies access keys too, which never carry MFA"
    if entry.assume:
        yield f"    assume: {entry.assume}"


def _value(entry: Entry) -> str:
    if entry.layer in {"trust", "resource"}:
        return _scalar(entry.files[0])
    return f"[{_listed(entry.files)}]" if entry.layer in {"scp", "rcp"} else _listed(entry.files)


def _left_out(proposal: Proposal) -> Iterator[str]:
    """Say what is in no subject, as it would be written in one."""
    if not proposal.left_out:
        return
    yield from _comment(
        "Not judged: these do not require MFA. Add them to the subjects that they are attached to:"
    )
    for layer, files in proposal.left_out.items():
        value = f"[{_listed(files)}]" if layer in {"scp", "rcp"} else _listed(files)
        yield f"  #   {layer}: {value}"


def _comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"  # {line}"


def _listed(files: Iterable[str]) -> str:
    return f"[{', '.join(_scalar(file) for file in files)}]"


def _scalar(text: str) -> str:
    """Write a text as YAML reads it back: plain where nobody can take it for anything else."""
    is_plain = _PLAIN.fullmatch(text) is not None and text.lower() not in _NOT_TEXT
    return text if is_plain else json.dumps(text, ensure_ascii=False)
