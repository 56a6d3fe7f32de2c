package mfa.classes

import data.mfa.flags

# Ages of a sign-in with MFA, besides the one that the credentials bring, that the conditions tell apart.
ages := [min(same) |
	some truth in {pair[0] | some pair in ages_by_clauses}
	truth != usual_age
	same := values_with(ages_by_clauses, truth)
]

ages_by_clauses := {[clauses_met(flags.age_key, value, {flags.present_key: "true"}), value] |
	some value in number_values(flags.age_key)
	not startswith(value, "-")
}

usual_age := clauses_met(flags.age_key, "5", {flags.present_key: "true"})
