# METADATA
# title: A plain document
# description: >-
#   A policy document that is the whole input, as `mfagate check FILE` takes it: its kind is inferred from its elements,
#   and its account is the one that it names.
package mfagate.document

import data.iam.actions as families

# A question to the rules about the document.
question := {"subject": subject, "assumptions": data.mfagate.defaults.assumptions}

subject := {
	"name": "document",
	"kind": kind,
	"account": account,
	"user": user,
	"sample_user": data.mfagate.defaults.user == "",
	"profile": data.mfagate.defaults.profile,
	"account_facts": data.mfagate.defaults.account_facts,
	"policies": policies,
}

policies := {"identity": [normalized]} if kind == "identity"

policies := {"resource": normalized} if kind != "identity"

# What is asked is of the partition `aws`: a document of one other is read as if it were of it.
normalized := given if {
	count(partitions) == 1
	some partition in partitions
	partition != "arn:aws:"
	given := json.unmarshal(replace(json.marshal(input), partition, "arn:aws:"))
} else := input

partitions := {found |
	some text in texts
	some found in regex.find_n(`arn:aws[a-z0-9-]*:`, text, -1)
}

# The label of the document in what the rules find.
default label := "resource"

label := "identity[0]" if kind == "identity"

# Without a Principal it is an identity policy; with one it is a trust policy when it names no resource and all
# its actions are those of assuming a role, else the policy of a resource.
default kind := "resource"

kind := "identity" if {
	not names_principals
} else := "trust" if {
	every statement in statements {
		is_assume_role_statement(statement)
	}
}

names_principals if {
	some statement in statements
	some element in {"Principal", "NotPrincipal"}
	element in object.keys(statement)
}

is_assume_role_statement(statement) if {
	count({"Resource", "NotResource"} & object.keys(statement)) == 0
	count(actions(statement)) > 0
	every action in actions(statement) {
		strings.any_prefix_match(lower(action), families.prefixes("assume-role"))
	}
}

actions(statement) := [action |
	some element in ["Action", "NotAction"]
	some action in listed(object.get(statement, element, []))
]

statements := [statement |
	some statement in listed(object.get(input, "Statement", []))
	is_object(statement)
]

listed(value) := value if {
	is_array(value)
} else := [value]

# Users and devices are one's own; where none is named, the account that is named most often, of these the first.
default account := "123456789012"

account := data.mfagate.defaults.account if {
	data.mfagate.defaults.account != ""
} else := ranked(own_accounts)[0][1] if {
	count(own_accounts) > 0
} else := ranked(accounts)[0][1] if {
	count(accounts) > 0
}

ranked(found) := sort([[0 - count([1 | some other in found; other == one]), one] | some one in found])

own_accounts := [parts[4] |
	some parts in arns
	parts[2] == "iam"
	strings.any_prefix_match(parts[5], ["user/", "mfa/"])
]

accounts := array.concat([parts[4] | some parts in arns], [text | some text in texts_of_own_account; is_account(text)])

arns := [parts |
	some text in texts_of_own_account
	parts := split(text, ":")
	count(parts) > 5
	parts[0] == "arn"
	is_account(parts[4])
]

# The user is the one who is trusted alone, or whose user and device the document is about.
default user := "alice"

user := data.mfagate.defaults.user if {
	data.mfagate.defaults.user != ""
} else := first if {
	not trusts_anybody
	first := sort(trusted)[0]
} else := owner if {
	count(principals) == 0
	count(owners) == 1
	some owner in owners
}

trusted := {name_in_arn("user", text) | some text in principals}

trusts_anybody if {
	some text in principals
	regex.match(`^(\*|[0-9]{12}|arn:[^:]*:iam::[^:]*:root)$`, text)
}

principals := principals_of.Allow if {
	count(principals_of.Allow) > 0
} else := principals_of.Deny

principals_of[effect] := {text |
	some statement in statements
	statement.Effect == effect
	walk(object.get(statement, "Principal", null), [_, text])
	is_string(text)
} if {
	some effect in {"Allow", "Deny"}
}

owners := {name_in_arn("user", text) | some text in texts} & {name_in_arn("mfa", text) | some text in texts}

name_in_arn(what, text) := name if {
	regex.match(`^arn:[^:]*:iam::[^:]*:(user|mfa)/[A-Za-z0-9_+=,.@-]+$`, text)
	parts := split(split(text, ":")[5], "/")
	parts[0] == what
	name := parts[1]
}

texts := [text |
	walk(input, [_, text])
	is_string(text)
]

# A statement that asks for an external id lets in somebody else: the accounts of its principals are not one's own.
texts_of_own_account := array.concat(
	[text |
		walk(object.remove(input, ["Statement"]), [_, text])
		is_string(text)
	],
	[text |
		some statement in listed(object.get(input, "Statement", []))
		walk(without_external_principals(statement), [_, text])
		is_string(text)
	],
) if {
	is_object(input)
} else := texts

without_external_principals(statement) := object.remove(statement, ["Principal", "NotPrincipal"]) if {
	requires_external_id(statement)
} else := statement

requires_external_id(statement) if {
	some clauses in statement.Condition
	is_object(clauses)
	some key, _ in clauses
	lower(key) == "sts:externalid"
}

is_account(text) if regex.match(`^[0-9]{12}$`, text)
