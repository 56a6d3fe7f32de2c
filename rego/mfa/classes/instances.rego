package mfa.classes

# A text of the pattern that is in no other pattern but those that hold all of it. Names that read well
# are tried first, then nothing in the place of a wildcard.
instance(mask, globs, names) := instance_among(mask, beginnings_of(globs), names)

# (For many patterns, their beginnings are worked out once.)
instance_among(mask, beginnings, names) := [text |
	some name in array.concat(names, [stand_in, ""])
	text := filled_with(mask, name)
	stands_for(text, mask, beginnings)
][0]

filled_with(mask, "") := replace(replace(mask, any_text, ""), single_character, "m")

filled_with(mask, name) := replace(replace(mask, any_text, name), single_character, substring(name, 0, 1)) if name != ""

# (A pattern that begins otherwise holds neither.)
stands_for(text, mask, beginnings) if {
	every other in {other | some other, beginning in beginnings; startswith(text, beginning)} {
		same_membership(text, mask, other)
	}
}

same_membership(text, mask, other) if {
	covers(other, mask)
	regex.match(glob_expression(other), text)
}

same_membership(text, mask, other) if {
	not covers(other, mask)
	not regex.match(glob_expression(other), text)
}
