package mfa.classes

import data.iam.conditions
import data.iam.operators
import data.iam.variables
import data.mfa.subject

# What tells the values of a condition key apart, as patterns: the values that its clauses name, what other Resource
# patterns have in the place of a variable, and the same of each key that it is compared with.
key_globs(key) := object.get(globs_by_key, key, set())

globs_by_key[key] := union({globs |
	some other in reachable_keys(key)
	globs := own_globs[other]
}) | {"mfagate-other" | key in mutually_varied} if {
	some key in named_keys
}

named_keys := condition_keys | variable_keys

reachable_keys(key) := graph.reachable(compared_keys, {key})

# Keys of which one stands as a variable, and nothing else, where the other is asked for: both ways.
compared_keys[key] := {other | some pair in comparisons; key in pair; some other in pair} | {key} if {
	some key in named_keys
}

# The values of conditions that hold variables, each with its clause.
variable_texts := {[clause, text] |
	some clause in clauses
	conditions.has_variables(clause)
	some text in clause[2]
	variables.occurs_in(text)
}

comparisons := {{clause[1], key} |
	some [clause, text] in variable_texts
	variables.template(text) == variables.mark
	some key in variables.keys(text)
} | aligned_keys

# Keys of which two that vary are compared: they are tried with equal values and with different ones.
mutually_varied := {key |
	some key in varied_keys
	count((reachable_keys(key) & varied_keys) - {key}) > 0
}

own_globs[key] := (literal_globs(key) | aligned_globs(key)) | stripped_globs(key) if some key in named_keys

# The values that the clauses on a key name.
literal_globs(key) := {mask |
	some clause in clauses_on(key)
	operators.parsed(clause[0]).family in {"arn", "string"}
	some text in clause[2]
	mask := value_glob(clause, text)
}

value_glob(clause, text) := glob_of(operators.parsed(clause[0]).base, text) if not [clause, text] in variable_texts

# A variable that the credential fixes has the values that callers bring.
value_glob(clause, text) := mask if {
	[clause, text] in variable_texts
	count(variables.keys(text) & varied_keys) == 0
	mask := filled_glob(clause, text, credential_values(data.mfa.credentials["api-key"], variables.keys(text)))
}

# A value of a condition as a pattern, with its variables filled in.
filled_glob(clause, text, known) := variables.between(
	text_pieces(clause, text),
	variables.fillings(text, known),
)

# What stands between its variables.
text_pieces(clause, text) := split(glob_of(operators.parsed(clause[0]).base, variables.template(text)), variables.mark)

glob_of(base, text) := as_glob(text) if operators.is_pattern(base)

glob_of(base, text) := text if not operators.is_pattern(base)

# What a variable has to be where a text with more than the variable is asked for, and others beside it.
stripped_globs(key) := {middle |
	some part in partial_texts
	part.key == key
	some mask in literal_globs(part.clause[1])
	middle := stripped(mask, part.before, part.after)
}

partial_texts := {{"clause": clause, "key": key, "before": pieces_of[0], "after": pieces_of[1], "text": text} |
	some [clause, text] in variable_texts
	some key in (variables.keys(text) & (varied_keys | names_beside(clause)))
	variables.template(text) != variables.mark
	pieces_of := text_pieces(clause, text)
	count(pieces_of) == 2
}

# What is left of a pattern between a beginning and an end.
stripped(mask, before, after) := substring(mask, count(before), (count(mask) - count(before)) - count(after)) if {
	startswith(mask, before)
	endswith(mask, after)
	count(mask) >= count(before) + count(after)
}

# What the clauses on a key ask for around variables that vary: a caller there is tried with the value that fits. Of
# one variable, also with each value that it is asked for.
open_globs(key) := {mask |
	some clause in clauses_on(key)
	some text in clause[2]
	some mask in open_masks(clause, text)
	mask != any_text
}

open_masks(clause, text) := {concat(middle, text_pieces(clause, text)) |
	some middle in ({any_text} | {mask |
		count(variables.keys(text)) == 1
		some key in variables.keys(text)
		some mask in literal_globs(key)
	})
} if {
	[clause, text] in variable_texts
	count(variables.keys(text) & varied_keys) > 0
} else := set()

masks_of(clause, text) := {mask | mask := value_glob(clause, text)} | open_masks(clause, text)

name_globs(key) := key_globs(key) | open_globs(key)

# What is asked of a name elsewhere than in the clauses on it: where it is compared, or stands as a variable.
meeting_globs(key) := (key_globs(key) - literal_globs(key)) | open_globs(key)

# The keys of callers who are tried by several names, in a clause on another key.
names_beside(clause) := name_keys if {
	subject.is_any_user
	not clause[1] in name_keys
} else := set()

fillings_of(mask, texts) := {filled_with(mask, text) | some text in ({one | some one in texts} | empty_filling)}

# Where a `?` tells nothing from something.
default empty_filling := set()

empty_filling := {""} if {
	some key in name_keys
	some mask in name_globs(key)
	contains(mask, single_character)
}
