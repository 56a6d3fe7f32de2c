"""Terraform plans and states as JSON: the policies in them, and who has them."""

from mfagate.sources.formats.terraform._blocks import is_terraform
from mfagate.sources.formats.terraform._forms import unread_form, unread_text
from mfagate.sources.formats.terraform._policies import FORM, terraform_holding

__all__ = ["FORM", "is_terraform", "terraform_holding", "unread_form", "unread_text"]
