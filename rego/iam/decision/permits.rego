package iam.decision

import data.iam.match
import data.iam.policies

# Whether a policy type allows.
permits("identity", question) if {
	count(matching_allows(question, policies.of_type.identity)) > 0
	caller_kind(question) != "root"
}

permits("resource", question) if count(grants(question)) > 0

permits("boundary", _) if not policies.applies("boundary")

permits("boundary", question) if count(matching_allows(question, policies.of_type.boundary)) > 0

# A GetFederationToken session has the permissions of its session policy and no others, so without one
# it has none ("Permissions for GetFederationToken").
permits("session", question) if {
	not policies.applies("session")
	caller_kind(question) != "federated-user"
}

permits("session", question) if count(matching_allows(question, policies.of_type.session)) > 0

# Each level must allow: the root, every organizational unit, the account.
permits("scp", question) if {
	every level in policies.levels("scp") {
		count(matching_allows(question, policies.of_level[level])) > 0
	}
}

# RCPFullAWSAccess is attached everywhere and cannot be detached ("Resource control policies (RCPs)"), so
# a level that states only denials allows the rest.
permits("rcp", question) if {
	every level in policies.levels("rcp") {
		level_permits(level, question)
	}
}

level_permits(level, _) if count(policies.of_level[level] & policies.allows) == 0

level_permits(level, question) if count(matching_allows(question, policies.of_level[level])) > 0

caller_kind(question) := match.callers[question.principal].kind
