# The account, the user and the partition that documents are about.
package mfa.inference

# Policies are evaluated in an account: in another one than theirs, ARNs that name theirs would match nothing. Users and
# devices are in one's own account; where none is named, it is the account that is named most often, of these the first.
# The last resort is the account of the examples in AWS's documentation.
account(documents) := name if {
	candidates := [text | some document in documents; some text in own_texts(document)]
	arns := account_arns(candidates)
	bare := [text | some text in candidates; is_account(text)]
	found := first_non_empty(own_accounts(arns), array.concat([arn[4] | some arn in arns], bare))
	count(found) > 0
	name := most_frequent(found)
} else := "123456789012"

most_frequent(found) := ranked[0][1] if {
	distinct := {one | some one in found}
	ranked := sort([[0 - count([1 | some other in found; other == one]), one] | some one in distinct])
}

first_non_empty(one, _) := one if count(one) > 0

first_non_empty(one, other) := other if count(one) == 0

own_accounts(arns) := [arn[4] |
	some arn in arns
	arn[2] == "iam"
	strings.any_prefix_match(arn[5], ["user/", "mfa/"])
]

named_accounts(document) := {arn[4] | some arn in account_arns(own_texts(document))}

# The parts of every ARN with an account.
account_arns(found) := [parts |
	some text in found
	startswith(text, "arn:")
	parts := split(text, ":")
	count(parts) > 5
	is_account(parts[4])
]

# The texts that may name the document's own account. A statement that requires an external id lets in somebody else,
# such as a vendor: the accounts of its principals are not one's own.
own_texts(document) := array.concat(
	texts(object.remove(document, ["Statement"])),
	[text |
		some statement in listed(object.get(document, "Statement", []))
		some text in texts(without_vendors(statement))
	],
) if {
	is_object(document)
} else := texts(document)

without_vendors(statement) := object.remove(statement, ["Principal", "NotPrincipal"]) if {
	requires_external_id(statement)
} else := statement

requires_external_id(statement) if {
	is_object(statement)
	is_object(statement.Condition)
	some clauses in statement.Condition
	is_object(clauses)
	some key, _ in clauses
	lower(key) == "sts:externalid"
}

is_account(text) if {
	count(text) == 12
	regex.match(`^[0-9]{12}$`, text)
}

# The only user who is trusted, or the one whose user and device the documents are about: asked about anybody else, a
# role that trusts one user lets in nobody.
user(documents) := user_among(principals_of(documents), documents)

user_among(principals, _) := sort(trusted)[0] if {
	not admits_anybody(principals)
	trusted := {named("user", text) | some text in principals}
	count(trusted) > 0
} else := "alice" if {
	count(principals) > 0
}

user_among(principals, documents) := sole_owner(texts(documents)) if count(principals) == 0

sole_owner(found) := owner if {
	owned := [text | some text in found; contains(text, ":iam::")]
	owners := {named("user", text) | some text in owned} & {named("mfa", text) | some text in owned}
	count(owners) == 1
	some owner in owners
} else := "alice"

admits_anybody(principals) if {
	some text in principals
	regex.match(`^(\*|[0-9]{12}|arn:[^:]*:iam::[^:]*:root)$`, text)
}

principals_of(documents) := first_non_empty(
	principals_by_effect(documents, "Allow"),
	principals_by_effect(documents, "Deny"),
)

principals_by_effect(documents, effect) := {text |
	some document in documents
	some statement in statements(document)
	statement.Effect == effect
	some text in texts(object.get(statement, "Principal", null))
}

named(resource_type, text) := name if {
	regex.match(`^arn:[^:]*:iam::[^:]*:(user|mfa)/[A-Za-z0-9_+=,.@-]+$`, text)
	parts := split(split(text, ":")[5], "/")
	parts[0] == resource_type
	name := parts[1]
}

# Requests are made in the partition `aws`: documents of one other partition are read as if they were of it. Partitions
# have the same services and rules, and nothing of one is requested in another.
partition_replacements(documents) := {beginning: "arn:aws:"} if {
	found := {beginning |
		some text in texts(documents)
		contains(text, "arn:aws")
		some beginning in regex.find_n(`arn:aws[a-z0-9-]*:`, text, -1)
	}
	count(found) == 1
	some beginning in found
	beginning != "arn:aws:"
} else := {}
