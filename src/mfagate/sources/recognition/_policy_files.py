"""The recognizer: whether a file is a policy document, contains some, or was meant to be one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from mfagate.exceptions import UnreadableFileError
from mfagate.parsing import MAX_BYTES, ParseError, unmarked
from mfagate.parsing.files import read_file
from mfagate.policy.contents import statements_in
from mfagate.sources.formats.api_replies import FORM as REPLY_FORM
from mfagate.sources.formats.api_replies import is_reply
from mfagate.sources.formats.containers import items
from mfagate.sources.formats.embedded_policies import embedded_statement, is_meant_as_policy
from mfagate.sources.formats.other_tools import (
    SERVERLESS,
    SERVERLESS_SCRIPTS,
    Tool,
    is_serverless_on_aws,
    is_serverless_text,
    tool_with_policy,
)
from mfagate.sources.formats.terraform import unread_form, unread_text
from mfagate.sources.reading import FORMS, MAX_CONTAINER_BYTES, parsed
from mfagate.suite.inference import kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.parsing import Json
    from mfagate.policy.documents import Kind

Form: TypeAlias = Literal["document", "container", "broken", "embedded"]
"""What a file is: `embedded` is a policy inside a file of a form that is not read."""

_LISTS = rb"(?:User|Group|Role)DetailList"
_WORDS = re.compile(
    rb"Effect|tatement|AWS::|AWSTemplateFormatVersion|:iam::aws:policy/|20(?:08|12)-10-17|aws_iam_|"
    rb"\"(?:planned_values|resource_changes|terraform_version)\"|\bservice[\"']?\s*:|" + _LISTS
)
_FIRST_LINE = re.compile(rb"^([ \t]*)[^\s#%-]", re.MULTILINE)
_TOP_KEYS = (
    rb"(?:[{?][ \t]*)?[\"']?(?:AWSTemplateFormatVersion|Resources|Statement|"
    + _LISTS
    + rb")[\"']?[ \t]*(?::|\r?$)"
)
_POLICY_START = re.compile(rb'\s*\{\s*"(?:Version|Id|Statement)"\s*:')
_POLICY_WORDS = tuple(
    re.compile(rb"\b" + word + rb"\b[\\\"']*\s*:", re.IGNORECASE)
    for word in (b"Statement", b"Effect", b"Action")
)
_CONTAINERS = (*FORMS, (is_reply, lambda _: REPLY_FORM))
_LIMITS = frozenset({"boundary", "scp", "rcp"})


@dataclass(frozen=True)
class PolicyFile:
    """A file that was recognized; `file` is its name in messages, `statements` those of a document.

    `tool` is what deploys a file that is not read, where that is known.
    """

    path: Path
    file: str
    form: Form
    value: Json = field(default=None, repr=False)
    tool: Tool | None = None

    @property
    def statements(self) -> tuple[dict[str, Any], ...]:
        """The statements of a policy document; none of any other file."""
        return tuple(statements_in(self.value)) if self.form == "document" else ()

    @property
    def description(self) -> str:
        """What a container, or a file of another tool, is in words."""
        if self.tool is not None:
            return self.tool.form
        return next((form(self.value) for is_one, form in _CONTAINERS if is_one(self.value)), "")

    @property
    def kind(self) -> Kind:
        """The kind of a policy document: by its shape; where shapes are equal, by the words of its path."""
        kind: Kind = cast("Kind", kind_of(self.value)) if self.form == "document" else "identity"
        words = set(re.findall(r"[a-z]+", self.file.lower()))
        if kind == "identity" and words & {"scp", "scps"}:
            return "scp"
        if kind == "identity" and words & {"boundary", "boundaries"}:
            return "boundary"
        return "rcp" if kind == "resource" and words & {"rcp", "rcps"} else kind

    @property
    def is_limit(self) -> bool:
        """Whether it limits what others allow, and grants nothing itself."""
        return self.form == "document" and self.kind in _LIMITS


def recognize(path: Path, file: str) -> PolicyFile | None:
    """Return what a file is; None where it has nothing to do with policies.

    A file that cannot be read, and one that AWS would reject, is `broken`: it must not be passed over.
    """
    try:
        data = read_file(path, file, MAX_CONTAINER_BYTES)
    except UnreadableFileError:
        return PolicyFile(path, file, "broken")
    plain = (unmarked(data) if len(data) <= MAX_CONTAINER_BYTES else data).replace(b"\0", b"")
    if path.name.lower() in SERVERLESS_SCRIPTS:
        return PolicyFile(path, file, "embedded", tool=SERVERLESS)
    if _WORDS.search(plain) is None:
        is_unreadable_plan = (
            unread_text(plain[:4096].decode("utf-8", "replace")) or b'"encrypted_data"' in plain
        )
        return PolicyFile(path, file, "broken") if is_unreadable_plan else None
    try:
        found = parsed(data, file)
    except ParseError:
        return PolicyFile(path, file, "broken")
    if found is None:
        if is_serverless_text(plain.decode("utf-8", "replace"), file):
            return PolicyFile(path, file, "embedded", tool=SERVERLESS)
        return PolicyFile(path, file, "broken") if _is_meant_by_text(plain) else None
    if is_serverless_on_aws(found.value):
        return PolicyFile(path, file, "embedded", found.value, SERVERLESS)
    form = _form(found.value, len(data))
    tool = tool_with_policy(found.value) if form == "embedded" else None
    return PolicyFile(path, file, form, found.value, tool) if form else None


def _form(value: Json, size: int) -> Form | None:
    """Return what a file with this value is."""
    if any(is_one(value) for is_one, _ in _CONTAINERS):
        return "container"
    if any("Effect" in one for one in statements_in(value)):
        return "document" if size <= MAX_BYTES else "broken"
    if unread_form(value) is not None or any(map(is_meant_as_policy, items(value))):
        return "broken"
    return None if embedded_statement(value) is None else "embedded"


def _is_meant_by_text(plain: bytes) -> bool:
    """Tell whether a text that cannot be parsed was meant as a policy or a template."""
    first = _FIRST_LINE.search(plain)
    if first is not None and re.search(rb"^" + first.group(1) + _TOP_KEYS, plain, re.MULTILINE):
        return True
    is_filled_in = b"{{" in plain  # a template of another tool
    return bool(_POLICY_START.match(plain)) or (
        not is_filled_in and all(word.search(plain) for word in _POLICY_WORDS)
    )
