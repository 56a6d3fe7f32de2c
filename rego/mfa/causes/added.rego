# Denies to add where no statement can be changed so that a cell is as the profile requires.
package mfa.causes

import data.iam.policies
import data.mfa.classes
import data.mfa.flags
import data.mfa.profiles
import data.mfa.rules.lib.statements
import data.mfa.subject

enrolment_actions := sort({action |
	some action in classes.exempt
	action != "sts:GetCallerIdentity" # it needs no permission
})

# From the widest to the one that leaves most out: access keys, services that act for them, the registry.
wide_guards := [
	wide_guard(enrolment_actions, {"BoolIfExists": {flags.present: "false"}}),
	wide_guard(enrolment_actions, {"Bool": {flags.present: "false"}}),
	wide_guard(enrolment_actions, key_guard),
	wide_guard(sort({action | some action in enrolment_actions} | profiles.registry_actions), key_guard),
]

key_guard := {"Bool": {flags.present: "false", "aws:ViaAWSService": "false"}}

wide_guard(exempt, condition) := {
	"Effect": "Deny",
	"NotAction": exempt,
	"Resource": "*",
	"Condition": condition,
}

usable_guards := [guard | some guard in wide_guards; count(obstructed(guard)) == 0]

# A guard of identity alone leaves services as they are.
candidates(short) := usable_guards if {
	short.required != "guarded"
} else := array.concat(
	[guard | some guard in usable_guards; guard == wide_guards[0]],
	data.mfa.causes.identity_guards,
)

# The Deny to add for a shortfall: the first that stops its witness.
stopping(short) := [guard |
	some guard in candidates(short)
	covers(guard, short.witness.request.action)
	is_met_in(guard, context_of(short))
]

# What is added for a shortfall; undefined where no policy of the subject can take it or no Deny would do.
addition(short) := {"edits": [adding(guard)], "text": text} if {
	guard := stopping(short)[0]
	count(takers) > 0
	text := sprintf("Add to %s %s; `mfagate recommend` prints one.", [takers[0], guard_text(guard)])
}

adding(guard) := {"policy": takers[0], "statement": null, "path": ["Statement"], "op": "add", "value": guard}

# The policies that a Deny can be added to.
takers := [statement.where.policy |
	some type in ["identity", "boundary"]
	some statement in statements.own
	statement.type == type
	not subject.kind in {"resource", "trust"}
]

guard_text(guard) := sprintf("a Deny of everything except what enrollment needs%s with %s", [
	registry_text(guard),
	condition_text(guard),
]) if {
	object.get(guard, "NotAction", null) != null
} else := sprintf("a separate Deny of %s with %s", [
	concat(", ", policies.listed(guard.Action)),
	condition_text(guard),
])

registry_text(guard) := " and the registry's own calls" if {
	count({action | some action in guard.NotAction} & profiles.registry_actions) > 0
} else := ""

condition_text(value) := concat(" and ", [sprintf(`%s %s "%s"`, [operator, key, wanted]) |
	some operator, keys in value.Condition
	some key, wanted in keys
])
