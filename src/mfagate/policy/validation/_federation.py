"""Shared identity providers: IAM wants the trust policy to say which tenant it means.

Source: "Identity-provider controls for shared OIDC providers" (IAM User Guide): when the trust
policy does not evaluate the required claim, creating or updating the role fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.parsing import shown
from mfagate.policy.validation._elements import texts
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation.aws_wording import aws_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.policy.validation._elements import Policy, Statement

CLAIMS = {
    "cognito-identity.amazonaws.com": "cognito-identity.amazonaws.com:aud",
    "token.actions.githubusercontent.com": "token.actions.githubusercontent.com:sub",
    "gitlab.com": "gitlab.com:sub",
    "agent.buildkite.com": "agent.buildkite.com:sub",
    "app.terraform.io": "app.terraform.io:sub",
    "oidc.codefresh.io": "oidc.codefresh.io:sub",
    "scalr.io": "scalr.io:sub",
    "api.pulumi.com/oidc": "api.pulumi.com/oidc:aud",
    "oidc.vercel.com": "oidc.vercel.com:aud",
}
"""The claim that a statement must test, by provider."""


def faults(policy: Policy) -> Iterator[Fault]:
    """Refuse a trust policy that trusts a shared provider without testing the tenant."""
    if policy.kind != "trust":
        return
    for statement in policy.statements:
        if statement.effect == "Allow":
            yield from _untested(statement)


def _untested(statement: Statement) -> Iterator[Fault]:
    principal: Any = statement.body.get("Principal")
    named = principal.get("Federated") if isinstance(principal, dict) else None
    tested = {clause.key.lower() for clause in statement.clauses}
    for path, text in texts((*statement.path, "Principal", "Federated"), named):
        provider = text.partition(":oidc-provider/")[2] or text
        claim = CLAIMS.get(provider)
        if claim and claim not in tested:
            cause = "cognito" if provider.startswith("cognito") else "shared-provider"
            detail = f'"{shown(provider)}" serves many tenants; test "{claim}" in the Condition'
            yield Fault(path, "shared-provider", aws_message("trust", cause, detail))
