"""CloudFormation templates: the policies in them, with intrinsic functions worked out where that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.formats.cloudformation._form import form_of, is_template
from mfagate.sources.formats.cloudformation._tags import TAGS

if TYPE_CHECKING:
    from mfagate.sources.defaults import Defaults
    from mfagate.sources.formats.containers import LocatedContainer
    from mfagate.sources.inventory import Inventory

__all__ = ["TAGS", "form_of", "is_template", "template_inventory"]


def template_inventory(container: LocatedContainer, defaults: Defaults) -> Inventory:
    """Return the policies of a template, and the users, groups and roles that have them."""
    from mfagate.sources.formats.cloudformation import _template  # noqa: PLC0415 - few runs read such a file

    return _template.template_inventory(container, defaults)
