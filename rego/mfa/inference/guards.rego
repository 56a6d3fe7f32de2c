# Guards, and the MFA that a document requires.
package mfa.inference

import data.iam.conditions
import data.iam.policies
import data.mfa.flags

# A Deny that depends on how the caller signed in.
is_guard(statement) if {
	statement.Effect == "Deny"
	count(mfa_clauses(statement, false)) > 0
} else := false

# The clauses of a statement on MFA keys, prepared, each with its path; `variables`: whether variables are expanded.
mfa_clauses(statement, variables) := [found |
	is_object(statement.Condition)
	condition := {operator: keys | some operator, keys in statement.Condition; is_object(keys)}
	some clause in policies.clauses({"value": {"Condition": condition}, "variables": variables})
	clause[1] in flags.lower_keys
	found := object.union(prepared(clause), {"path": ["Condition", clause[0], clause[4]], "written": clause[4]})
]

# A clause with an unknown operator has no family, so it is never met.
prepared(clause) := found if {
	found := conditions.prepared(clause)
} else := {"operator": clause[0], "texts": clause[2]}

# Whether all these clauses are met in a context.
all_met(clauses, context) if {
	every clause in clauses {
		conditions.is_met(clause, context)
	}
}

# What a document requires: "people" for a Deny that an absent MFA key escapes, "keys" for
# one that covers an absent key too, "grants" for Allows that need an MFA key, else "nothing". An access key's request
# has no MFA key in it, so what a condition says of an absent one decides.
requires(document) := "keys" if {
	denies_mfa(document)
	working := [guard | some guard in document_guards(document); is_about_services(guard)]
	count(working) > 0 # a guard of `iam:*` alone is the same under every profile
	every guard in working {
		matches_absent_key(guard)
	}
} else := "people" if {
	denies_mfa(document)
} else := "grants" if {
	allows := [statement | some statement in statements(document); statement.Effect == "Allow"]
	count(allows) > 0
	every statement in allows {
		count(mfa_clauses(statement, false)) > 0
		not matches_absent_key(statement)
	}
} else := "nothing"

denies_mfa(document) if count(document_guards(document)) > 0

document_guards(document) := [statement | some statement in statements(document); is_guard(statement)]

is_about_services(statement) if {
	"NotAction" in object.keys(statement)
	not "*" in listed(statement.NotAction)
}

is_about_services(statement) if {
	not "NotAction" in object.keys(statement)
	some action in listed(object.get(statement, "Action", null))
	is_string(action)
	not lower(split(action, ":")[0]) in {"iam", "sts"}
}

matches_absent_key(statement) if all_met(mfa_clauses(statement, false), {})

# Whether a document is a guard and nothing else: it denies by MFA and allows only what users do for themselves, that is
# to read in IAM and to manage the password, the keys and the device of `${aws:username}`. A guard that grants rights
# belongs to some users, and the file does not say who else its Deny is attached to. Unknown forms are grants.
is_only_guard(document) if {
	denies_mfa(document)
	every statement in statements(document) {
		not grants_rights(statement)
	}
} else := false

grants_rights(statement) if {
	not statement.Effect == "Deny"
	not is_self_service(statement)
}

is_self_service(statement) if {
	statement.Effect == "Allow"
	actions := listed(statement.Action)
	count(actions) > 0
	resources := listed(statement.Resource)
	count(resources) > 0
	every one in array.concat(actions, resources) {
		is_string(one)
	}
	every action in actions {
		is_self_service_action(lower(action), resources)
	}
}

is_self_service_action(action, _) if {
	regex.match(`^(iam:(get|list)[a-z*?]*|sts:get(sessiontoken|calleridentity))$`, action)
}

is_self_service_action(action, resources) if {
	# `iam:*AccessKey*` is about the keys of one's own user, whatever is done to them.
	named_action := replace(replace(action, "*", ""), "?", "")
	regex.match(self_service_actions, named_action)
	every resource in resources {
		is_own_resource(named_action, resource)
	}
}

self_service_actions := concat("", [
	`^iam:(change|create|deactivate|delete|enable|finalize|get|list|request|reset|resync|update|upload)?`,
	`((virtual)?mfa(devices?)?|smsmfaregistration|accesskeys?|accesskeylastused|loginprofile|password|`,
	`signingcertificates?|sshpublickeys?|servicespecificcredentials?)$`,
])

is_own_resource(_, resource) if {
	regex.match(`(?i)^arn:[^:]*:iam::[^:]*:(user/(.*/)?\$\{aws:username\}|mfa/(.*/)?\$\{aws:username\}.*)$`, resource)
}

is_own_resource(action, resource) if {
	regex.match(`^iam:(create|delete|list)?virtualmfa(devices?)?$`, action)
	regex.match(`^arn:[^:]*:iam::[^:]*:mfa/.*$`, resource)
}
