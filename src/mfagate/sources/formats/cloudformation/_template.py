"""From a template to its inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.sources.formats.cloudformation._form import form_of
from mfagate.sources.formats.cloudformation._functions import FUNCTIONS
from mfagate.sources.formats.cloudformation._policies import Policies
from mfagate.sources.formats.cloudformation._resolve import Resolver
from mfagate.sources.formats.cloudformation._scope import Scope
from mfagate.sources.formats.drafts import Drafts
from mfagate.sources.inventory import Inventory
from mfagate.sources.unknowns.marks import UnknownValues

if TYPE_CHECKING:
    from mfagate.sources.defaults import Defaults
    from mfagate.sources.formats.containers import LocatedContainer


def template_inventory(container: LocatedContainer, defaults: Defaults) -> Inventory:
    """Return the policies of a template, and the users, groups and roles that have them."""
    unknown_values = UnknownValues()
    scope = Scope.of(container.value, defaults, unknown_values)
    unknown_values.account = scope.account
    # The account of the template counts where its documents do not name theirs.
    account = scope.account if "AWS::AccountId" in container.text else ""
    form = form_of(container.value)
    inventory = Inventory(container.file, form, account=account)
    try:
        Policies(container, Resolver(scope, FUNCTIONS), inventory, Drafts(container, unknown_values)).read()
    except RecursionError:
        inventory = Inventory(container.file, form)
        why = "the template's references and conditions are nested too deeply to resolve"
        inventory.add(Drafts(container).refused((), "template", why))
    return inventory
