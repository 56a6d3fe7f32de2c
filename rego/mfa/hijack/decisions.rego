package mfa.hijack

import data.mfa.assumptions
import data.mfa.posture
import data.mfa.requests
import data.mfa.subject

# All questions of an owner in one state, asked at once: the policies, who the user is, and what is assumed otherwise.
decided(set, state, asked, chosen) := found if {
	batch := {
		"policies": set,
		"requests": requests_in(state, asked),
		"contexts": contexts_in(state, asked),
		"assumptions": object.union(assumptions.for_one_side, chosen), # roles trust the callers that the facts name
	}
	answers := data.iam.answers with input as batch
	open := {pair | some index, pair in asked; answers[index].decision == "Allowed"}
	trusted := open | {pair |
		some index, pair in asked
		pair[1] in trusted_asks
		is_but_not_granted(answers[index])
	}
	found := {"asked": asked, "answers": answers, "open": by_voice(open), "trusted": by_voice(trusted)}
}

requests_in(state, asked) := [request |
	user := {"self": own_arn(state), "user": own_name(state)}
	principals := {voice: principal(voice, state) | some voice in speaking}
	some [voice, id] in asked
	ask := asks[id]
	request := {
		"principal": principals[voice],
		"action": ask.action,
		"resource": bound(ask.resource, user),
		"resource_account": subject.account,
		"context": context_id(voice, ask),
	}
]

# Of each voice with the further keys of its calls; where the policies look at the region or the account of what is
# asked for, in each of these places.
contexts_in(state, asked) := {name: context |
	some voice in speaking
	brought := voice_context(voice, state)
	some name, [more, place] in {context_id(voice, asks[id]): [asks[id].more, asks[id].place] |
		some [other, id] in asked
		other == voice
	}
	context := at_place(object.union(brought, more), place)
}

context_id(voice, ask) := concat(" ", [voice, json.marshal([ask.more, ask.place])])

at_place(context, null) := context

at_place(context, place) := requests.located(context, place) if not is_null(place)

place_of(action, resource) := requests.location({
	"action": action,
	"resource": resource,
	"resource_account": subject.account,
}) if {
	posture.is_located
} else := null

by_voice(pairs) := {voice: {pair[1] | some pair in pairs; pair[0] == voice} | some voice in speaking}

trusted_asks := {id | some alternative in alternatives; some id in alternative.trusted}

# Whoever a trust policy names needs no Allow of their own, and neither the boundary nor the session policy has to allow
# it ("How IAM roles differ from resource-based policies" and "Permissions boundaries for IAM entities").
is_but_not_granted(answer) if {
	answer.decision == "ImplicitlyDenied"
	count({type | some type in answer.denied_by} - {"identity", "boundary", "session"}) == 0
}

# Who asks what: each caller of a move its calls, and all of everything, with each value that the credential may bring.
questions[owner] := [[first, id] |
	some first, names_there in callers_speaking_as
	some id in {wanted |
		some name in names_there
		name in callers_by_owner[owner]
		some wanted in ((wanted_by[name] & asked_by[name]) | asked_through[name])
	}
] if {
	some owner in owners
}

callers_speaking_as[first] contains name if {
	some voice, first in spokesman
	name := voices[voice].caller
}

owner_of(voice) := data.mfa.hijack.graph.callers[voices[voice].caller].whose

asked_through[name] := {id | some id, ask in asks; ask.as == name} if some name, _ in data.mfa.hijack.graph.callers

wanted_by[name] := {id |
	some group in groups_with(name)
	some id in object.get(wanted_by_group, group, set())
} | {id | name in able_to_use; some id in all_of_everything} if {
	some name, _ in data.mfa.hijack.graph.callers
}

groups_with(name) := {group | some group, members in data.mfa.hijack.graph.groups; name in members}

wanted_by_group[alternative.by] contains id if {
	some alternative in alternatives
	some id in (alternative.asks | alternative.trusted)
}

able_to_use := {"console-with-mfa", "new-user-session"} | {name |
	some move in data.mfa.hijack.graph.moves
	move.everything
	some name in data.mfa.hijack.graph.groups[move.by]
}

# An account of the attacker's can assume a role that trusts it, unless an RCP stands against it. Where there is none,
# nobody but the role's own trust policy is asked.
default is_outside_admitted := false

is_outside_admitted if count(documents(subjects_policies, "rcp")) == 0

is_outside_admitted if {
	outsider := sprintf("arn:aws:iam::%s:user/mfagate-attacker", [requests.stranger.account])
	batch := {
		"policies": {"identity": [administrator], "rcp": subjects_policies.rcp},
		"requests": [{
			"principal": outsider,
			"action": "sts:AssumeRole",
			"resource": names.role[0],
			"resource_account": subject.account,
			"context": {
				"aws:username": "mfagate-attacker",
				"aws:PrincipalArn": outsider,
				"aws:PrincipalAccount": requests.stranger.account,
				"aws:PrincipalType": "User",
				"aws:PrincipalIsAWSService": "false",
				"aws:ViaAWSService": "false",
				"aws:SourceIp": requests.stranger.address,
				"aws:SecureTransport": "true",
			},
		}],
		"contexts": {},
		"assumptions": assumptions.for_one_side,
	}
	answers := data.iam.answers with input as batch
	answers[0].decision == "Allowed"
}
