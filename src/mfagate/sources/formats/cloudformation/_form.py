"""What a CloudFormation template looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.formats.containers import items, members, text_of

if TYPE_CHECKING:
    from mfagate.parsing import Json

_FORM = "a CloudFormation template"
_SAM_FORM = "an AWS SAM template (read as CloudFormation)"
_SAM = "AWS::Serverless"


def form_of(template: Json) -> str:
    """Return what a template is, in words: one of SAM is transformed when it is deployed."""
    transforms = items(members(template).get("Transform"))
    is_sam = any(text_of(one).startswith(_SAM) for one in transforms)
    return _SAM_FORM if is_sam else _FORM


def is_template(value: Json) -> bool:
    """Tell whether a value is a template: it says so, or has resources with types of CloudFormation."""
    if not isinstance(value, dict) or "Resources" not in value:
        is_empty = isinstance(value, dict) and {"Parameters", "Rules"} <= value.keys()  # as the CDK writes it
        return is_empty or (isinstance(value, dict) and "AWSTemplateFormatVersion" in value)
    resources = value["Resources"]
    typed = any("::" in str(members(one).get("Type")) for one in members(resources).values())
    return typed or "AWSTemplateFormatVersion" in value or "Transform" in value
