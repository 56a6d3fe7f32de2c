"""What a file of Terraform looks like: a plan or a state, or a form that is not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.parsing.suggestions import TERRAFORM

if TYPE_CHECKING:
    from mfagate.parsing import Json

FORM = "a Terraform plan or state"
_OTHER = (
    "this Terraform file is not a readable plan or state; it may be a binary plan, a log, an encrypted state "
    "or a state older than version 4; give the output of terraform show -json"
)
_CONFIGURATION = f"this is {TERRAFORM}"
_BLOCKS = {"//", "check", "data", "import", "locals", "module", "moved", "output", "provider"}
_BLOCKS |= {"removed", "resource", "terraform", "variable"}
_POLICY = {"Version", "Statement"}
_OTHER_TEXT = re.compile(r"PK\x03\x04|\[command\]|\{(?=.*\"@level\")(?=.*\"@message\")")
_SOURCE = re.compile(
    r"\s*(?:(?:#|//)[^\n]*\s+)*(?:terraform\s*\{|locals\s*\{|(?:resource|data|module|variable|provider)\s+\")"
)


def is_terraform(value: Json) -> bool:
    """Tell whether a value is a plan or a state, as `terraform show -json` or the state file has it."""
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("planned_values"), dict) or isinstance(value.get("resource_changes"), list):
        return True  # also where only that was kept of a plan
    if "format_version" in value:
        keys = {"terraform_version", "planned_values", "resource_changes", "values"}
        return not keys.isdisjoint(value) or len(value) == 1  # of no state at all, it is all that is printed
    return "terraform_version" in value and ("resources" in value or value.get("version") == 4)


def unread_form(value: Json) -> str | None:
    """Say of a JSON value that it is a form of Terraform which is not read; None where it is none."""
    if not isinstance(value, dict):
        return None
    is_encrypted = {"encrypted_data", "encryption_version"} <= value.keys()
    is_old = "terraform_version" in value and value.get("version") in {1, 2, 3}
    is_another = "format_version" in value and not _POLICY & value.keys()
    if is_encrypted or is_old or is_another:
        return _OTHER
    is_configuration = isinstance(value.get("resource", value.get("data")), dict)
    return _CONFIGURATION if is_configuration and not value.keys() - _BLOCKS else None


def unread_text(text: str) -> str | None:
    """Say of a text that is not JSON that it is a form of Terraform which is not read; None where not."""
    start = text[:400]
    if _OTHER_TEXT.match(start):
        return _OTHER
    return _CONFIGURATION if _SOURCE.match(start) else None
