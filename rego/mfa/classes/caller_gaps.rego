package mfa.classes

import data.iam.conditions
import data.iam.operators
import data.mfa.subject

caller_gaps contains gap(reason, name_clauses) if {
	are_callers_told_apart
	some kind, found in told_apart
	count(found) > caller_limit
	reason := sprintf("the policies distinguish more callers of the kind %s than mfagate tries", [kind])
}

caller_gaps contains gap(reason, clauses_on(lower(label))) if {
	are_callers_told_apart
	some label in ["aws:username", "aws:PrincipalArn", "aws:userid"]
	some kind, entry in caller_kinds
	count(unknown_name_overlaps(lower(label), kind, entry)) > 0
	reason := sprintf("the values of %s overlap in more ways than mfagate tries", [label])
}

caller_gaps contains gap(reason, {clause}) if {
	some clause in name_clauses
	family := operators.parsed(clause[0]).family
	not family in {"arn", "null", "string"}
	reason := sprintf("%s on %s distinguishes callers in a way that mfagate does not try", [clause[0], clause[4]])
}

# A user who is named has an identifier, and may have a path, that nobody said.
caller_gaps contains gap("mfagate tries only the value of aws:userid that the credential has", found) if {
	not subject.is_any_user
	found := {clause | some clause in clauses; "aws:userid" in conditions.keys(clause)}
	count(found) > 0
}

# The path of a user who is named is not known.
caller_gaps contains gap(reason, path_clauses) if {
	not subject.is_any_user
	subject.principal == "user"
	path_clauses := {clause | some clause in clauses_on("aws:principalarn"); is_about_path(clause)}
	count(path_clauses) > 0
	reason := sprintf("mfagate does not know the path of the user %s", [subject.user])
}

# Whether the clause means the user under some path and not under every path, or the other way round.
is_about_path(clause) if {
	some text in clause[2]
	some mask in masks_of(clause, text)
	tail := concat(":", array.slice(split(mask, ":"), 5, 6))
	startswith(tail, "user/")
	contains(trim_prefix(tail, "user/"), "/")
	not disjoint(tail, concat("", ["user/", any_text, "/", subject.user]))
}

unknown_name_overlaps("aws:username", "user", _) := unknown_overlaps(any_text, name_globs("aws:username"))

unknown_name_overlaps("aws:principalarn", kind, entry) := unknown_overlaps(as_glob(entry.tail), tail_globs_of[kind])

unknown_name_overlaps("aws:userid", "user", _) := unknown_overlaps(concat("", ["AIDA", any_text]), user_id_globs)

# A pattern without a colon is for the identifier and for the session, unless its only wildcard ends it.
unknown_name_overlaps("aws:userid", kind, _) := (unknown_overlaps(any_text, role_id_globs) | unknown_overlaps(
	any_text,
	session_globs,
)) | {mask |
	some mask in name_globs("aws:userid")
	not contains(mask, ":")
	some wildcard in [any_text, single_character]
	contains(trim_suffix(mask, any_text), wildcard)
} if {
	kind != "user"
}
