package mfa.classes_test

import data.mfa.classes

test_a_key_that_nobody_writes_is_shown_in_lower_case if {
	classes.display_key("x:unknown") == "x:unknown" with input as given([])
}
