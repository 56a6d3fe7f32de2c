package mfa.classes

import data.iam.variables
import data.mfa.keys

# A key as AWS or the credentials write it, else as the policies do.
display_key(key) := min(known_spellings(key)) if {
	count(known_spellings(key)) > 0
} else := min({clause[4] | some clause in clauses_on(key)}) if {
	count(clauses_on(key)) > 0
} else := min({name | some name in written_variables; lower(name) == key}) if {
	key in {lower(name) | some name in written_variables}
} else := key

written_variables := {trim_space(split(expression, ",")[0]) |
	some text in ({pattern[2] | some pattern in variable_patterns} | {value |
		some clause in clauses
		some value in clause[2]
	})
	some expression in variables.expressions(text)
}

known_spellings(key) := {name |
	some entry in data.mfa.credentials
	some name, _ in entry.context
	lower(name) == key
} | {name | name := keys.global[key]}
