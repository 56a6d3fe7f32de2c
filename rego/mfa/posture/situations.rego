package mfa.posture

# What else the context holds, and whose it is: first the sample caller's in every context, then those of each other
# caller that the policies distinguish by name.
situations := array.concat(
	[{"caller": null, "overlay": overlay} | some overlay in class_samples.contexts],
	[{"caller": caller, "overlay": object.union(overlay, caller.context)} |
		some caller in other_callers
		some overlay in class_samples.contexts
	],
)

other_callers := object.get(class_samples, "callers", [])

# A caller of one kind has no credential of another.
situations_of(row) := [place | some place, situation in situations; is_situation_of(row, situation.caller)]

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
