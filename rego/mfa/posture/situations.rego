package mfa.posture

import data.mfa.classes
import data.mfa.requests

# What else the context holds, and whose it is: first the sample user's in every context, then those of each other
# user that the policies distinguish by name. What has the sample's name is tried with the other's too.
situations := array.concat(
	[{"user": {}, "overlay": overlay} | some overlay in class_samples.contexts],
	[{"user": user, "overlay": overlay} | some user in other_users; some overlay in overlays_for(user)],
)

other_users := object.get(class_samples, "users", [])

overlays_for(user) := array.concat(class_samples.contexts, [other |
	some overlay in class_samples.contexts
	other := {key: renamed(value, user) | some key, value in overlay}
	other != overlay
])

renamed(value, user) := classes.renamed(value, user) if is_string(value)

renamed(value, user) := [classes.renamed(part, user) | some part in value] if is_array(value)

renamed(value, _) := value if is_null(value)

# A role's session is no user's of another name.
situations_of(row) := [place | some place, situation in situations; is_situation_of(row, situation.user)]

is_situation_of(_, user) if user == {}

is_situation_of(row, user) if {
	user != {}
	endswith(data.mfa.credentials[row].principal, ":user/{user}")
}

# A sample for another user: the same, and with that user's resources in place of the sample's.
samples_for(sample, user) := [sample] if user == {}

samples_for(sample, user) := [object.union(sample, {"principal": arn, "resource": resource}) |
	arn := user["aws:PrincipalArn"]
	some resource in resources_for(requests.filled(sample.resource), user)
] if {
	user != {}
}

# (A set of two that are the same, written where it is gone through, is two for OPA.)
resources_for(resource, user) := [resource] if {
	classes.renamed(resource, user) == resource
} else := [resource, classes.renamed(resource, user)]
