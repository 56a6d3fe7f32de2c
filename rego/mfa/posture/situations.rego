package mfa.posture

# What else the context holds, and whose it is: first the sample caller's in every context, then those of each other
# caller that the policies distinguish by name.
situations := array.concat(
	[{"caller": null, "context": place, "overlay": overlay} | some place, overlay in class_samples.contexts],
	[{"caller": caller, "context": place, "overlay": object.union(overlay, caller.context)} |
		some caller in other_callers
		some place, overlay in class_samples.contexts
	],
)

other_callers := object.get(class_samples, "callers", [])

# A caller of one kind has no credential of another.
situations_of(row) := [place | some place, situation in situations; is_situation_of(row, situation.caller)]

# Those in which a sample is asked: the contexts that tell its class apart; all, where it is of no class.
situations_for(row, sample) := [place |
	some place in situations_of(row)
	situations[place].context in sample.contexts
] if {
	sample.contexts
} else := situations_of(row)

is_situation_of(_, null) := true

is_situation_of(row, caller) if caller.kind == kind_of(data.mfa.credentials[row])

kind_of(credential) := "user" if {
	endswith(credential.principal, ":user/{user}")
} else := "identity-center" if {
	contains(credential.principal, ":assumed-role/AWSReservedSSO_")
} else := "role"

# A sample for another caller.
sample_for(sample, null) := sample

sample_for(sample, caller) := object.union(sample, {"principal": caller.principal}) if not is_null(caller)
