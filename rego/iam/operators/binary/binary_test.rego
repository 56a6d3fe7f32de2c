package iam.operators.binary_test

import data.iam.operators.binary

test_the_same_bytes_match if binary.matches("QUJD", binary.operand("QUJD"))

test_other_bytes_do_not if not binary.matches("QUJE", binary.operand("QUJD"))

test_bits_that_carry_nothing_do_not_count_after_two_bytes if {
	binary.operand("QUI=") == "QUI="
	binary.operand("QUJ=") == "QUI="
	binary.matches("QUJ=", "QUI=")
}

test_bits_that_carry_nothing_do_not_count_after_one_byte if {
	binary.operand("QQ==") == "QQ=="
	binary.operand("QR==") == "QQ=="
	binary.matches("QX==", "QQ==")
}

test_bits_that_carry_something_count if not binary.matches("QUM=", "QUI=")

test_no_bytes_are_the_same_as_no_bytes if binary.matches("", binary.operand(""))

test_a_text_that_is_no_base64_becomes_no_operand if {
	not binary.operand("QUJ")
	not binary.operand("QU-_")
	not binary.operand("Q===")
}

test_a_request_value_that_is_no_base64_does_not_match if not binary.matches("QUJ", "QUJD")
