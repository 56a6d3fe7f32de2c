# METADATA
# title: Requirements
# description: >-
#   What the subject's profile requires of each cell of the posture, and where the cell falls short of it.
#   Profiles are data (`data.mfa.profiles`), so that an organisation can add its own.
package mfa.requirements

import data.mfa.posture
import data.mfa.proof
import data.mfa.subject

profile := data.mfa.profiles[subject.profile]

required(row, column) := "any" if {
	is_left_to_the_door(row, column)
} else := object.get(profile.rows, [row, column], otherwise(row))

otherwise(row) := "open" if {
	is_without_mfa(row)
} else := "any"

# A role's session has no MFA to show, whoever assumed it: a policy of its own that asks for MFA grants nothing, or
# denies everything. Whether the role takes MFA is for its trust policy to ask.
is_without_mfa("role-session") if subject.principal == "role"

# A profile that leaves keys alone says so of the user's own policies. Whether a role's door asks a key for an
# MFA code is the role's to say: AWS's own trust policy does.
is_left_to_the_door(row, column) if {
	subject.kind == "trust"
	row in {"api-key", "forwarded-from-api-key", "ecr-from-api-key"}
	profile.rows[row][column] == "open"
}

# Requests that the cell lets through or holds back against the requirement.
offending(row, column) := [verdict |
	some verdict in posture.cells[row][column].allowed
	not is_spared(verdict)
] if {
	required(row, column) == "blocked"
}

offending(row, column) := posture.cells[row][column].denied if required(row, column) == "open"

offending(row, column) := [verdict | some verdict in posture.cells[row][column].allowed; verdict.write] if {
	required(row, column) == "guarded"
}

# Where keys are to pull and push images, the registry's own calls pass without MFA, and a policy cannot tell
# whose they are: a console session without MFA could make them too, if it could get a registry token.
is_spared(verdict) if {
	required("ecr-from-api-key", "services") == "open"
	verdict.request.action in registry_actions
}

registry_actions := {sample.action | some sample in data.mfa.samples.registry}

# The statements that decided what goes against the requirement of a cell: whoever changes one of them changes that.
deciding(row, column) := {{"policy": where.policy, "statement": where.statement} |
	some verdict in offending(row, column)
	some where in verdict.by
}

# A shortfall: the cell, what was wanted of it, and what went against it, the first as witness.
shortfalls contains shortfall if {
	some row in posture.rows
	some column in posture.columns
	found := offending(row, column)
	count(found) > 0
	shortfall := {
		"row": row,
		"column": column,
		"required": required(row, column),
		"state": posture.cells[row][column].state,
		"witness": found[0],
		"count": proof.actions_in(found),
	}
}
