"""Files of Terraform that hold policies, but in a form that is not read: what to give instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.parsing.suggestions import TERRAFORM

if TYPE_CHECKING:
    from mfagate.parsing import Json

_SHOW = "give what terraform show -json prints of it"
_CONFIGURATION = f"this is {TERRAFORM}"
_BLOCKS = {"//", "check", "data", "import", "locals", "module", "moved", "output", "provider"}
_BLOCKS |= {"removed", "resource", "terraform", "variable"}
_SHORT = 400
_POLICY = {"Version", "Statement"}
_SOURCE = re.compile(
    r"\s*(?:(?:#|//)[^\n]*\s+)*(?:terraform\s*\{|locals\s*\{|(?:resource|data|module|variable|provider)\s+\")"
)


def unread_form(value: Json) -> str | None:
    """Say of a JSON value that it is a state which is not read; None where it is none."""
    if not isinstance(value, dict):
        return None
    if "encrypted_data" in value and "encryption_version" in value:
        return f"this state is encrypted; {_SHOW}"
    if "terraform_version" in value and value.get("version") in {1, 2, 3}:
        return f"this is a state of Terraform before 0.12, or the settings of a backend; {_SHOW}"
    if "format_version" in value and not _POLICY & value.keys():
        return f"this is of Terraform, but neither a plan nor a state; {_SHOW.removesuffix(' of it')}"
    if isinstance(value.get("resource", value.get("data")), dict) and not value.keys() - _BLOCKS:
        return _CONFIGURATION
    return None


def unread_text(text: str) -> str | None:
    """Say of a text that is no JSON that it is a plan or a configuration which is not read."""
    start = text[:_SHORT]
    if start.startswith("PK\x03\x04"):
        return f"this is an archive, such as a plan of terraform plan -out; {_SHOW}"
    if '"@level"' in start and '"@message"' in start and start.startswith("{"):
        return "this is the log of terraform plan -json, which has no policies; " + (
            "give what terraform show -json prints of a plan that was kept with -out"
        )
    if start.startswith("[command]"):
        return (
            "this starts with a line of the setup-terraform action; give it terraform_wrapper: false, "
            "or delete that line"
        )
    if _SOURCE.match(start):
        return _CONFIGURATION
    return None
