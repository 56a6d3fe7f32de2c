"""Terraform plans and states as JSON: the policies in them, and who has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.formats.terraform._forms import FORM, is_terraform, unread_form, unread_text

if TYPE_CHECKING:
    from mfagate.sources.formats.containers import Container
    from mfagate.sources.inventory import Inventory

__all__ = ["FORM", "is_terraform", "terraform_inventory", "unread_form", "unread_text"]


def terraform_inventory(container: Container) -> Inventory:
    """Return the policies of a plan or a state, and the users, groups and roles that have them."""
    from mfagate.sources.formats.terraform import _policies  # noqa: PLC0415 - few runs read such a file

    return _policies.terraform_inventory(container)
