# METADATA
# title: Assertions
# description: Comparisons for Rego tests. One that fails prints both sides, which `opa test` shows under the test.
package assertions_test

# METADATA
# description: True when both values are equal. `got` comes first, as in `got == want`.
equals(got, want) if {
	got == want
} else := false if {
	got != want

	# regal ignore:print-or-trace-call
	print("want:", want, "\n got:", got)
}

test_equal_values_are_equal if equals({"a": {1, 2}}, {"a": {2, 1}})

test_other_values_are_not_equal if equals({"a": 1}, {"a": 2}) == false
