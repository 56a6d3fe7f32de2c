# METADATA
# title: Callers
# description: Which callers the conditions of a statement keep out.
package mfa.rules.lib.callers

import data.iam.conditions
import data.iam.operators
import data.iam.policies
import data.mfa.requests

# Whether a condition on one of these keys, all of which the context has that the caller has, fails for the caller.
fails_for(statement, keys, context) if {
	some clause in policies.clauses(statement)
	clause[1] in keys
	ready := conditions.prepared(clause)
	not conditions.is_met(ready, context)
}

# Conditions that no IAM user and no root user meets: only roles, services or vendors do.
excludes_users(statement) if {
	every type in ["User", "Account"] {
		fails_for(statement, keys_of_type, {"aws:principaltype": type, "aws:principalisawsservice": "false"})
	}
}

excludes_users(statement) if {
	some clause in policies.clauses(statement)
	clause[1] == "aws:principalarn"
	operators.parsed(clause[0]).negated == false
	every text in clause[2] {
		regex.match(`:(role|assumed-role)/`, text)
	}
}

# Users carry neither an external ID nor the name of a service.
keys_of_type := {
	"aws:principaltype", "aws:principalisawsservice", "aws:principalservicename", "aws:principalservicenameslist",
	"sts:externalid",
}

# Conditions that a stranger cannot meet: one with a user, an MFA device, tags and names to choose in an account of
# their own.
keeps_strangers_out(statement) if fails_for(statement, keys_of_strangers, stranger)

keeps_strangers_out(statement) if {
	some clause in policies.clauses(statement)
	clause[1] == "aws:principalarn"
	operators.parsed(clause[0]).negated == false
	every text in clause[2] {
		regex.match(`^arn:[^:]*:(iam|sts)::[0-9]{12}:`, text)
	}
}

stranger := {
	"aws:principalaccount": requests.stranger.account,
	"aws:principalorgid": requests.stranger.organization,
	"aws:principalorgpaths": [requests.stranger.organization_path],
	"aws:sourceip": requests.stranger.address,
	"aws:userid": "AIDAMFAGATESTRANGER",
}

keys_of_strangers := object.keys(stranger) | {
	"aws:sourcevpc", "aws:sourcevpce", "aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgid", "sts:externalid",
}
