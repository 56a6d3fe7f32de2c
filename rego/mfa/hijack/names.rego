package mfa.hijack

import data.iam.conditions
import data.mfa.classes
import data.mfa.requests
import data.mfa.subject

# What the words in braces stand for, as ARNs: the one that the account facts say or that no policy names, and one of
# each set that the policies tell apart from it, in every region that they tell apart.
arns[word] := array.concat([first], [arn | some arn in others; arn != first]) if {
	some word, entry in data.mfa.hijack.graph.resources
	not entry.like
	first := sample_of(entry)
	others := array.concat(told_apart(entry.template), asked_for(entry))
}

arns[word] := array.concat(main, [other | some other in array.slice(samples, 1, 9); not other in main]) if {
	some word, entry in data.mfa.hijack.graph.resources
	samples := [sample_of(data.mfa.hijack.graph.resources[other]) | some other in entry.like]
	main := array.concat(
		[samples[0]],
		[arn | some arn in told_apart(data.mfa.hijack.graph.resources[entry.like[0]].template); arn != samples[0]],
	)
}

names := object.union(arns, {"renamed": array.slice(other_names, 0, name_limit)})

name_limit := 4

sample_of(entry) := arn_of(entry.template, named_by(entry))

named_by(entry) := name if {
	name := facts[entry.fact]
	name != "none"
} else := name if {
	name := data.mfa.hijack.graph.assumptions[entry.fact].sample
} else := object.get(entry, "sample", classes.sample_names[0])

arn_of(template, name) := replace(
	bound(template, {"account": subject.account, "bucket": name, "region": classes.representatives.regions[0]}),
	"*", name,
)

# The names that conditions on a key ask for.
asked_for(entry) := array.slice(all_asked_for(entry), 0, name_limit)

all_asked_for(entry) := sort({arn |
	[head, _] := split(bound(entry.template, {"account": subject.account}), "*")
	place := split(head, ":")[5]
	some mask in classes.key_globs(object.get(entry, "key", ""))
	[_, tail] := split(mask, sprintf(":%s", [place]))
	some filling in classes.fillings_of(tail, [classes.sample_names[0]])
	arn := concat("", [head, filling])
})

# Of the proof's resources for each set of statements that match one, the first; not the user's own.
told_apart(template) := array.slice(all_told_apart[template], 0, name_limit)

all_told_apart[template] := sort({min(alike) |
	some ids in {pair[0] | some pair in judged}
	alike := classes.values_with(judged, ids)
}) if {
	some template in templates
	judged := {[classes.resource_ids[arn], arn] | some arn in named_resources[template]}
}

named_resources[template] := {arn |
	some arn in object.get(classes.candidates, template, set())
	arn != arn_of(template, classes.sample_names[0])
	not is_own(arn)
} if {
	some template in templates
}

templates := {entry.template | some entry in data.mfa.hijack.graph.resources; entry.template}

is_own(arn) if arn == own_arn(root_state)

is_own(arn) if arn == requests.filled("arn:aws:iam::{account}:mfa/{user}")

# Names that the user can be given, one for each way in which the policies treat a user by name; the unique id stays.
other_names := sort([min(classes.values_with(tails_by_outcome, outcome)) |
	some outcome in {pair[0] | some pair in tails_by_outcome}
	outcome != name_outcome(concat("", ["user/", subject.user]))
])

tails_by_outcome := {[name_outcome(tail), concat("", [classes.user_head, tail])] | some tail in possible_tails}

name_outcome(tail) := {clause |
	parts := split(tail, "/")
	context := object.union(classes.name_context, {
		"aws:username": parts[count(parts) - 1],
		"aws:principalarn": concat("", [classes.user_head, tail]),
		"aws:userid": own_id,
	})
	some clause, ready in classes.prepared_name_clauses
	conditions.is_met(ready, context)
}

own_id := data.mfa.credentials["api-key"].context["aws:userid"]

possible_tails := {tail |
	some mask in ({concat("", ["user/", name]) | some name in classes.name_overlaps("user")} | tail_masks)
	some tail in classes.fillings_of(mask, [classes.sample_names[0]])
	regex.match(classes.representatives.callers.user.form, tail)
}

tail_masks := {parts[count(parts) - 1] |
	some mask in classes.key_globs("aws:principalarn")
	parts := split(mask, ":")
}

# The user's ARN and name in a state.
own_arn(state) := state.user if {
	state.user != ""
} else := concat("", [classes.user_head, "user/", subject.user])

own_name(state) := parts[count(parts) - 1] if parts := split(own_arn(state), "/")

name_gaps contains "policies tell more names apart than are tried" if {
	some template in templates
	count(all_told_apart[template]) > name_limit
}

name_gaps contains "conditions name more resources than are tried" if {
	some entry in data.mfa.hijack.graph.resources
	count(all_asked_for(entry)) > name_limit
}

name_gaps contains "policies tell more users apart than the user is renamed to" if count(other_names) > name_limit
