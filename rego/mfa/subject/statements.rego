package mfa.subject

import data.iam.policies

# The statements of all policies that are asked about, prepared as the decision takes them. (A local: the embedded
# engine works out anew each rule that stands within a `with`.)
statements := found if {
	asked := {"policies": set}
	found := policies.statements with input as asked
}
