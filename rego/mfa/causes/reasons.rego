# Why a clause on MFA matches a request, or does not.
package mfa.causes

import data.iam.conditions

matching_reason(clause, context) := sprintf(
	"%s is absent from the request, and %s matches an absent key",
	[clause.written, asked(clause)],
) if {
	count(conditions.context_values(lower(clause.written), context)) == 0
} else := sprintf(`%s is "%s" in the request, and %s matches it`, [
	clause.written,
	conditions.context_values(lower(clause.written), context)[0],
	asked(clause),
])

# Null and the negated operators match for their value, the others for their IfExists.
asked(clause) := clause.operator if {
	endswith(clause.operator, "IfExists")
} else := sprintf(`%s "%s"`, [clause.operator, concat(`" or "`, clause.texts)])

# The reason why a statement's element kept it from a request: what failed, in the words of the near miss.
failing_reason(failure) := sprintf("%s is absent from the request, and %s does not match an absent key", [
	failure.clause.key,
	failure.clause.operator,
]) if {
	failure.clause.given == []
	not startswith(failure.clause.operator, "Null")
} else := failure.why
