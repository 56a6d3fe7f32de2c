"""What a CloudFormation template looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import members

if TYPE_CHECKING:
    from mfagate.parsing import Json

FORM = "a CloudFormation template"


def is_template(value: Json) -> bool:
    """Tell whether a value is a template: it says so, or has resources with types of CloudFormation."""
    if not isinstance(value, dict) or "Resources" not in value:
        is_empty = isinstance(value, dict) and {"Parameters", "Rules"} <= value.keys()  # as the CDK writes it
        return is_empty or (isinstance(value, dict) and "AWSTemplateFormatVersion" in value)
    resources = value["Resources"]
    typed = any("::" in str(members(one).get("Type")) for one in members(resources).values())
    return typed or "AWSTemplateFormatVersion" in value or "Transform" in value
