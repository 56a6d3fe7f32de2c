package mfa.classes

import data.iam.conditions
import data.iam.policies
import data.iam.principals
import data.mfa.subject

# Whether the policy is a resource's or a role's, so that anybody may ask, of any account.
is_asked_by_anybody if subject.kind in {"resource", "trust"}

# The keys that tell the accounts of callers apart.
default account_keys := set()

account_keys := {"aws:principalaccount"} if is_asked_by_anybody

aws_principals := {text |
	some statement in statements
	some name in ["Principal", "NotPrincipal"]
	some text in policies.listed(object.get(statement.value, [name, "AWS"], []))
}

# Users, roles and sessions that resource policies name: of this account, and where anybody may ask of every one.
named_principals := {text |
	some text in aws_principals
	split(text, ":")[4] in ({subject.account} | outside_accounts)
	not endswith(text, ":root")
}

# Accounts beside the subject's that principals and conditions name, and one that none names.
default outside_accounts := set()

outside_accounts := {account |
	some account in (named_accounts | {unnamed_account})
	account != subject.account
} if {
	is_asked_by_anybody
}

unnamed_account := [account |
	some account in data.mfa.classes.representatives.accounts
	not account in (named_accounts | {subject.account})
][0]

named_accounts := {account | some text in aws_principals; account := account_of(text)} | {account |
	some mask in account_masks_of_callers
	some account in accounts_like(mask)
}

account_masks_of_callers := key_globs("aws:principalaccount") | {parts[4] |
	some mask in key_globs("aws:principalarn")
	parts := split(mask, ":")
	count(parts) > 5
}

account_of(text) := text if regex.match(`^[0-9]{12}$`, text)

account_of(text) := split(text, ":")[4] if regex.match(`^arn:[^:]*:(iam|sts)::[0-9]{12}:`, text)

# Users and roles of a kind that principals name: the end of the ARN, the name, the account. The session of a role tells
# no path.
named_callers[kind] := {[parts[5], segments[count(segments) - 1], parts[4]] |
	some text in named_principals
	parts := split(text, ":")
	parts[2] == "iam"
	regex.match(entry.form, parts[5])
	segments := split(parts[5], "/")
} if {
	some kind, entry in caller_kinds
}

# Each of them as a caller, by the identifier of the sample.
named_samples(kind) := named_sessions(kind) | {[named[0], named[1], sample_of[kind][2], named[2]] |
	some named in named_callers[kind]
}

# Sessions that principals name.
named_sessions("user") := set()

named_sessions(kind) := {[tail, segments[1], concat(":", [id, segments[2]]), parts[4]] |
	some text in named_principals
	parts := split(text, ":")
	parts[2] == "sts"
	segments := split(parts[5], "/")
	segments[0] == "assumed-role"
	count(segments) == 3
	some tail in ({concat("", ["role/", segments[1]])} | {named[0] |
		some named in named_callers[kind]
		named[1] == segments[1]
		named[2] == parts[4]
	})
	regex.match(caller_kinds[kind].form, tail)
	some id in role_ids
} if {
	kind != "user"
}

# The statements of resource policies that mean a caller, with the form in which they do.
meaning(who) := {[id, form] |
	some id, value in statements_on_principals
	some form in forms_of(value, who)
}

statements_on_principals := {id: statement.value |
	some id, statement in statements
	policies.names_principal(statement)
}

forms_of(value, who) := principals.forms(value.Principal, who) if value.Principal

forms_of(value, who) := {"excepted"} if principals.excluded(value.NotPrincipal, who)

# A caller of another account needs a statement that means it. One with an external ID is for a vendor's service.
is_let_in(outcome) if outcome[3]

is_let_in(outcome) if {
	some pair in outcome[2]
	statement := statements[pair[0]]
	statement.effect == "Allow"
	statement.value.Principal
	not asks_for_external_id(statement)
}

asks_for_external_id(statement) if {
	some clause in policies.clauses(statement)
	clause[1] == "sts:externalid"
	ready := conditions.prepared(clause)
	not conditions.is_met(ready, {})
	not conditions.is_met(ready, {"sts:externalid": "mfagate-other"})
}
