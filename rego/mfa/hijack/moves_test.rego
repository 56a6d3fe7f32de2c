package mfa.hijack_test

import data.mfa.hijack

# Each move is open with its calls, and stopped without one of them: where everything is granted, every alternative is
# open to one of its callers; where the first or the last of its calls is denied to all, it is not.

# The alternatives with calls that some caller may make, by [move, number].
open_alternatives(given) := found if {
	subjects := hijack.allowed_of("subject", hijack.first_heard.open, hijack.no_reading) with input as given
	others := hijack.allowed_of(
		"administrator",
		hijack.administrators_heard(hijack.no_reading).open,
		hijack.no_reading,
	) with input as given
	allowed := object.union(subjects, others)
	found := {[move.id, alternative.number] |
		some alternative in hijack.alternatives
		is_listed(alternative)
		move := hijack.graph.moves[alternative.move]
		some caller in hijack.graph.groups[alternative.by]
		count((alternative.asks | alternative.trusted) - allowed[caller]) == 0
	} with input as given
}

listed_alternatives := found if {
	found := [alternative |
		some alternative in hijack.alternatives
		is_listed(alternative)
	] with input as unguarded
}

# What is listed in the data; which services are added, the policies say.
is_listed(alternative) if {
	count(alternative.calls) > 0
	not hijack.graph.moves[alternative.move].services
}

all_alternatives := {[hijack.graph.moves[alternative.move].id, alternative.number] |
	some alternative in listed_alternatives
}

test_each_alternative_of_each_move_is_open_with_all_of_its_calls if {
	count(all_alternatives) > 100
	all_alternatives - open_alternatives(unguarded) == set()
}

# An organization that denies these to everybody, also to users of the attacker's making.
denying(actions) := {"subject": object.union(unguarded.subject, {"policies": {"scp": [[document([
	allow("*", "*"),
	{"Effect": "Deny", "Action": actions, "Resource": "*"},
])]]}})}

# Whether an alternative has a call of IAM or of who gives credentials, and of another service.
is_about_identity(alternative) if {
	some call in alternative.calls
	is_call_of_identity(call)
}

is_call_of_identity(call) if split(json.unmarshal(call)[1], ":")[0] in {"iam", "sts", "sso", "identitystore"}

is_about_services(alternative) if {
	some call in alternative.calls
	not is_call_of_identity(call)
}

# Every alternative has the one or the other, so each is stopped by the Deny of a call of its own.
test_no_alternative_is_open_without_one_of_its_calls if {
	of_identity := {[hijack.graph.moves[alternative.move].id, alternative.number] |
		some alternative in listed_alternatives
		is_about_identity(alternative)
	}
	of_services := {[hijack.graph.moves[alternative.move].id, alternative.number] |
		some alternative in listed_alternatives
		is_about_services(alternative)
	}
	of_identity | of_services == all_alternatives
	identity_denied := denying(["iam:*", "sts:*", "sso:*", "identitystore:*"])
	open_alternatives(identity_denied) == all_alternatives - of_identity
	services_denied := {"subject": object.union(unguarded.subject, {"policies": {"scp": [[document([
		allow("*", "*"),
		{
			"Effect": "Deny",
			"NotAction": ["iam:*", "sts:*", "sso:*", "identitystore:*"],
			"Resource": "*",
		},
	])]]}})}
	open_alternatives(services_denied) == all_alternatives - of_services
}

# What is denied to one move is not denied to all.
test_the_others_stay_open_where_two_calls_are_denied if {
	open := open_alternatives(denying(["lambda:InvokeFunction", "iam:CreateAccessKey"]))
	all_alternatives - open == {
		["create-key", 0], ["create-key-of-another", 0], ["create-administrator", 0], ["create-administrator", 1],
		["create-administrator", 2], ["make-another-administrator", 0], ["make-another-administrator", 1],
		["forwarded-administrator", 0], ["pass-role", 1],
	}
}
