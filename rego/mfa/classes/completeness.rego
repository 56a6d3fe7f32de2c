package mfa.classes

import data.iam.match
import data.iam.operators
import data.iam.operators.ip
import data.iam.operators.numeric
import data.iam.policies
import data.iam.variables
import data.mfa.flags
import data.mfa.requests

# What makes the proof a bounded search: each part of the policies of which the classes are not known to be
# all that there are, with the statements that it stands in.
gaps := ((resource_gaps | key_gaps) | (caller_gaps | variable_gaps)) | bound_gaps

incompleteness := {entry.why | some entry in gaps}

# A gap of some clauses.
gap(why, found) := {"why": why, "statements": {id |
	some id, own in all_statement_clauses
	count(own & found) > 0
}}

all_statement_clauses := [policies.clauses(statement) | some statement in statements]

# A gap of Resource patterns, as these were written.
pattern_gap(why, mask) := {"why": why, "statements": {id |
	some id, texts in statement_patterns
	some text in texts
	is_written(mask, text)
}}

statement_patterns := [policies.element(statement, "Resource") | some statement in statements]

is_written(mask, text) if mask == as_glob(text)

# (A mask may have its variables filled in.)
is_written(mask, text) if {
	variables.occurs_in(text)
	whole := loose(as_glob(variables.template(text)))
	some part in [whole, match.tail(whole)]
	covers(part, mask)
}

key_gaps contains {"why": too_many_combinations, "statements": ids} if {
	some ids in condition_sets
	combinations[ids] > combination_limit
}

key_gaps contains {"why": too_many_combinations, "statements": object.keys(pattern_keys)} if {
	variable_combinations > combination_limit
}

# What is granted at all is found out with a sign-in of this moment.
key_gaps contains gap(reason, {clause}) if {
	some statement in statements
	some clause in policies.clauses(statement)
	clause[1] == flags.age_key
	some [met, _] in ages_by_clauses
	grants_later(statement.effect, clause, met_at_once, met)
	reason := sprintf("%s %s grants something only to an older sign-in, and so not to every credential", [
		clause[0],
		clause[4],
	])
}

key_gaps contains gap(reason, {clause}) if {
	some clause in clauses_on(flags.age_key)
	family := operators.parsed(clause[0]).family
	not family in {"null", "numeric"}
	reason := sprintf("%s compares aws:MultiFactorAuthAge as another type than a number", [clause[0]])
}

key_gaps contains gap(reason, clauses_on(key)) if {
	some key in varied_keys
	count(unknown_overlaps(any_text, key_globs(key))) > 0
	reason := sprintf("the values of %s overlap in more ways than mfagate tries", [display_key(key)])
}

# A value that is put together from variables is tried for each value that these have, and these for each value that
# it has: where a wildcard stands for a part of them, or three keys are in one value, that is not all.
key_gaps contains gap(reason, {part.clause}) if {
	some part in partial_texts
	some mask in literal_globs(part.clause[1])
	not disjoint(mask, concat(any_text, [part.before, part.after]))
	not stripped(mask, part.before, part.after)
	not covers(mask, concat(any_text, [part.before, part.after]))
	reason := sprintf("%s in the condition on %s can meet other values in more ways than mfagate tries", [
		part.text,
		display_key(part.clause[1]),
	])
}

# The state of the flag is not put in the place of a variable.
key_gaps contains gap(reason, {clause}) if {
	some [clause, text] in variable_texts
	count(variables.keys(text) & flags.lower_keys) > 0
	reason := sprintf("%s in the condition on %s has the MFA flag as a variable", [text, display_key(clause[1])])
}

# What follows from the resource is not among the values of another key.
key_gaps contains gap(reason, {clause}) if {
	some [clause, text] in variable_texts
	compared := variables.keys(text) | {clause[1]}
	some place in (compared & requests.location_keys)
	some key in ((compared & (varied_keys | name_keys)) - requests.location_keys)
	not {place, key} in same_for_one_organization
	reason := sprintf("mfagate does not try %s with the values that %s has", [display_key(key), display_key(place)])
}

# A value of which only the variable makes an ARN: AWS does not say whether it is compared as one.
key_gaps contains gap(reason, {clause}) if {
	some [clause, text] in variable_texts
	operators.parsed(clause[0]).family == "arn"
	count(split(variables.template(text), ":")) < 6
	reason := sprintf("%s in the condition on %s is an ARN only with the value of its variable", [
		text,
		display_key(clause[1]),
	])
}

key_gaps contains gap(reason, {clause}) if {
	some [clause, text] in variable_texts
	varied := variables.keys(text) & varied_keys
	count(varied) > 0
	not is_plain_comparison(text, varied)
	reason := sprintf("%s in the condition on %s has more variables than mfagate tries", [text, display_key(clause[1])])
}

key_gaps contains gap(reason, clauses_on(key)) if {
	some key in varied_keys
	count({family |
		some clause in clauses_on(key)
		family := operators.parsed(clause[0]).family
		family != "null"
	}) > 1
	reason := sprintf("%s is compared as values of more than one type", [display_key(key)])
}

key_gaps contains gap(reason, clauses_on(key)) if {
	some key in (varied_keys | name_keys)
	bases := {base | some clause in clauses_on(key); base := operators.parsed(clause[0]).base}
	"StringEqualsIgnoreCase" in bases
	count(bases - {"Null"}) > 1
	reason := sprintf("%s is compared both case-sensitively and case-insensitively", [display_key(key)])
}

key_gaps contains gap(reason, clauses_on(key)) if {
	some key in varied_keys
	has_several_values(key)
	count(named_values[key]) > 3
	reason := sprintf("%s can have many values at once; mfagate tries only some sets", [display_key(key)])
}

key_gaps contains gap(reason, clauses_on(key)) if {
	some key in varied_keys
	count(crowded_networks(key)) > 0
	reason := sprintf("the networks of %s overlap in more ways than mfagate tries", [display_key(key)])
}

key_gaps contains gap(reason, {clause}) if {
	some key in varied_keys
	some clause in clauses_on(key)
	operators.parsed(clause[0]).family == "numeric"
	some text in clause[2]
	numeric.number(text)
	not numeric.amount(text)
	reason := sprintf(
		"%s is compared with %s, a number too long for mfagate to try its neighbors",
		[display_key(key), text],
	)
}

key_gaps contains gap(reason, clauses_on(key)) if {
	some key in (keys_of_the_credential & condition_keys)
	reason := sprintf("mfagate tries only the value of %s that the credential has", [display_key(key)])
}

key_gaps contains gap(reason, clauses_on("aws:currenttime") | clauses_on("aws:epochtime")) if {
	"aws:currenttime" in condition_keys
	"aws:epochtime" in condition_keys
	reason := "mfagate varies aws:CurrentTime and aws:EpochTime separately, although both are the current time"
}

too_many_combinations := "the condition keys have more combinations than mfagate tries"

met_at_once := clauses_met(flags.age_key, flags.states[2][flags.age], {flags.present_key: "true"})

grants_later("Deny", clause, at_once, later) if {
	clause in at_once
	not clause in later
}

grants_later("Allow", clause, at_once, later) if {
	clause in later
	not clause in at_once
}

# Networks that hold others, where no address is tried that is in the outer one alone.
crowded_networks(key) := {outer.range |
	networks := {network |
		some clause in clauses_on(key)
		operators.parsed(clause[0]).family == "ip"
		some text in clause[2]
		network := ip.operand(text)
	}
	some outer in networks
	inner := {network |
		some network in networks
		network != outer
		network.family == outer.family
		net.cidr_contains(outer.range, network.range)
	}
	count(inner) > 0
	tried := {address | some address in single_values[key]; is_inside(address, {outer})}
	every address in tried {
		is_inside(address, inner)
	}
}

# A resource of the subject's account is in its organization.
same_for_one_organization := {
	{"aws:resourceorgid", "aws:principalorgid"},
	{"aws:resourceorgpaths", "aws:principalorgpaths"},
}

is_inside(address, networks) if {
	some network in networks
	ip.matches(address, network)
}

is_plain_comparison(text, varied) if {
	count(varied) == 1
	count(split(variables.template(text), variables.mark)) == 2
}

# Fixed keys of which a credential could bring other values.
keys_of_the_credential := {
	"aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:federatedprovider",
	"aws:signinsessionarn", "aws:tokenissuetime",
}
