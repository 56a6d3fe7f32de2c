package mfa.subject_test

import data.mfa.subject

guarding := {"Version": "2012-10-17", "Statement": [{"Sid": "Guard", "Effect": "Deny", "Action": "*", "Resource": "*"}]}

sids(assume) := [statement.where.sid | some statement in found] if {
	asked := {"subject": {"assume": assume, "policies": {"identity": [guarding]}}}
	found := subject.statements with input as asked
}

test_statements_are_those_of_the_policies_and_the_assumed_ones if {
	sids("nothing") == ["Guard"]
	sids("allow-all") == ["Guard", "AssumedAllowAll"]
}
