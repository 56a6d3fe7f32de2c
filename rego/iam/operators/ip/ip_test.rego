package iam.operators.ip_test

import data.iam.operators.ip

test_a_range_keeps_its_length if ip.operand("203.0.113.0/24") == {"range": "203.0.113.0/24", "family": 4}

test_a_bare_address_is_a_range_of_one if {
	ip.operand("203.0.113.10") == {"range": "203.0.113.10/32", "family": 4}
	ip.operand("2001:db8::1") == {"range": "2001:db8::1/128", "family": 6}
}

test_a_range_of_ip_version_6_keeps_its_length if {
	ip.operand("2001:db8::/32") == {"range": "2001:db8::/32", "family": 6}
}

test_a_text_that_is_no_range_becomes_no_operand if {
	not ip.operand("203.0.113.256")
	not ip.operand("203.0.113.0/33")
	not ip.operand("everywhere")
	every length in ["008", "08", "+8", "-1", "", "8 ", "8/8"] {
		not ip.operand(concat("/", ["10.0.0.0", length]))
	}
	not ip.operand("::/+0")
	not ip.operand("::ffff:203.0.113.10")
}

test_the_first_and_the_last_address_of_a_range_match_and_their_neighbours_do_not if {
	range := ip.operand("203.0.113.128/25")
	ip.matches("203.0.113.128", range)
	ip.matches("203.0.113.255", range)
	not ip.matches("203.0.113.127", range)
	not ip.matches("203.0.114.0", range)
}

test_an_address_of_version_6_matches_its_range if {
	ip.matches("2001:db8::5", ip.operand("2001:db8::/32"))
	not ip.matches("2001:db9::5", ip.operand("2001:db8::/32"))
}

test_the_versions_never_match_each_other if {
	not ip.matches("203.0.113.10", ip.operand("::/0"))
	not ip.matches("2001:db8::1", ip.operand("0.0.0.0/0"))
}

test_a_request_value_must_be_an_address if {
	not ip.matches("203.0.113.0/24", ip.operand("203.0.113.0/24"))
	not ip.matches("nowhere", ip.operand("0.0.0.0/0"))
	not ip.matches("::ffff:203.0.113.10", ip.operand("::/0"))
}
