"""CloudFormation templates: the policies in them, with intrinsic functions worked out where that can be."""

from mfagate.sources.formats.cloudformation._read import FORM, TAGS, is_template, template_holding

__all__ = ["FORM", "TAGS", "is_template", "template_holding"]
