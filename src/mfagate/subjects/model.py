"""Subjects: what is really attached to a principal, as named sets of documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mfagate.sources.defaults import DEFAULT_PROFILE
from mfagate.suite.inference import is_of_registry, named_account, named_user, partition_replacements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.parsing import Json
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Document


@dataclass(frozen=True)
class Subject:
    """What is judged: documents by policy type, and what the judgement needs to know beside them.

    `parts` maps the label that the rules use for a document (`identity[0]`, `resource`, `scp[1][0]`)
    to the document; `layers` is the same as the rules' input wants it, with placeholders filled. An `account`
    or a `user` that nobody said is the one that the documents name. `unknowns` is what is not known of it.
    `context` has condition keys that are always so of its callers, `tags` those of the user or the role that
    are known; with `all_tags` there are no others.
    `principal` says whose the policies are, a `user`'s or a `role`'s;
    `login_profile` whether a user has a password; `shared` how many of the identity
    documents, the first ones, `together_with` gave it.
    """

    name: str
    parts: Mapping[str, Document]
    profile: str = DEFAULT_PROFILE
    account: str = ""
    user: str = ""
    assume: str | None = None
    placeholders: Mapping[str, str] = field(default_factory=dict)
    account_facts: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Json] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    all_tags: bool = False
    unknowns: tuple[Diagnostic, ...] = ()
    principal: str = "user"
    login_profile: bool = True
    shared: int = 0

    @property
    def kind(self) -> str:
        """The kind of the document that the subject is about: its identity documents, else the first."""
        kinds = [document.kind for document in self.parts.values()]
        return "identity" if "identity" in kinds else next(iter(kinds), "identity")

    @cached_property
    def about(self) -> str:
        """What scenarios call it: `user` or `role` (is attached to one), or what it is a policy of.

        That is `trust`, `ecr-repository`, `resource` or `rcp`.
        """
        if self.kind not in {"resource", "trust", "rcp"}:
            return self.principal
        if self.kind == "resource" and all(is_of_registry(one.value) for one in self.parts.values()):
            return "ecr-repository"
        return self.kind

    @property
    def judged_account(self) -> str:
        """The account that the subject is judged in: the one said, else the one that its documents name."""
        return self.account or named_account(document.value for document in self.parts.values())

    @property
    def judged_user(self) -> str:
        """The user that the subject is judged for: the one that is set, else the one in its documents."""
        return self.user or named_user(document.value for document in self.parts.values())

    @property
    def files(self) -> list[str]:
        """The files of the subject, in the order of its documents."""
        files = [document.file for document in self.parts.values()]
        return list(dict.fromkeys([*files, *(unknown.file for unknown in self.unknowns)]))

    @property
    def judgeable(self) -> bool:
        """Whether it can be judged, as far as its files tell: nothing of it is an obstacle."""
        return not self.obstacles

    @property
    def obstacles(self) -> list[str]:
        """What keeps it from being judged, each in one line with its place; empty where it can be judged.

        A subject needs a document, each with a plain meaning, and nothing unknown may hide what is allowed.
        """
        found = [line for part in self.parts.values() for line in _obstacles_in(part)]
        unknowns = [one for one in self.all_unknowns if _hides(one) or not self.parts]
        found += [str(one) for one in unknowns]
        return found or ([] if self.parts else [f"{self.name}: no document is attached"])

    @property
    def is_left_out(self) -> bool:
        """Whether nothing of it is known and that is but a warning, so that there is nothing to ask."""
        return not self.parts and all(one.severity != "error" for one in self.unknowns)

    @property
    def all_unknowns(self) -> list[Diagnostic]:
        """What is not known of it: of what is attached, and in its documents."""
        return [*self.unknowns, *(one for part in self.parts.values() for one in part.unknowns)]

    def policies(self) -> dict[str, Any]:
        """Return the documents as the rules' input wants them, with placeholders filled."""
        layers: dict[str, Any] = {
            "identity": [],
            "resource": None,
            "boundary": None,
            "session": None,
        }
        fillings = self._fillings()
        for label, document in self.parts.items():
            value = _filled(document.value, fillings)
            layer, *indexes = label.replace("]", "").split("[")
            if layer == "resource":
                layers["resource"] = value
            elif len(indexes) == 1:
                layers[layer] = [*(layers[layer] or []), value]
            else:
                _into_level(layers, layer, int(indexes[0]), value)
        return layers

    def _fillings(self) -> dict[str, str]:
        given = {
            key: value.replace("{account}", self.judged_account) for key, value in self.placeholders.items()
        }
        return {**given, **partition_replacements(document.value for document in self.parts.values())}

    def as_input(self) -> dict[str, Any]:
        """Return the subject as `input.subject` of the rules."""
        return {
            "name": self.name,
            "kind": self.kind,
            "account": self.judged_account,
            "user": self.judged_user,
            "profile": self.profile,
            "policies": self.policies(),
            **({} if self.user else {"sample_user": True}),
            **({"principal": self.principal} if self.principal != "user" else {}),
            **({} if self.login_profile else {"login_profile": False}),
            **({"assume": self.assume} if self.assume else {}),
            **({"account_facts": dict(self.account_facts)} if self.account_facts else {}),
            **({"context": dict(self.context)} if self.context else {}),
            **({"tags": dict(self.tags)} if self.tags else {}),
            **({"all_tags": True} if self.all_tags else {}),
        }


def _obstacles_in(document: Document) -> list[str]:
    """Return why a document cannot be judged: first the errors that leave its meaning open."""
    if document.judgeable:
        return []
    errors = document.unclear or document.errors
    return [str(one) for one in errors] or [f"{document.file}: its meaning is unclear"]


def _hides(unknown: Diagnostic) -> bool:
    """Tell whether nothing can be said for something unknown: what is only allowed more hides no finding."""
    return unknown.severity == "error" and not unknown.grants


def _into_level(layers: dict[str, Any], layer: str, level: int, value: Json) -> None:
    levels = layers.setdefault(layer, [])
    while len(levels) <= level:
        levels.append([])
    levels[level].append(value)


def _filled(value: Json, fillings: Mapping[str, str]) -> Json:
    """Replace placeholders in every string of a document; keys are left as they are."""
    if isinstance(value, str):
        for placeholder, text in fillings.items():
            value = value.replace(placeholder, text)
        return value
    if isinstance(value, list):
        return [_filled(item, fillings) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, fillings) for key, item in value.items()}
    return value


def labelled(layers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give each entry of `identity`, `resource`, `boundary`, `session`, `scp`, `rcp` with its label."""
    for layer, entries in layers.items():
        if layer == "resource":
            yield layer, entries
        elif layer in {"scp", "rcp"}:
            for level, files in enumerate(entries):
                for index, entry in enumerate(files):
                    yield f"{layer}[{level}][{index}]", entry
        else:
            for index, entry in enumerate(entries):
                yield f"{layer}[{index}]", entry
