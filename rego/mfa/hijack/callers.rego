package mfa.hijack

import data.mfa.assumptions
import data.mfa.classes
import data.mfa.requests

# Who makes the calls: callers of the subject, and those of an administrator that the attacker made.
owners := ["subject", "administrator"]

callers_by_owner := {owner: [name | some name, caller in data.mfa.hijack.graph.callers; caller.whose == owner] |
	some owner in owners
}

credential_of(name) := data.mfa.hijack.graph.callers[name].credential

# A voice is a caller with one of the values that its credential may bring.
voices := {voice_named(name, value): {"caller": name, "value": value} |
	some name, _ in data.mfa.hijack.graph.callers
	some value, _ in data.mfa.credentials[credential_of(name)].variants
}

voice_named(name, value) := concat(" ", [name, value])

default_voice(name) := voice_named(name, assumptions.variant(credential_of(name)))

# Voices of which no policy can tell one from another are asked for once, as the first of them; before all others come
# the values that are assumed.
spokesman[voice] := first if {
	some voice, _ in voices
	alike := {other | some other, _ in voices; heard_as[other] == heard_as[voice]}
	first := min({[rank_of(other), other] | some other in alike})[1]
}

rank_of(voice) := 0 if {
	voice in default_voices
} else := 1

default_voices := {default_voice(name) | some name, _ in data.mfa.hijack.graph.callers}

speaking := {first | some first in spokesman}

heard_as[voice] := heard if {
	some voice, parts in voices
	heard := [data.mfa.hijack.graph.callers[parts.caller].whose, principal(voice, root_state), {key: value |
		some key, value in voice_context(voice, root_state)
		lower(key) in looked_at
	}]
}

voice_context(voice, state) := object.union_n([
	requests.context(
		credential_of(voices[voice].caller),
		voices[voice].value,
		object.get(data.mfa.hijack.graph.callers[voices[voice].caller], "context", {}),
	),
	object.remove(classes.usual_overlay, keys_of_calls),
	renamed_keys(voice, state),
])

# Keys that a call brings are as the call has them, and absent from the others.
keys_of_calls := {key |
	some key, _ in classes.usual_overlay
	lower(key) in brought_by_calls
}

brought_by_calls := {lower(key) | some key in data.mfa.hijack.graph.call_keys}

renamed_keys(voice, state) := keys if {
	state.user != ""
	is_user(voice)
	keys := {"aws:username": own_name(state), "aws:PrincipalArn": own_arn(state)}
} else := {}

principal(voice, state) := own_arn(state) if {
	state.user != ""
	is_user(voice)
} else := requests.filled(object.get(
	data.mfa.hijack.graph.callers[voices[voice].caller],
	"principal",
	data.mfa.credentials[credential_of(voices[voice].caller)].principal,
))

is_user(voice) if {
	data.mfa.hijack.graph.callers[voices[voice].caller].whose == "subject"
	endswith(data.mfa.credentials[credential_of(voices[voice].caller)].principal, ":user/{user}")
}

# What each caller may ask for at all: the services take some actions from a credential before any policy is asked.
asked_by[name] := taken if {
	some name, _ in data.mfa.hijack.graph.callers
	taken := asks_taken[reached_by(name)]
}

reached_by(name) := data.mfa.credentials[credential_of(name)].reaches

asks_taken[reaches] := {id |
	some id, ask in asks
	ask.as == ""
	ask.action in actions
} if {
	some reaches in {reached_by(name) | some name, _ in data.mfa.hijack.graph.callers}
	actions := actions_taken(reaches) | {action | some action in data.mfa.hijack.graph.uncalled}
}

# As `requests.reaches`, for all actions at once: in the lists of these callers everything comes first, then what is
# taken away, then what is given back; a test compares the two.
actions_taken(reaches) := (named_in({"any"} & {entry | some entry in reaches}) - named_in({trim_prefix(entry, "!") |
	some entry in reaches
	startswith(entry, "!")
})) | named_in({entry | some entry in reaches; entry != "any"; not startswith(entry, "!")})

named_in(entries) := asked_actions if {
	"any" in entries
} else := (entries & asked_actions) | {action |
	some entry in entries
	endswith(entry, ":*")
	service := trim_suffix(entry, "*")
	some action in asked_actions
	startswith(action, service)
}

asked_actions := {ask.action | some ask in asks}
