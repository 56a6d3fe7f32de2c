# METADATA
# title: Rules
# description: >-
#   Each file holds one rule, `findings contains finding`, with its id, severity, remedy and sources in its
#   metadata. A finding names the rule, says what is wrong, and points to a statement. What several rules need
#   stands here and in the folders beside: `statements`, `texts`, `actions` and `guards`.
package mfa.rules.lib

import data.mfa.classes
import data.mfa.profiles
import data.mfa.rules.lib.actions
import data.mfa.subject

# A finding on a cell of the posture that the profile wants otherwise.
cell_finding(rule, shortfall, message) := {
	"rule": rule,
	"message": message,
	"at": location(shortfall.witness),
	"evidence": {
		"row": shortfall.row,
		"column": shortfall.column,
		"required": shortfall.required,
		"state": shortfall.state,
		"actions": shortfall.count,
		"request": shortfall.witness.request,
		"reason": shortfall.witness.reason,
	},
}

# A finding on a part of a document: `path` leads from the statement to the value.
document_finding(rule, where, path, message, evidence) := {
	"rule": rule,
	"message": message,
	"at": {"policy": where.policy, "statement": where.statement, "path": path},
	"evidence": evidence,
}

# The statement to look at: the Deny that decided, else the guard that should have stopped what went through, else the
# statement that let it through, else the first.
location(witness) := at(witness.by[0]) if {
	denied(witness)
} else := guarding[0] if {
	count(guarding) > 0
} else := letting_through(witness)[0] if {
	count(letting_through(witness)) > 0
} else := guard_at

denied(witness) if witness.by[0].effect == "Deny"

at(where) := {"policy": where.policy, "statement": where.statement}

guarding := [at(statement.where) |
	some statement in own_statements
	subject.is_guard(statement.value)
]

# What is assumed beside the subject's own statements lets things through too, and stands nowhere.
letting_through(witness) := [at(where) |
	some where in witness.by
	some statement in own_statements
	at(statement.where) == at(where)
]

guard_at := guarding[0]

guard_at := at(own_statements[0].where) if count(guarding) == 0

# The subject's own statements, without what is assumed beside them.
own_statements := actions.own

# What a witness asked for, in words.
asks(witness) := concat("", [sprintf("%s on %s", [witness.request.action, witness.request.resource]), asking(witness)])

# A user other than the sample is asked for where policies tell users apart by name and nobody says whose they are.
asking(witness) := sprintf(
	" by the user %s with the identifier %s (`user` in the config says whose the policies are)",
	[split(witness.context["aws:PrincipalArn"], ":user/")[1], witness.context["aws:userid"]],
) if {
	witness.context["aws:userid"] != classes.sample_id
} else := sprintf(
	" by the user %s (`user` in the config says whose the policies are)",
	[split(witness.context["aws:PrincipalArn"], ":user/")[1]],
) if {
	witness.context["aws:username"]
} else := ""

# The rows of the posture in words.
in_words := {
	"console-without-mfa": "a console session without MFA",
	"console-with-mfa": "a console session with MFA",
	"api-key": "an access key",
	"session-without-mfa": "a session without MFA",
	"session-with-mfa": "a session with MFA",
	"role-session": "a role session",
	"federated": "a federated session",
	"forwarded-from-api-key": "a service that an access key called",
	"ecr-from-api-key": "a registry token from an access key",
}

count_of(1) := "1 action"

count_of(n) := sprintf("%d actions", [n]) if n != 1

# The shortfalls of some cells, each [row, column, what the profile requires].
shortfalls(cells) := {found |
	some found in profiles.shortfalls
	some cell in cells
	cell == [found.row, found.column, found.required]
}

# Whether the profile leaves access keys alone: it wants them to work without MFA, or does not say.
keys_stay_free if profiles.required("api-key", "services") != "blocked"
