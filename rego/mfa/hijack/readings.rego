package mfa.hijack

import data.mfa.assumptions

# What is otherwise in a reading of an open point: nothing in the first.
no_reading := {"name": "", "value": ""}

first_heard := decided(subjects_policies, root_state, questions.subject, {})

rights_at_first := usually_allowed["console-with-mfa"] & all_of_everything

# Other readings of open points are searched where they change what is allowed at first: of what a credential brings, of
# how policies are evaluated, and of GetSessionToken, which alone is asked again.
readings := array.concat([no_reading], [reading |
	some reading in other_readings
	is_otherwise(reading)
])

is_otherwise(reading) if {
	heard := heard_at_first(reading)
	some caller in callers_by_owner.subject
	some kind in ["open", "trusted"]
	heard[kind][spokesman[voice_under(caller, reading)]] != first_heard[kind][spokesman[default_voice(caller)]]
}

other_readings := array.concat(array.concat(credential_readings, evaluation_readings), token_readings)

credential_readings := [reading |
	some reading in {found |
		some caller in callers_by_owner.subject
		some value, brought in data.mfa.credentials[credential_of(caller)].variants
		value != assumptions.variant(credential_of(caller))
		found := {"name": brought.assumption, "value": value}
	}
]

evaluation_readings := [{"name": reading[0], "value": reading[1]} |
	some reading in data.mfa.posture.relevant
	not reading[0] in {"unstated-resource-policy", "get-session-token-deny"}
]

token_readings := [reading | some reading in token_reading]

token_reading contains {"name": "get-session-token-deny", "value": "ignored"} if {
	some index, pair in questions.subject
	pair in token_questions
	first_heard.answers[index].decision == "ExplicitlyDenied"
}

token_questions := [pair | some pair in questions.subject; asks[pair[1]].action == "sts:GetSessionToken"]

# What is allowed in a state under a reading, of these calls.
heard_in(state, reading, ids) := found if {
	reading.name == "get-session-token-deny"
	heard := decided(policies_in(state), state, asked_of(ids), {})
	found := with_tokens(heard, state, reading)
} else := decided(policies_in(state), state, asked_of(ids), chosen_by(reading))

asked_of(ids) := [pair | some pair in questions.subject; pair[1] in ids]

heard_at_first(reading) := first_heard if {
	not is_of_evaluation(reading)
} else := heard_otherwise[reading]

# What is allowed at first under each reading of how policies are evaluated: rules, as they are used several times.
heard_otherwise[reading] := heard if {
	some reading in evaluation_readings
	heard := heard_in(root_state, reading, all_asks)
}

heard_otherwise[reading] := heard if {
	some reading in token_readings
	heard := with_tokens(first_heard, root_state, reading)
}

with_tokens(heard, state, reading) := {
	"asked": array.concat(more.asked, heard.asked),
	"answers": array.concat(more.answers, heard.answers),
	"open": with_more(heard.open, more.open),
	"trusted": with_more(heard.trusted, more.trusted),
} if {
	more := decided(policies_in(state), state, token_questions, {reading.name: reading.value})
}

is_of_evaluation(reading) if data.iam.assumptions.options[reading.name]

# What those of the attacker's making are allowed, in all states.
administrators_heard(reading) := administrators_first_heard if {
	not is_of_evaluation(reading)
} else := administrators_decided(chosen_by(reading))

administrators_first_heard := administrators_decided({})

administrators_decided(chosen) := decided(administrators_policies, root_state, questions.administrator, chosen)

chosen_by(reading) := {reading.name: reading.value} if {
	is_of_evaluation(reading)
} else := {}

voice_under(caller, reading) := voice_named(caller, reading.value) if {
	data.mfa.credentials[credential_of(caller)].variants[reading.value].assumption == reading.name
} else := default_voice(caller)

with_more(some_calls, more) := {voice: all_ids |
	some voice, ids in some_calls
	all_ids := ids | more[voice]
}
