package mfa.classes

import data.iam.conditions
import data.iam.principals
import data.mfa.requests
import data.mfa.subject

# The keys that name the caller.
name_keys := {"aws:principalarn", "aws:userid", "aws:username"}

# Callers beside the sample, one for each way in which the policies tell the callers of a kind apart by name, path,
# identifier, session or account: {"kind", "principal", "context"}. A user is a sample only where nobody said whose the
# policies are; a role and its session are always samples, and so is whoever asks for a resource or a role.
default callers := []

callers := [caller |
	some kind in sort(object.keys(told_apart))
	some found in array.slice(told_apart[kind], 0, caller_limit)
	some caller in callers_like(kind, found)
] if {
	are_callers_told_apart
}

are_callers_told_apart if count(name_clauses) > 0

are_callers_told_apart if count(named_principals) > 0

are_callers_told_apart if count(outside_accounts) > 0

are_callers_told_apart if {
	some key in name_keys
	count(meeting_globs(key)) > 0
}

default caller_limit := 8

caller_limit := 64 if subject.kind == "trust"

caller_limit := 16 if subject.kind == "resource"

caller_kinds[kind] := entry if {
	some kind, entry in data.mfa.classes.representatives.callers
	is_sample(kind)
}

is_sample("user") if {
	subject.is_any_user
	subject.principal == "user"
}

is_sample("user") if is_asked_by_anybody

is_sample(kind) if kind != "user"

# Clauses that compare a name with a text, or with another name: a key that varies is compared where it varies.
name_clauses := {clause |
	some clause in clauses
	clause[1] in (name_keys | account_keys)
	count(conditions.keys(clause) & varied_keys) == 0
}

# A caller as the policies see it: the end of the principal's ARN, the name, the identifier with its session, and the
# account.
caller_of(kind, found) := {
	"kind": kind,
	"principal": principal_of(kind, found),
	"context": object.union_n([
		{"aws:PrincipalArn": arn_of(found), "aws:userid": found[2]},
		{key: found[1] | kind == "user"; key := "aws:username"},
		{key: found[3] | found[3] != subject.account; key := "aws:PrincipalAccount"},
	]),
}

principal_of("user", found) := arn_of(found)

principal_of(kind, found) := sprintf("arn:aws:sts::%s:assumed-role/%s/%s", [
	found[3], found[1],
	split(found[2], ":")[1],
]) if {
	kind != "user"
}

arn_of(found) := sprintf("arn:aws:iam::%s:%s", [found[3], found[0]])

user_head := sprintf("arn:aws:iam::%s:", [subject.account])

# The caller that a credential of a kind brings.
sample_of[kind] := sample if {
	some kind, entry in caller_kinds
	names := object.union_n([
		{"aws:principalarn": data.mfa.credentials[entry.credential].principal},
		sample_identifier,
		credential_values(data.mfa.credentials[entry.credential], name_keys),
	])
	tail := trim_prefix(requests.filled(names["aws:principalarn"]), user_head)
	parts := split(tail, "/")
	sample := [tail, parts[count(parts) - 1], names["aws:userid"], subject.account]
}

sample_identifier := {"aws:userid": "AIDACKCEVSQ6C2EXAMPLE"}

told_apart[kind] := sort([closest(kind, values_with(callers_by_outcome[kind], outcome)) |
	some outcome in {pair[0] | some pair in callers_by_outcome[kind]}
	outcome != outcome_of(kind, sample_of[kind])
	is_let_in(outcome)
]) if {
	some kind, _ in caller_kinds
}

# The one that differs least from the sample.
closest(kind, same) := min({[count([1 | some place, part in found; part != sample_of[kind][place]]), found] |
	some found in same
})[1]

callers_by_outcome[kind] := {[outcome_of(kind, found), found] | some found in possible_callers[kind]} if {
	some kind, _ in caller_kinds
}

# All that the policies say of a caller: the clauses that hold, the patterns that its names are in, the statements that
# mean it and how, and whether it is of the subject's account.
outcome_of(kind, found) := [
	{clause |
		some clause, ready in prepared_name_clauses
		conditions.is_met(ready, context)
	},
	{[key, mask] |
		some key in name_keys
		value := context[key]
		some mask in meeting_globs(key)
		regex.match(glob_expression(mask), value)
	},
	meaning(principals.caller(caller.principal)),
	found[3] == subject.account,
] if {
	caller := caller_of(kind, found)
	context := object.union(name_context, lower_keys(caller.context))
}

prepared_name_clauses[clause] := ready if {
	some clause in name_clauses
	ready := conditions.prepared(clause)
}

lower_keys(context) := {lower(key): value | some key, value in context}

# What the values of conditions on names may name besides.
name_context := object.remove(
	credential_values(data.mfa.credentials["api-key"], union({conditions.keys(clause) | some clause in name_clauses})),
	name_keys,
)

possible_callers[kind] := found if {
	some kind, names in possible_names
	pairs := {[name[0], name[1], account] |
		some name in names
		some account in ({subject.account} | outside_accounts)
	}
	found := named_sessions(kind) | {[named[0], named[1], id, named[2]] |
		some named in (pairs | named_callers[kind])
		some id in object.get(possible_ids, kind, set())
	}
}

# Each path with each name that patterns of ARNs and of names mean: [tail, name].
possible_names[kind] := {[tail, name] |
	some path in paths_of(kind, entry.paths)
	some name in names_of(kind, entry.names)
	tail := concat("", [path, name])
	regex.match(entry.form, tail)
} if {
	some kind, entry in caller_kinds
}

paths_of(kind, texts) := {path_of(sample_of[kind][0])} | {path |
	some mask in (tail_overlaps[kind] | tail_globs_of[kind])
	some path in fillings_of(path_of(mask), texts)
}

names_of(kind, texts) := {sample_of[kind][1]} | {name |
	last := {trim_prefix(tail, path_of(tail)) | some tail in tail_overlaps[kind]}
	some mask in (last | name_overlaps(kind))
	some name in fillings_of(mask, texts)
}

path_of(tail) := found[0] if {
	found := regex.find_n(`^.*/`, tail, 1)
	count(found) == 1
} else := ""

name_overlaps("user") := overlaps(any_text, name_globs("aws:username"))

name_overlaps(kind) := set() if kind != "user"

tail_overlaps[kind] := found if {
	some kind, entry in caller_kinds
	found := overlaps(as_glob(entry.tail), tail_globs_of[kind])
}

# The ends of the patterns of ARNs; where a wildcard has taken up what stands before, what is left.
tail_globs_of[kind] := {parts[count(parts) - 1] |
	some mask in name_globs("aws:principalarn")
	parts := split(mask, ":")
	count(parts) < 7
} if {
	some kind, _ in caller_kinds
}

# An identifier, and for the session of a role the name of the session after it.
possible_ids["user"] := {sample_of.user[2]} | {id |
	some mask in overlaps(concat("", ["AIDA", any_text]), user_id_globs)
	id := instance(mask, user_id_globs, sample_names)
	not contains(id, ":")
} if {
	caller_kinds.user
}

user_id_globs := {mask | some mask in name_globs("aws:userid"); not contains(mask, ":")}

possible_ids[kind] := {concat(":", [id, session]) |
	some id in role_ids
	some session in ({split(sample_of[kind][2], ":")[1]} | session_names)
	regex.match(`^AROA[A-Z0-9]+$`, id)
	regex.match(`^[A-Za-z0-9_+=,.@-]{2,64}$`, session)
} if {
	some kind in (object.keys(caller_kinds) - {"user"})
}

role_ids := {split(sample_of.role[2], ":")[0]} | {id |
	some mask in overlaps(concat("", ["AROA", any_text]), role_id_globs)
	some id in fillings_of(mask, ["ZQ7XJ2PLE"])
}

role_id_globs := {split(mask, ":")[0] | some mask in name_globs("aws:userid")}

session_names := {session |
	some mask in overlaps(any_text, session_globs)
	some session in fillings_of(mask, sample_names)
}

session_globs := {parts[1] |
	some mask in name_globs("aws:userid")
	parts := split(mask, ":")
	count(parts) == 2
}
