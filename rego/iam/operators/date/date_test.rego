package iam.operators.date_test

import data.iam.operators.date

whole(seconds) := [seconds, "000000000"]

test_each_form_of_the_profile_is_a_moment if {
	date.operand("1970") == whole(0)
	date.operand("1970-02") == whole(2678400)
	date.operand("1970-01-02") == whole(86400)
	date.operand("1970-01-01T01:01Z") == whole(3660)
	date.operand("1970-01-01T00:00:01Z") == whole(1)
}

test_a_fraction_is_kept_to_nine_digits if {
	date.operand("1970-01-01T00:00:01.5Z") == [1, "500000000"]
	date.operand("1970-01-01T00:00:01.1234567891Z") == [1, "123456789"]
}

test_a_zone_is_taken_off if {
	date.operand("1970-01-01T02:30+02:30") == whole(0)
	date.operand("1970-01-01T00:00-0130") == whole(5400)
	date.operand("1970-01-01T00:00") == whole(0)
}

test_a_zone_has_hours_and_minutes if {
	date.operand("1970-01-02T00:00+23:59") == whole(60)
	not date.operand("1970-01-02T00:00+24:00")
	not date.operand("1970-01-02T00:00+00:60")
}

test_the_last_of_each_part_is_a_moment_and_one_more_is_none if {
	date.operand("1970-12") == whole(28857600)
	not date.operand("1970-13")
	not date.operand("1970-00")
	date.operand("1970-01-31") == whole(2592000)
	not date.operand("1970-01-32")
	not date.operand("1970-01-00")
	date.operand("1970-01-01T23:59:59Z") == whole(86399)
	not date.operand("1970-01-01T24:00:00Z")
	not date.operand("1970-01-01T23:60:00Z")
	not date.operand("1970-01-01T23:59:60Z")
}

test_months_have_their_lengths if {
	date.operand("1970-04-30") == whole(10281600)
	not date.operand("1970-04-31")
	not date.operand("1970-02-29")
}

test_a_leap_year_is_each_fourth_but_for_centuries_that_are_no_fourth_century if {
	date.operand("1972-02-29") == whole(68169600)
	date.operand("1972-03-01") == whole(68256000)
	date.operand("2000-02-29") == whole(951782400)
	not date.operand("1900-02-29")
	date.operand("1900-03-01") == whole(-2203891200)
	not date.operand("2026-02-29")
}

test_epoch_seconds_are_moments_of_any_length_but_four if {
	date.operand("0") == whole(0)
	date.operand("999") == whole(999)
	date.operand("01000") == whole(1000)
	date.operand("1768478400") == whole(1768478400)
	date.operand("2026") == whole(1767225600)
	date.operand("999999999999999") == whole(999999999999999)
	not date.operand("1000000000000000")
	not date.operand("00")
}

test_anything_else_is_no_moment if {
	not date.operand("yesterday")
	not date.operand("")
	not date.operand("-1")
	not date.operand("2026-1-1")
	not date.operand("2026-01-01 00:00:00Z")
	not date.operand("2026-01-01T00Z")
}

matching_sides(operator) := {side |
	some side, value in {"below": "1970-01-01T00:00:09Z", "equal": "10", "above": "1970-01-01T00:00:10.1Z"}
	date.matches(operator, value, whole(10))
}

test_date_equals_holds_at_equality_only if matching_sides("DateEquals") == {"equal"}

test_date_less_than_holds_before_only if matching_sides("DateLessThan") == {"below"}

test_date_less_than_equals_holds_up_to_equality if matching_sides("DateLessThanEquals") == {"below", "equal"}

test_date_greater_than_holds_after_only if matching_sides("DateGreaterThan") == {"above"}

test_date_greater_than_equals_holds_from_equality if matching_sides("DateGreaterThanEquals") == {"equal", "above"}

test_a_request_value_that_is_no_moment_never_matches if {
	not date.matches("DateLessThan", "soon", whole(10))
	not date.matches("DateGreaterThan", "soon", whole(10))
}
