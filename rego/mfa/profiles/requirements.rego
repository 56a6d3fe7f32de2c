# METADATA
# title: Requirements
# description: >-
#   What the subject's profile requires of each cell of the posture, and where the cell falls short of it.
#   Profiles are data (`data.mfa.profiles.by_name`), so that an organization can add its own.
package mfa.profiles

import data.mfa.classes
import data.mfa.posture
import data.mfa.subject

profile := data.mfa.profiles.by_name[subject.profile]

required(row, column) := "any" if {
	is_decided_by_trust_policy(row, column)
} else := "any" if {
	not subject.can_have(object.get(data.mfa.credentials, row, {}))
} else := object.get(profile.rows, [row, column], default_requirement(row))

default_requirement(row) := "open" if {
	lacks_mfa(row)
} else := "any"

# A role's session has no MFA to show, whoever assumed it: a policy of its own that asks for MFA grants nothing, or
# denies everything. Whether the role takes MFA is for its trust policy to ask.
lacks_mfa("role-session") if subject.principal == "role"

# A profile that leaves keys alone says so of the user's own policies. Whether a role's door asks a key for an
# MFA code is the role's to say: AWS's own trust policy does.
is_decided_by_trust_policy(row, column) if {
	subject.kind == "trust"
	row in {"api-key", "forwarded-from-api-key", "ecr-from-api-key"}
	profile.rows[row][column] == "open"
}

# Requests that the cell lets through or holds back against the requirement.
offending(row, column) := [verdict |
	some verdict in posture.cells[row][column].allowed
	not is_registry_exception(verdict)
] if {
	required(row, column) == "blocked"
}

offending(row, column) := posture.cells[row][column].denied if required(row, column) == "open"

offending(row, column) := [verdict | some verdict in posture.cells[row][column].allowed; verdict.write] if {
	required(row, column) == "guarded"
}

# Where keys are to pull and push images, the registry's own calls pass without MFA, and a policy cannot tell
# whose they are: a console session without MFA could make them too, if it could get a registry token.
is_registry_exception(verdict) if {
	required("ecr-from-api-key", "services") == "open"
	verdict.request.action in registry_actions
}

registry_actions := {action | some action in data.iam.actions.families.registry.actions}

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
		"count": classes.actions_in(found),
	}
}
