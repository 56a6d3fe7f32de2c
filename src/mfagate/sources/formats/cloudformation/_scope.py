"""What names stand for in one template: parameters, pseudo parameters, mappings, resources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.parsing import scalar_text, shown
from mfagate.sources.defaults import DEFAULT_ACCOUNT
from mfagate.sources.formats.containers import members
from mfagate.sources.unknowns.marks import UnknownValues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Json
    from mfagate.sources.defaults import Defaults

# A stack has one region, and these rules are the same in all: one stands for it, as one account does.
_REGION = "us-east-1"
_LISTS = ("CommaDelimitedList", "List<")
_STORED = "AWS::SSM::Parameter::Value<"


@dataclass
class Scope:
    """The names of one template; `given` is what the config says of them, `account` the subject's.

    `made` are the resources that the template does not write out: the roles that SAM makes.
    """

    template: Mapping[str, Any]
    account: str
    given: Mapping[str, str]
    is_account_known: bool = False
    unknown_values: UnknownValues = field(default_factory=UnknownValues)
    made: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, template: Mapping[str, Any], defaults: Defaults, unknown_values: UnknownValues) -> Scope:
        """Return the scope of a template under a config's defaults."""
        account = defaults.account or DEFAULT_ACCOUNT
        return cls(template, account, defaults.parameters, bool(defaults.account), unknown_values)

    def resource(self, logical: str) -> Any:  # noqa: ANN401
        """Return the resource of a logical name, as the template writes it; None where there is none."""
        declared = members(self.template.get("Resources"))
        return declared[logical] if logical in declared else self.made.get(logical)

    @property
    def mappings(self) -> Mapping[str, Any]:
        """The template's mappings."""
        return members(self.template.get("Mappings"))

    def pseudo(self, name: str) -> str | None:
        """Return what a pseudo parameter gives; None when `name` is none."""
        if not name.startswith("AWS::"):
            return None
        known = {
            "AWS::AccountId": self.account,
            "AWS::Partition": "aws",
            "AWS::Region": _REGION,
            "AWS::URLSuffix": "amazonaws.com",
            **self.given,
        }
        return known.get(name) or self.unknown(
            f"the pseudo parameter {shown(name)} is known after deployment", name
        )

    def stand_in(self, value: Json) -> str | None:
        """Return the mark of a region or an account for which only some one stands; None for any other value.

        In a text one is as good as another. A condition that asks for a certain one is unknown.
        """
        name = value.get("Ref") if isinstance(value, dict) and len(value) == 1 else None
        is_known = {"AWS::Region": False, "AWS::AccountId": self.is_account_known}.get(str(name), True)
        if is_known or name in self.given:
            return None
        return self.unknown(f"the pseudo parameter {name} is known after deployment", str(name))

    def parameter(self, name: str) -> Json:
        """Return a parameter's value: the config's, else its default; None when there is none."""
        parameters = members(self.template.get("Parameters"))
        if name not in parameters:
            return None
        declared = members(parameters[name])
        kind = str(declared.get("Type", "String"))
        if name in self.given:
            return _typed(self.given[name], kind)
        allowed = declared.get("AllowedValues")
        only = allowed[0] if isinstance(allowed, list) and len(allowed) == 1 else None
        default = declared.get("Default", only)
        if kind.startswith(_STORED) or isinstance(default, (dict, list)) or default is None:
            reason = "is read from the Parameter Store" if kind.startswith(_STORED) else "has no default"
            return self.unknown(f"the parameter {shown(name)} {reason}", name)
        return _typed(scalar_text(default), kind)

    def unknown(self, what: str, name: str, *, made: bool = False) -> str:
        """Return the mark of a value that the template does not tell, which the config can give by `name`."""
        default = ", or give the parameter a Default" if what.startswith("the parameter") else ""
        remedy = f"Give it under parameters in mfagate.yaml, as {shown(name)}: VALUE{default}."
        return self.unknown_values.mark(what, remedy, shown(name), made=made)

    def undeclared(self, name: str) -> str:
        """Return the mark of a name that the template does not declare; a transform may make such a thing."""
        is_made = "Transform" in self.template
        why = (
            "is not in the template; a transform may create it"
            if is_made
            else "is not declared in the template"
        )
        return self.unknown(f"{shown(name) or 'a Ref'} {why}", name)


def _typed(text: str, kind: str) -> Json:
    if any(mark in kind for mark in _LISTS):
        return [part.strip() for part in text.split(",")]
    return text
