package iam.match

import data.iam.policies
import data.iam.principals

# The forms by which each statement of a resource policy means each caller.
forms[text] := {id: found |
	some id, statement in policies.statements
	policies.has(statement, "Principal")
	found := principals.forms(statement.value.Principal, who)
} if {
	some text, who in callers
}

by_principal[text] := {id | some id, statement in policies.statements; names_caller(id, statement, text)} if {
	some text, _ in callers
}

# A statement without a Principal means whoever it is attached to.
names_caller(_, statement, _) if not policies.names_principal(statement)

names_caller(id, _, text) if count(forms[text][id]) > 0

names_caller(_, statement, text) if {
	policies.has(statement, "NotPrincipal")
	not is_excepted(statement, text)
}

# With a permissions boundary, a Deny with NotPrincipal always applies ("AWS JSON policy elements:
# NotPrincipal").
is_excepted(statement, text) if {
	principals.excluded(statement.value.NotPrincipal, callers[text])
	caller_kind := callers[text].kind
	not is_bounded(caller_kind)
}

is_bounded(kind) if {
	kind in {"user", "role", "role-session", "federated-user"}
	policies.applies("boundary")
}
