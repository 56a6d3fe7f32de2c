# METADATA
# title: Library
# description: >-
#   What several rules use to make their findings. A finding names the rule, says what is wrong, and points to a
#   statement. The folders next to this file have what rules use to read the subject: `statements`, `texts`, `actions`
#   and `guards`.
package mfa.rules.lib

import data.mfa.causes
import data.mfa.classes
import data.mfa.inference
import data.mfa.profiles
import data.mfa.rules.lib.actions
import data.mfa.rules.lib.statements

# A finding on a cell of the posture that violates the profile: it stands at its cause, and its remedy is the edit that
# closes the cell, where there is one.
cell_finding(rule, shortfall, message) := object.union(object.filter(cause, ["remedy"]), {
	"rule": rule,
	"message": message,
	"at": object.get(cause, "at", location(shortfall.witness)),
	"evidence": object.union(evidence, {
		"row": shortfall.row,
		"column": shortfall.column,
		"required": shortfall.required,
		"state": shortfall.state,
		"actions": shortfall.count,
	}),
}) if {
	cause := causes.cause_of(shortfall)
	own := object.filter(shortfall.witness, ["context", "reason", "request"])
	evidence := object.union(own, object.filter(cause, ["edits"]))
}

# A finding on a part of a document: `path` leads from the statement to the value.
document_finding(rule, where, path, message, evidence) := {
	"rule": rule,
	"message": message,
	"at": {"policy": where.policy, "statement": where.statement, "path": path},
	"evidence": evidence,
}

# The statement to look at: the Deny that decided, or else the guard, or else the Allow that decided, or else the first.
location(witness) := at(witness.by[0]) if {
	denied(witness)
} else := guarding[0] if {
	count(guarding) > 0
} else := at(statements.among(witness.by)[0].where) if {
	count(statements.among(witness.by)) > 0
} else := guard_at

denied(witness) if witness.by[0].effect == "Deny"

at(where) := {"policy": where.policy, "statement": where.statement}

guarding := [at(statement.where) |
	some statement in own_statements
	inference.is_guard(statement.value)
]

guard_at := guarding[0]

guard_at := at(own_statements[0].where) if count(guarding) == 0

# The subject's own statements, without the assumed ones.
own_statements := actions.own

# The message for a cell in which the policies allow more than the profile does.
allowed_message(lead, shortfall) := sprintf("%s: %s allowed, for example %s; expected %s%s", [
	lead,
	counted(shortfall.count, "action"),
	request_text(shortfall.witness),
	shortfall.required,
	cause_text(": %s", shortfall),
])

# The message for a cell in which the policies deny what they grant and the profile expects.
denied_message(lead, shortfall) := sprintf("%s: %s denied, for example %s: %s", [
	lead,
	counted(shortfall.count, "granted action"),
	request_text(shortfall.witness),
	denial_text(shortfall),
])

# The cause, at which the finding stands; without one the decision in words.
denial_text(shortfall) := causes.cause_of(shortfall).why if {
	causes.cause_of(shortfall).at
} else := concat("", [shortfall.witness.reason, cause_text("; %s", shortfall)])

# Why, as the end of a message.
cause_text(form, shortfall) := sprintf(form, [causes.cause_of(shortfall).why]) if {
	causes.cause_of(shortfall).why
} else := ""

counted(1, noun) := sprintf("1 %s is", [noun])

counted(n, noun) := sprintf("%s %ss are", [with_commas(n), noun]) if n != 1

with_commas(n) := format_int(n, 10) if n < 1000

with_commas(n) := concat(",", [thousands, rest]) if {
	n >= 1000
	thousands := format_int(floor(n / 1000), 10)
	rest := substring(format_int(1000 + (n % 1000), 10), 1, -1)
}

# The request of a witness.
request_text(witness) := concat("", [
	sprintf("%s on %s", [witness.request.action, witness.request.resource]),
	user_text(witness),
])

# The caller, if it is not the sample: the policies tell callers apart by name, and no config says whose they are.
user_text(witness) := text if {
	witness.context["aws:username"]
	user := split(witness.context["aws:PrincipalArn"], ":user/")[1]
	identifier := identifier_text(witness.context["aws:userid"])
	text := sprintf(" by the user %s%s%s%s", [user, identifier, account_text(witness.context), config_text])
} else := sprintf(" by the session %s of the role %s%s", [
	split(witness.context["aws:userid"], ":")[1],
	split(witness.context["aws:PrincipalArn"], ":role/")[1],
	account_text(witness.context),
]) if {
	witness.context["aws:PrincipalArn"]
} else := ""

# Which other account a caller is of.
account_text(context) := sprintf(" of account %s", [context["aws:PrincipalAccount"]]) if {
	context["aws:PrincipalAccount"]
} else := ""

default config_text := " (`user` in the config names the policies' user)"

config_text := "" if classes.is_asked_by_anybody

identifier_text(id) := "" if id == classes.sample_identifier["aws:userid"]

identifier_text(id) := sprintf(" with the ID %s", [id]) if id != classes.sample_identifier["aws:userid"]

# The rows of the posture in a sentence.
row_labels := {row.id: row.phrase | some row in data.mfa.posture.table.rows}

# The shortfalls of some cells, each [row, column, what the profile requires].
shortfalls(cells) := {found |
	some found in profiles.shortfalls
	some cell in cells
	cell == [found.row, found.column, found.required]
}

# Whether the profile does not require MFA of access keys.
keys_need_no_mfa if profiles.required("api-key", "services") != "blocked"
