package iam.operators.string_test

import data.iam.operators.string

test_string_equals_is_exact if {
	string.operand("StringEquals", "A*") == "A*"
	string.matches("StringEquals", "A*", "A*")
	not string.matches("StringEquals", "a*", "A*")
	not string.matches("StringEquals", "AB", "A*")
}

test_string_equals_ignore_case_folds_case if {
	string.operand("StringEqualsIgnoreCase", "Abc") == "abc"
	string.matches("StringEqualsIgnoreCase", "ABC", "abc")
	not string.matches("StringEqualsIgnoreCase", "ABD", "abc")
}

test_letters_that_engines_fold_in_their_own_ways_are_folded_in_ours if {
	string.folded("ΑΣ") == "ασ"
	string.folded("ας") == "ασ"
	string.folded("İ") == "i"
}

test_string_like_takes_wildcards_and_keeps_case if {
	string.operand("StringLike", "a*?") == "(?s)^a.*.$"
	string.matches("StringLike", "abc", "(?s)^a.*.$")
	not string.matches("StringLike", "a", "(?s)^a.*.$")
	not string.matches("StringLike", "Abc", "(?s)^a.*.$")
}
