package iam.sensitivity_test

import data.iam.assumptions
import data.iam.sensitivity
import data.iam.testing_test as testing

# What one statement that allows, asked about by a principal, gives the assumptions to decide.
touched_by(changed, principal) := found if {
	asked := [testing.request({"principal": principal})]
	given := testing.asking({"identity": [testing.document([testing.allow(changed)])]}, asked)
	found := sensitivity.applicable with input as given
}

if_exists := {"Condition": {"ForAnyValue:StringEqualsIfExists": {"aws:TagKeys": "a"}}}

variable := {"Condition": {"StringNotEquals": {"aws:PrincipalTag/a": "${aws:username}"}}}

federated := "arn:aws:sts::123456789012:federated-user/bob"

linked := "arn:aws:sts::123456789012:assumed-role/AWSServiceRoleForSupport/s"

test_each_assumption_about_matching_is_touched_by_what_it_is_about if {
	touched_by({"Resource": "arn:aws:s3:*:123456789012:x"}, testing.alice) == {"colon-crossing"}
	touched_by({"Resource": "arn:aws:s?:::x"}, testing.alice) == {"colon-crossing"}
	touched_by({"Resource": "arn:aws:s3"}, testing.alice) == {"short-arns"}
	touched_by({"Resource": "arn:aws:iam::123456789012:user/a*"}, testing.alice) == {"user-name-case"}
	touched_by(variable, testing.alice) == {"missing-variable-negated"}
	touched_by(if_exists, testing.alice) == {"for-any-value-if-exists"}
	touched_by({}, federated) == {"federated-user-parent"}
	touched_by({}, linked) == {"service-linked-session"}
}

test_what_is_about_none_of_them_touches_none if {
	touched_by({"Resource": "*"}, testing.alice) == set()
	touched_by({"Resource": "arn:aws:s3:::bucket/*"}, testing.alice) == set()
	touched_by({"Condition": {"StringEqualsIfExists": {"a": "b"}}}, testing.alice) == set()
	touched_by({"Condition": {"ForAnyValue:StringEquals": {"a": "b"}}}, testing.alice) == set()
	touched_by({}, "arn:aws:sts::123456789012:assumed-role/Deploy/AWSServiceRoleForSupport") == set()
}

test_every_assumption_is_about_matching_or_about_the_decision if {
	changes := object.union_n([{"Resource": "arn:aws:iam::*:user/a"}, {"Condition": object.union(
		if_exists.Condition,
		variable.Condition,
	)}])
	found := touched_by(changes, federated) | (touched_by({"Resource": "arn:aws"}, linked) | {
		"get-session-token-deny",
		"unstated-resource-policy",
	})
	found == object.keys(assumptions.options)
}
