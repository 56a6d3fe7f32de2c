# The edits that close a path of the hijack search: its first call that a Deny without MFA may stop is taken as a cell
# that is allowed although the profile blocks it.
package mfa.causes

import data.mfa.assumptions
import data.mfa.classes
import data.mfa.hijack
import data.mfa.inference
import data.mfa.profiles
import data.mfa.rules.lib.statements

# By the start of the path.
of_paths[start] := cause if {
	some start in {call.start | some call in path_calls}
	found := [allowed_cause(short) | some short in path_shorts; short.start == start]
	cause := best_cause(found)
}

# The first that has edits, or else the first.
best_cause(found) := best if {
	editing := [cause | some cause in found; count(object.get(cause, "edits", [])) > 0]
	count(editing) > 0
	best := with_all_identity_guards(editing[0])
} else := found[0]

path_shorts := [short |
	some place, answer in path_answers
	short := object.union(path_calls[place], {
		"near": answer.near,
		"witness": {"request": path_calls[place].request, "by": path_calls[place].by},
	})
]

# Changes of identity come before calls of services, which a profile may leave to keys.
path_calls := array.concat(
	[call | some call in deniable_calls; call.column == "identity"],
	[call | some call in deniable_calls; call.column == "services"],
)

deniable_calls := [found |
	some theft in hijack.worst_paths
	some call in theft.calls
	not call.request.action in classes.exempt
	column := inference.column(lower(call.request.action))
	found := object.union(call, {
		"start": theft.start.id,
		"row": theft.start.row,
		"column": column,
		"required": required_on_path(theft.start.row, column),
	})
	is_met_in(wide_guards[0], context_of(found))
]

# A path is a finding unless the profile leaves identity open.
required_on_path(row, column) := required if {
	required := profiles.required(row, column)
	required in {"blocked", "guarded"}
} else := "guarded" if {
	column == "identity"
}

path_answers := answers if {
	batch := {
		"policies": hijack.subjects_policies,
		"requests": [object.union(call.request, {"context": format_int(place, 10)}) | some place, call in path_calls],
		"contexts": {format_int(place, 10): call.context | some place, call in path_calls},
		"assumptions": assumptions.for_one_side,
		"explain": true,
	}
	answers := data.iam.answers with input as batch
}

# One Deny for changes of identity alone would leave the next path.
with_all_identity_guards(cause) := object.union(cause, all_identity_guards) if {
	some edit in cause.edits
	edit.value in data.mfa.causes.identity_guards
} else := cause

all_identity_guards := {"edits": [adding(guard) | some guard in missing_identity_guards], "remedy": text} if {
	text := sprintf("Add to %s %s; `mfagate recommend` prints %s.", [
		takers[0],
		concat(" and ", [guard_text(guard) | some guard in missing_identity_guards]),
		["one", "both"][count(missing_identity_guards) - 1],
	])
}

missing_identity_guards := [guard | some guard in data.mfa.causes.identity_guards; not is_there(guard)]

is_there(guard) if {
	some statement in statements.own
	object.remove(statement.value, ["Sid"]) == guard
}
