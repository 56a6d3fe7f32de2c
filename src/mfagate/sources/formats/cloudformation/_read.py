"""From a template to what it holds, once for each way that its open conditions can come out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mfagate.sources.formats.cloudformation._assumed import Assumed
from mfagate.sources.formats.cloudformation._conditions import OpenError
from mfagate.sources.formats.cloudformation._functions import FUNCTIONS
from mfagate.sources.formats.cloudformation._policies import READ, Policies
from mfagate.sources.formats.cloudformation._resolve import Resolver
from mfagate.sources.formats.cloudformation._scope import Scope
from mfagate.sources.formats.cloudformation._tags import TAGS
from mfagate.sources.formats.containers import members
from mfagate.sources.formats.drafts import Drafts
from mfagate.sources.inventory import MAX_WAYS_EACH, Holder, Holding, plain
from mfagate.sources.unknowns.marks import Gaps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Json
    from mfagate.sources.defaults import Defaults
    from mfagate.sources.formats.cloudformation._assumed import Branch
    from mfagate.sources.formats.cloudformation._conditions import Comparison
    from mfagate.sources.formats.containers import LocatedContainer
    from mfagate.sources.inventory import Choice

__all__ = ["FORM", "TAGS", "is_template", "template_holding"]

FORM = "a CloudFormation template"
_MAX_WAYS = 64
_MAX_READ = 8_000  # resources in all ways together: some seconds


def is_template(value: Json) -> bool:
    """Tell whether a value is a template: it says so, or has resources with types of CloudFormation."""
    if not isinstance(value, dict) or "Resources" not in value:
        is_empty = isinstance(value, dict) and {"Parameters", "Rules"} <= value.keys()  # as the CDK writes it
        return is_empty or (isinstance(value, dict) and "AWSTemplateFormatVersion" in value)
    resources = value["Resources"]
    typed = any("::" in str(members(one).get("Type")) for one in members(resources).values())
    return typed or "AWSTemplateFormatVersion" in value or "Transform" in value


def template_holding(container: LocatedContainer, defaults: Defaults) -> Holding:
    """Return the policies of a template, and the users, groups and roles that have them.

    Where conditions are open, each way that they can come out is a variant of the holding.
    """
    try:
        return _Ways(container, defaults).read()
    except RecursionError:
        holding = Holding(container.file, FORM)
        why = "the template's names and conditions lead too deep to be worked out"
        holding.add(Drafts(container).refused((), "template", why))
        return holding


class _Ways:
    """Reads a template until every open condition was tried both ways, or there are too many ways."""

    def __init__(self, container: LocatedContainer, defaults: Defaults) -> None:
        self._container = container
        self._gaps = Gaps()
        self._scope = Scope.of(container.value, defaults, self._gaps)
        self._gaps.account = self._scope.account
        self._assumed = Assumed(container, self._scope)
        self._seen: set[str] = set()
        self._always: set[str] | None = None
        self._branches: set[Branch] = set()

    def read(self) -> Holding:
        count = len(members(self._container.value.get("Resources")))
        found = self._ways(max(MAX_WAYS_EACH, min(_MAX_WAYS, _MAX_READ // max(count, 1))))
        seen = set(self._seen)
        fewer = self._ways(MAX_WAYS_EACH) if len(found) > MAX_WAYS_EACH else []
        not_made = list(self._assumed.not_made(seen, READ))
        for _, holding in (*found, *fewer):
            self._withdraw(holding)
            for name, unknown in not_made:
                holding.hold(Holder(plain(name, "?"), "rest", unknowns=[unknown]))
        if len(found) == 1:
            return found[0][1]
        return Holding(self._container.file, FORM, variants=found, fewer=fewer)

    def _withdraw(self, holding: Holding) -> None:
        """Take back what was said of that which comes out otherwise in another way."""
        always = self._always or set()
        for name, document in holding.documents.items():
            unknowns = tuple(self._assumed.still(document.unknowns, self._branches, always))
            holding.documents[name] = replace(document, unknowns=unknowns)
        for holder in holding.holders.values():
            holder.unknowns = self._assumed.still(holder.unknowns, self._branches, always)

    def _ways(self, limit: int) -> list[tuple[Choice, Holding]]:
        found: list[tuple[Choice, Holding]] = []
        waiting: list[Mapping[Comparison, bool]] = [{}]
        while waiting:
            chosen = waiting.pop()
            may_split = len(waiting) + len(found) + 2 <= limit
            try:
                holding, seen = self._once(chosen, may_split=may_split)
            except OpenError as open_one:
                waiting += [{**chosen, open_one.leaf: False}, {**chosen, open_one.leaf: True}]
            else:
                self._seen |= seen
                self._always = seen if self._always is None else self._always & seen
                found.append((self._told(chosen), holding))
        return found

    def _once(self, chosen: Mapping[Comparison, bool], *, may_split: bool) -> tuple[Holding, set[str]]:
        resolver = Resolver(self._scope, FUNCTIONS, chosen)
        resolver.conditions.may_open = may_split
        holding = Holding(self._container.file, FORM, account=self._account())
        drafts = Drafts(self._container, self._gaps)
        policies = Policies(self._container, resolver, holding, drafts, self._assumed)
        policies.read()
        self._branches.update(resolver.branches)
        return holding, policies.seen

    def _account(self) -> str:
        """Return the account that the template is judged in, where its documents do not name theirs."""
        return self._scope.account if "AWS::AccountId" in self._container.text else ""

    def _told(self, chosen: Mapping[Comparison, bool]) -> Choice:
        named = self._gaps.named
        return {(named(leaf.left), named(leaf.right)): held for leaf, held in chosen.items()}
