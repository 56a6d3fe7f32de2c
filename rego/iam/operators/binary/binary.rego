package iam.operators.binary

# The same bytes: base64 texts compared after clearing the bits that carry none.
operand(text) := canonical(text)

matches(value, wanted) if {
	canonical(value) == wanted
}

canonical(text) := text if regex.match(`^(?:[A-Za-z0-9+/]{4})*$`, text)

canonical(text) := masked(text, 4, 2) if regex.match(`^(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{3}=$`, text)

canonical(text) := masked(text, 16, 3) if regex.match(`^(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2}==$`, text)

# The text with the bits below `unit` of the sextet at `place` from its end cleared.
masked(text, unit, place) := concat("", [
	substring(text, 0, at),
	substring(alphabet, index - (index % unit), 1),
	substring(text, at + 1, -1),
]) if {
	at := count(text) - place
	index := indexof(alphabet, substring(text, at, 1))
}

alphabet := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
