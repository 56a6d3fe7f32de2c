package iam.decision

import data.iam.matches
import data.iam.policies

# Whether a policy type allows a request: one rule a type.
permits("identity", index) if count(allowing(index, policies.of_type.identity)) > 0

# The root user needs no policy ("Policy evaluation logic": all allowed by default).
permits("identity", index) if kind(index) == "root"

# "No permissions are required for users to perform this operation" (GetSessionToken).
permits("identity", index) if lower(input.requests[index].action) == "sts:getsessiontoken"

permits("resource", index) if count(grants(index)) > 0

permits("boundary", _) if not policies.applies("boundary")

permits("boundary", index) if count(allowing(index, policies.of_type.boundary)) > 0

permits("boundary", index) if kind(index) == "root"

# A GetFederationToken session has the permissions of its session policy and no others, so without one
# it has none ("Permissions for GetFederationToken").
permits("session", index) if {
	not policies.applies("session")
	kind(index) != "federated-user"
}

permits("session", index) if count(allowing(index, policies.of_type.session)) > 0

# Each level must allow: the root, every organizational unit, the account.
permits("scp", index) if {
	every level in policies.levels("scp") {
		count(allowing(index, policies.of_level[level])) > 0
	}
}

# RCPFullAWSAccess is attached everywhere and cannot be detached, so resource control policies only
# deny ("Resource control policies (RCPs)").
permits("rcp", _) := true

kind(index) := matches.callers[input.requests[index].principal].kind
