package mfa.classes

import data.iam.conditions
import data.iam.operators
import data.iam.variables
import data.mfa.subject

# The keys that name the user.
name_keys := {"aws:principalarn", "aws:userid", "aws:username"}

name_clauses := {clause | some clause in clauses; clause[1] in name_keys}

# Other users than the sample, one for each way in which the conditions on names come out: where the user is
# not named, a user that a condition exempts may have the policies.
default users := []

users := [object_of(user) | some user in array.slice(other_users, 0, user_limit)] if are_users_told_apart

are_users_told_apart if {
	subject.is_any_user
	subject.principal == "user"
	count(name_clauses) > 0
}

user_limit := 8

object_of(user) := {
	"aws:PrincipalArn": concat("", [user_head, user[0]]),
	"aws:username": user[1],
	"aws:userid": user[2],
}

other_users := sort([min(values_with(users_by_clauses, truth)) |
	some truth in {pair[0] | some pair in users_by_clauses}
	truth != name_clauses_met(sample_user)
])

sample_user := [concat("", ["user/", subject.user]), subject.user, sample_id]

sample_id := credential_values(data.mfa.credentials["api-key"], {"aws:userid"})["aws:userid"]

users_by_clauses := {[name_clauses_met(user), user] | some user in possible_users}

name_clauses_met(user) := {clause |
	some clause in name_clauses
	conditions.is_met(conditions.prepared(clause), with_changes(name_context, lower_keys(object_of(user))))
}

lower_keys(context) := {lower(key): value | some key, value in context}

# What the values of conditions on names may name besides.
name_context := credential_values(
	data.mfa.credentials["api-key"],
	union({conditions.keys(clause) | some clause in name_clauses}),
)

# A user: the end of the ARN, the name, the unique identifier.
possible_users := {[tail, name, id] | some [tail, name] in named_users; some id in possible_ids}

named_users := ({[concat("", ["user/", name]), name] | some name in possible_names} | {[tail, name] |
	some tail in user_tails
	parts := split(tail, "/")
	name := parts[count(parts) - 1]
}) | {[concat("", [path, name]), name] |
	some tail in user_tails
	some path in regex.find_n(`^user/.+/`, tail, 1)
	some name in possible_names
}

possible_names := {subject.user} | {name |
	globs := key_globs("aws:username")
	some mask in overlaps(any_text, globs)
	name := instance(mask, globs, sample_names)
	regex.match(`^[A-Za-z0-9_+=,.@-]{1,64}$`, name)
}

possible_ids := {sample_id} | {id |
	globs := key_globs("aws:userid")
	some mask in overlaps(concat("", ["AIDA", any_text]), globs)
	id := instance(mask, globs, sample_names)
}

# A user may have a path before the name.
user_tails := {tail |
	some mask in overlaps(any_user, user_globs)
	tail := instance(mask, user_globs, sample_names)
	regex.match(`^user/([!-~]*/)?[A-Za-z0-9_+=,.@-]{1,64}$`, tail)
}

any_user := concat("", ["user/", any_text])

user_head := sprintf("arn:aws:iam::%s:", [subject.account])

# The ends of the patterns of ARNs; where a wildcard has taken up what stands before, what is left.
user_globs := {parts[count(parts) - 1] |
	some mask in key_globs("aws:principalarn")
	parts := split(mask, ":")
	count(parts) < 7
}

# A text that holds the sample user's name or identifier, as it is for another user.
renamed(text, user) := replace(replace(text, subject.user, user["aws:username"]), sample_id, user["aws:userid"])

name_gaps contains "conditions on the user's name distinguish more users than mfagate tries" if {
	are_users_told_apart
	count(other_users) > user_limit
}

name_gaps contains reason if {
	are_users_told_apart
	some key, unknown in {
		"aws:username": unknown_overlaps(any_text, key_globs("aws:username")),
		"aws:PrincipalArn": unknown_overlaps(any_user, user_globs),
		"aws:userid": unknown_overlaps(any_text, key_globs("aws:userid")),
	}
	count(unknown) > 0
	reason := sprintf("the values of %s overlap in more ways than mfagate tries", [key])
}

name_gaps contains reason if {
	are_users_told_apart
	some clause in name_clauses
	family := operators.parsed(clause[0]).family
	not family in {"arn", "null", "string"}
	reason := sprintf("%s on %s distinguishes users in a way that mfagate does not try", [clause[0], clause[4]])
}

name_gaps contains reason if {
	are_users_told_apart
	some clause in name_clauses
	conditions.has_variables(clause)
	some text in clause[2]
	count(variables.keys(text) - name_keys) > 0
	reason := sprintf("the condition on %s compares a user's name with another key", [clause[4]])
}

name_gaps contains reason if {
	subject.principal == "role"
	some clause in name_clauses
	reason := sprintf("mfagate tries only the value of %s that the sample role has", [clause[4]])
}

# Whoever is said by name has an identifier that nobody said.
name_gaps contains "mfagate tries only the value of aws:userid that the credential has" if {
	not subject.is_any_user
	"aws:userid" in condition_keys
}
