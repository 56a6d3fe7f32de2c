"""The decision on a case of `mfagate simulate`, in plain Python and from AWS's pages alone.

Sources: "How AWS enforcement code logic evaluates requests to allow or deny access", "Cross-account policy
evaluation logic". Open points have the defaults of docs/explanation/open-points.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reference.callers import WITH_POLICIES, Caller, Grant
from reference.context import Context
from reference.statements import Request, applies, granted_to, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Document = Mapping[str, Any]

ALLOWED = "Allowed"
IMPLICIT = "ImplicitlyDenied"
EXPLICIT = "ExplicitlyDenied"


def decide(case: Mapping[str, Any], *, unstated_agrees: bool = False) -> str:
    """Return the decision on a case.

    With `unstated_agrees`, a resource's own policy that is needed and not given leaves it to the caller.
    """
    policies, asked = case["policies"], case["request"]
    caller = Caller.of(asked["principal"])
    request = Request(
        caller,
        asked["action"],
        asked["resource"],
        asked["resource_account"],
        Context.of(asked["context"]),
        bounded=bool(policies.get("boundary")),
    )
    return Evaluation(policies, request, unstated_agrees=unstated_agrees).decision()


class Evaluation:
    """One request under one set of policies."""

    def __init__(self, policies: Mapping[str, Any], request: Request, *, unstated_agrees: bool) -> None:
        """Keep the layers that bind the caller."""
        self.unstated = Grant.DELEGATED if unstated_agrees else Grant.NONE
        self.request = request
        self.caller = request.caller
        attached = self.caller.kind in WITH_POLICIES
        self.identity: Sequence[Document] = (policies.get("identity") or []) if attached else []
        self.boundary: Sequence[Document] = (policies.get("boundary") or []) if attached else []
        self.session: Sequence[Document] = (policies.get("session") or []) if attached else []
        bound = self.caller.account != "" and self.caller.kind != "provider"
        linked = _is_service_linked(self.caller, request.context)
        self.scp: Sequence[Sequence[Document]] = (policies.get("scp") or []) if bound and not linked else []
        self.rcp: Sequence[Sequence[Document]] = [] if linked else policies.get("rcp") or []
        self.resource: Document | None = policies.get("resource")

    def decision(self) -> str:
        """Return the decision."""
        action = self.request.action.lower()
        if action == "sts:getcalleridentity":
            return ALLOWED
        if self._explicitly_denied():
            return EXPLICIT
        if action == "sts:getsessiontoken":
            return ALLOWED
        # RCPs need no look for an Allow: RCPFullAWSAccess is attached everywhere and cannot be detached
        if not all(self._allowed_by("scp", level) for level in self.scp):
            return IMPLICIT
        return ALLOWED if self._granted() else IMPLICIT

    def _layers(self) -> Iterable[tuple[str, Sequence[Document]]]:
        yield from [("identity", self.identity), ("boundary", self.boundary), ("session", self.session)]
        yield "resource", [self.resource] if self.resource else []
        yield from (("scp", level) for level in self.scp)
        yield from (("rcp", level) for level in self.rcp)

    def _explicitly_denied(self) -> bool:
        return any(
            statement.is_deny and applies(statement, self.request)
            for layer, documents in self._layers()
            for document in documents
            for statement in statements(layer, document)
        )

    def _allowed_by(self, layer: str, documents: Sequence[Document]) -> bool:
        return any(
            not statement.is_deny and applies(statement, self.request)
            for document in documents
            for statement in statements(layer, document)
        )

    def _resource_grant(self) -> Grant:
        """Return the most direct grant of the resource policy."""
        if not self.resource:
            return self.unstated
        return max(
            (
                granted_to(statement, self.caller)
                for statement in statements("resource", self.resource)
                if not statement.is_deny and applies(statement, self.request)
            ),
            default=Grant.NONE,
        )

    def _limits_allow(self) -> bool:
        """Tell whether the boundary and the session policy allow, where there is one.

        A federated session without a session policy has no permissions ("GetFederationToken").
        """
        if self.caller.kind == "federated" and not self.session:
            return False
        return all(
            self._allowed_by(layer, documents)
            for layer, documents in (("boundary", self.boundary), ("session", self.session))
            if documents
        )

    def _caller_side_allows(self) -> bool:
        if self.caller.kind == "root":
            return True
        return self._allowed_by("identity", self.identity) and self._limits_allow()

    def _granted(self) -> bool:
        given = self._resource_grant()
        if self.caller.kind not in (*WITH_POLICIES, "root"):
            return given > Grant.NONE
        if self.caller.kind == "root" and self.request.action.lower().startswith("sts:assumerole"):
            return False
        if self.caller.account != self.request.resource_account:
            return given > Grant.NONE and self._caller_side_allows()
        if given == Grant.FULL:
            return True
        if given == Grant.LIMITED:
            return self._limits_allow()
        if given == Grant.NONE and _needs_resource_policy(self.request):
            return False
        return self._caller_side_allows()


def _needs_resource_policy(request: Request) -> bool:
    """Tell whether the resource's own policy must allow: a role's trust policy, a key's key policy."""
    service, _, name = request.action.lower().partition(":")
    segments = request.resource.split(":", 5)
    last = segments[5] if len(segments) == 6 else ""
    if service == "sts":
        return name.startswith("assumerole") and last.startswith("role/")
    return service == "kms" and last.startswith("key/")


def _is_service_linked(caller: Caller, context: Context) -> bool:
    """Tell whether the caller is a service-linked role, by the path of its ARN.

    Neither SCPs nor RCPs bind it ("Service control policies", "Resource control policies").
    """
    if caller.kind == "role":
        return caller.name.startswith("aws-service-role/")
    if caller.kind != "session":
        return False
    arns = context.values("aws:PrincipalArn")
    if arns:
        return ":role/aws-service-role/" in arns[0] and caller.is_role_of_session(arns[0])
    return caller.role_name.startswith("AWSServiceRoleFor")
