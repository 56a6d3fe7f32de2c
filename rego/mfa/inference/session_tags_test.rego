package mfa.inference_test

import data.mfa.inference

tags_sessions(statement) := inference.may_tag_sessions({"Statement": statement})

test_session_can_be_tagged_where_an_allow_means_tagging if {
	every action in ["sts:TagSession", "STS:tag*", "*", ["sts:AssumeRole", "sts:TagSession"]] {
		tags_sessions({"Effect": "Allow", "Action": action}) == true
	}
	tags_sessions({"Effect": "Allow", "NotAction": "sts:AssumeRole"}) == true
}

test_session_cannot_be_tagged_where_no_allow_means_tagging if {
	tags_sessions({"Effect": "Allow", "Action": ["sts:AssumeRole", 7]}) == false
	tags_sessions({"Effect": "Deny", "Action": "sts:TagSession"}) == false
	tags_sessions([{"Effect": "Allow", "NotAction": "sts:*"}]) == false
	inference.may_tag_sessions("text") == false
}

test_rules_answer_whether_each_document_lets_tags_be_passed if {
	documents := [
		{"Statement": {"Effect": "Allow", "Principal": "*", "Action": ["sts:AssumeRole", "sts:TagSession"]}},
		{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}},
	]
	inference.session_tags == [true, false] with input as {"documents": documents}
}
