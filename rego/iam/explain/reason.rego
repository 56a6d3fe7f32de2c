# METADATA
# title: Reasons
# description: Every decision in words, and on request the statements that nearly applied.
package iam.explain

import data.iam.match
import data.iam.policies

# One sentence for a decision.
reason(question, outcome) := sprintf("explicitly denied by %s", [names(outcome.ids)]) if {
	outcome.decision == "ExplicitlyDenied"
} else := "allowed: the action requires no permissions" if {
	question.action in {"caller-identity", "session-token"}
	outcome.decision == "Allowed"
} else := sprintf("allowed by %s", [names(outcome.ids)]) if {
	outcome.decision == "Allowed"
	count(outcome.ids) > 0
} else := "allowed: this request needs no policy, and none denies it" if {
	outcome.decision == "Allowed"
} else := "implicitly denied: the root user can never assume a role" if {
	question.action == "use-of-role"
	"identity" in outcome.denied_by
	match.callers[question.principal].kind == "root"
} else := sprintf("implicitly denied: %s", [concat("; ", [missing_allow(type) | some type in outcome.denied_by])])

names(ids) := concat(", ", [name(policies.statements[id].where) | some id in ids])

name(where) := sprintf("%s statement %d%s", [where.policy, where.statement, sid(where.sid)])

sid(null) := ""

sid("") := ""

sid(text) := sprintf(" (%s)", [text]) if {
	text != null
	text != ""
}

missing_allow("identity") := "no identity policy allows it"

missing_allow("resource") := "no resource policy allows it" if policies.applies("resource")

missing_allow("resource") := "it needs a resource policy that allows it, and none is given" if {
	not policies.applies("resource")
}

missing_allow("boundary") := "the permissions boundary does not allow it"

missing_allow("session") := "the session policy does not allow it" if policies.applies("session")

missing_allow("session") := "a federated user session without a session policy has no permissions" if {
	not policies.applies("session")
}

missing_allow("scp") := "no service control policy of one level allows it"

missing_allow("rcp") := "no resource control policy of one level allows it"
