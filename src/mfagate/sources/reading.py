"""Reads a file by its content: one policy document, or something that contains documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.parsing import (
    MAX_BYTES,
    Lines,
    Located,
    ParseError,
    Position,
    Positions,
    decode,
    read_json,
    read_yaml,
    unmarked,
)
from mfagate.sources._identities import identify_by_names
from mfagate.sources.formats.account import FORM as ACCOUNT_FORM
from mfagate.sources.formats.account import account_inventory, is_account
from mfagate.sources.formats.api_replies import FORM as REPLY_FORM
from mfagate.sources.formats.api_replies import reply_inventory, reply_place
from mfagate.sources.formats.cloudformation import TAGS, form_of, is_template, template_inventory
from mfagate.sources.formats.containers import Container, JsonContainer, LocatedContainer
from mfagate.sources.formats.embedded_policies import (
    embedded_inventory,
    embedded_statement,
    report_unread,
    tool_inventory,
)
from mfagate.sources.formats.other_tools import SERVERLESS, is_serverless, is_serverless_text
from mfagate.sources.formats.terraform import FORM as TERRAFORM_FORM
from mfagate.sources.formats.terraform import is_terraform, terraform_inventory, unread_form, unread_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from mfagate.parsing import Json
    from mfagate.policy.documents import Kind
    from mfagate.sources.defaults import Defaults
    from mfagate.sources.inventory import Inventory

MAX_CONTAINER_BYTES = 64 * 1024 * 1024
"""The longest file that is read: the details of an account of thousands of roles have some 20 MB."""

_LIKE_TEMPLATE = re.compile(r"^[\"']?(?:AWSTemplateFormatVersion|Resources)[\"']? *:", re.MULTILINE)
_LIKE_YAML = re.compile(r"^[\"']?[A-Za-z]+[\"']? *:", re.MULTILINE)
_LOOKED_AT = 4096
_YAML = (".yaml", ".yml", ".template")
_SPACE = " \t\r\n"
FORMS: tuple[tuple[Callable[[Json], bool], Callable[[Json], str]], ...] = (
    (is_account, lambda _: ACCOUNT_FORM),
    (is_terraform, lambda _: TERRAFORM_FORM),
    (is_template, form_of),
)
"""The forms that contain documents and say who has them: how each is recognized, and what it is in words."""

_NOT_OF_NOW = {"Policies", "before", "prior_state", "resource_drift"}
"""Keys of a plan under which there is what was, and of account details for policies, which are all read."""


def inventory_of(text: bytes, file: str, defaults: Defaults, kind: Kind | None = None) -> Inventory | None:
    """Return what a file holds; None where it is one policy document, or nothing that is known here.

    `kind` is that of the document in a reply of the API, where the caller knows it.

    Raises:
        ParseError: the file is too long for a policy document, and no JSON either; or it is of Terraform,
            in a form that is not read.

    """
    container = read_container(text, file)
    if container is None:
        start = unmarked(text).decode("utf-8", "replace")
        _refuse(unread_text(start[:_LOOKED_AT]), file)
        return _serverless(_unparsed(start, file)) if is_serverless_text(start, file) else None
    _refuse(_ambiguous(container.value), file)
    found = _of_form(container, defaults, kind)
    if found is not None:
        _report_lost(found, container)
        _report_duplicates(found, container)
    return found


def _of_form(container: Container, defaults: Defaults, kind: Kind | None) -> Inventory | None:
    """Return what a file holds, according to its form; None where it is of none."""
    if is_account(container.value):
        return identify_by_names(account_inventory(container))
    if is_terraform(container.value):
        return terraform_inventory(container)
    if is_template(container.value):
        return _template(container, defaults)
    if is_serverless(container.value):
        return _serverless(container)
    _refuse(unread_form(container.value), container.file)
    reply = reply_inventory(container, kind)
    embedded = embedded_statement(container.value) if reply is None else None
    return reply if embedded is None else embedded_inventory(container, embedded)


def _ambiguous(value: Json) -> str | None:
    """Say that a value has two forms, of which only one would be read; None where it has not."""
    forms = [form(value) for is_one, form in FORMS if is_one(value)]
    forms += ["a policy document"] * ("Statement" in value)
    if not forms[1:] or forms == ["a policy document"]:
        return None
    return f"this is both {forms[0]} and {forms[1]}; save them as two files"


def _report_lost(found: Inventory, container: Container) -> None:
    """Report a policy in a file in which none was found, or beside that of a reply: it is not read.

    Of a template every resource is searched already.
    """
    has_any = found.documents or any(holder.unknowns for holder in found.holders.values())
    place = reply_place(container.value) if found.form == REPLY_FORM else None
    if place is not None:
        report_unread(container, found, {place[0][0]})
    elif not has_any and not is_template(container.value):
        report_unread(container, found, _NOT_OF_NOW)


def _report_duplicates(found: Inventory, container: Container) -> None:
    """Add an error for each duplicate key outside of the documents: it may hide a policy.

    The reader of templates knows which of their keys may.
    """
    if not found.read or is_template(container.value):
        return
    for error in container.stray_duplicates():
        from mfagate.sources.formats.drafts import Drafts  # noqa: PLC0415 - only this error needs it

        found.add(Drafts(container).duplicate(error))


def _refuse(why: str | None, file: str) -> None:
    if why is not None:
        raise ParseError(file, Position(1, 1), why, code="input-form")


def _serverless(container: Container) -> Inventory:
    """Report a service of the Serverless Framework, at its first policy where there is one."""
    path = embedded_statement(container.value)
    return tool_inventory(container, ("service",) if path is None else path, SERVERLESS)


def _unparsed(text: str, file: str) -> Container:
    return LocatedContainer(file, text, Located(None, Positions(Lines(text))), ())


def _template(container: Container, defaults: Defaults) -> Inventory:
    """Read a template, for which every place in the text has to be known.

    Raises:
        ParseError: the template is longer than CloudFormation takes, or not strict JSON.

    """
    if not isinstance(container, LocatedContainer):
        located, duplicates = read_json(container.text, container.file)
        container = LocatedContainer(container.file, container.text, located, duplicates)
    return identify_by_names(template_inventory(container, defaults))


def read_container(text: bytes, file: str) -> Container | None:
    """Read a file that is a JSON or YAML object; None for any other file.

    Raises:
        ParseError: as `parsed` does.

    """
    found = parsed(text, file)
    return found if found is not None and isinstance(found.value, dict) else None


def parsed(text: bytes, file: str) -> Container | None:
    """Read a JSON or YAML file, whatever its value; None where it cannot be parsed.

    Raises:
        ParseError: the file is longer than a policy document may be and cannot be parsed, or it is a
            template that cannot be parsed.

    """
    try:
        known = unmarked(text) if len(text) <= MAX_CONTAINER_BYTES else text
        decoded = decode(known, file, "json", MAX_CONTAINER_BYTES)
    except ParseError:
        if len(text) > MAX_BYTES:
            raise
        return None
    start = decoded.lstrip(_SPACE)[:1]
    is_flow = start in ("{", "[")
    found = _json(decoded, file) if is_flow else None
    if found is None and (not is_flow or file.lower().endswith(_YAML)):
        found = _yaml(decoded, file)
    return found


def _json(text: str, file: str) -> Container | None:
    try:
        return JsonContainer(file, text)
    except RecursionError:
        return None
    except ValueError as error:
        if len(text) <= MAX_BYTES:
            return None
        raise _bad_json(text, file, error) from None


def _bad_json(text: str, file: str, error: ValueError) -> ParseError:
    """Say where a long text stops being JSON; short ones are left to the reader that explains more."""
    offset = getattr(error, "pos", 0)
    place = Lines(text).at(offset)
    what = getattr(error, "msg", "a number is too long")
    message = f"this is not JSON: {what}; the file may be cut off"
    return ParseError(file, place, message, code="json-syntax")


def _yaml(text: str, file: str) -> Container | None:
    if file.lower().endswith(".json"):
        return None
    if len(text) > MAX_BYTES and _LIKE_YAML.search(text):
        message = f"the file is YAML of more than {MAX_BYTES:,} bytes; save it as JSON (aws … --output json)"
        raise ParseError(file, Lines(text).at(0), message, code="yaml-size")
    if len(text) > MAX_BYTES:
        return None
    try:
        located, duplicates = read_yaml(text, file, TAGS)
    except ParseError:
        if _LIKE_TEMPLATE.search(text):
            raise
        return None
    return LocatedContainer(file, text, located, duplicates)
