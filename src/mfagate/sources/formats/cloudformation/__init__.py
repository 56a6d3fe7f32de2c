"""CloudFormation templates: the policies in them, with intrinsic functions worked out where that can be."""

from mfagate.sources.formats.cloudformation._tags import TAGS
from mfagate.sources.formats.cloudformation._template import FORM, is_template, template_inventory

__all__ = ["FORM", "TAGS", "is_template", "template_inventory"]
