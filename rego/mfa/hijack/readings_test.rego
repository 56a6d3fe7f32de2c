package mfa.hijack_test

import data.mfa.hijack

read(given) := [reading | some reading in array.slice(readings, 1, 99)] if {
	readings := hijack.readings with input as given
}

ignored := {"name": "get-session-token-deny", "value": "ignored"}

test_a_deny_of_getsessiontoken_is_read_both_ways if {
	read(subject([document([guard("BoolIfExists", "iam:*")])], "strict")) == [ignored]
	read(self_manage) == []
	read(unguarded) == []
}

test_what_a_credential_brings_is_read_both_ways_where_it_matters if {
	by_service := {"name": "ecr-via-aws-service", "value": "via-service"}
	by_service in read(object.union(unguarded_forwarding, {"subject": {"profile": "strict"}}))
	not by_service in read(unguarded_iam_and_keys)
}

test_a_reading_is_a_voice_of_those_it_is_about if {
	hijack.voice_under("ecr-from-api-key", {"name": "ecr-via-aws-service", "value": "via-service"}) == concat(" ", [
		"ecr-from-api-key",
		"via-service",
	]) with input as unguarded
	by_service := {"name": "ecr-via-aws-service", "value": "via-service"}
	of_key := hijack.voice_under("api-key", by_service) with input as unguarded
	of_key == "api-key absent"
}

test_a_reading_that_opens_a_way_is_gone if {
	opened := hijack.opened_by[ignored] with input as forgetful
	{hijack.graph.moves[one.key[0]].id | some one in opened} == {"session-by-own-device"}
}

test_a_reading_of_the_evaluation_that_changes_nothing_is_not_searched if {
	found := hijack.readings with input as unguarded
		with data.mfa.posture.relevant as [["user-name-case", "insensitive"]]
	found == [hijack.no_reading]
	otherwise := hijack.heard_otherwise with input as unguarded
		with data.mfa.posture.relevant as [["user-name-case", "insensitive"]]
	object.keys(otherwise) == {{"name": "user-name-case", "value": "insensitive"}}
}
