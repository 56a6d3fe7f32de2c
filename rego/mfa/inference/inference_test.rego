package mfa.inference_test

import data.mfa.inference

test_rules_answer_for_every_document if {
	guard := deny({"Bool": {"aws:MultiFactorAuthPresent": "false"}})
	trust := {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}}
	documents := [{"Statement": [guard, "text", {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}, trust]
	inference.kinds == ["identity", "trust"] with input as {"documents": documents}
	inference.of_registry == [false, false] with input as {"documents": documents}
	inference.guards == [[true, false], [false]] with input as {"documents": documents}
	inference.requirements == [
		{"requires": "people", "only_guard": false, "accounts": set()},
		{"requires": "nothing", "only_guard": false, "accounts": set()},
	] with input as {"documents": documents}
	inference.named_account == "123456789012" with input as {"documents": documents}
	inference.named_user == "alice" with input as {"documents": documents}
	inference.replacements == {} with input as {"documents": documents}
}

test_column_of_an_action_is_that_of_its_family_in_any_case if {
	actions := ["IAM:CreateUser", "sts:getfederationtoken", "sts:GetFederationTokens", "s3:GetObject", "iam"]
	inference.columns == ["identity", "identity", "services", "services", "services"] with input as {"actions": actions}
}

test_what_is_not_a_document_has_no_statements if {
	every value in [null, 7, "text", [], {}, {"Statement": null}, {"Statement": "text"}] {
		inference.statements(value) == []
	}
}

test_texts_are_values_and_not_keys if {
	inference.texts({"a": ["b", {"c": "d"}], "e": 1}) == ["b", "d"]
}

deny(condition) := {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": condition}
