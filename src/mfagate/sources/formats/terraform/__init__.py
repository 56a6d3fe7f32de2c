"""Terraform plans and states as JSON: the policies in them, and who has them."""

from mfagate.sources.formats.terraform._blocks import is_terraform
from mfagate.sources.formats.terraform._forms import unread_form, unread_text
from mfagate.sources.formats.terraform._policies import FORM, terraform_inventory

__all__ = ["FORM", "is_terraform", "terraform_inventory", "unread_form", "unread_text"]
