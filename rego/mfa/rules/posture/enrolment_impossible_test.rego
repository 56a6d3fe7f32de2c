package mfa.rules.posture_test

import data.mfa.rules.lib.testing_test as testing

test_enrolment_impossible_finds_denied_call if {
	enrolment_found("impossible", "strict") == {{
		"rule": "enrolment-impossible",
		"message": concat("", [
			"iam:EnableMFADevice is denied to console sessions without MFA, so new users cannot enroll: ",
			"no policy allows it",
		]),
		"at": {"policy": "identity[0]", "statement": 1},
		"evidence": {"request": {"action": "iam:EnableMFADevice"}, "reason": "no policy allows it"},
	}}
}

test_enrolment_impossible_ignores_possible_enrolment if {
	enrolment_found("possible", "strict") == set()
}

test_enrolment_impossible_ignores_profile_without_enrolment if {
	enrolment_found("impossible", "none") == set()
}

enrolment_found(state, profile) := {finding | some finding in findings; finding.rule == "enrolment-impossible"} if {
	findings := data.mfa.rules.findings with input as {"subject": testing.under(
		profile,
		testing.identity([testing.allow_all, testing.guard(testing.enrolment)]),
	)}
		with data.mfa.profiles.shortfalls as set()
		with data.mfa.hijack.worst_paths as set()
		with data.mfa.hijack.fact_problems as set()
		with data.mfa.hijack.gaps as set()
		with data.mfa.posture.enrolment as state
		with data.mfa.posture.enrolment_obstacle as {
			"request": {"action": "iam:EnableMFADevice"},
			"answer": {"decision": "ImplicitlyDenied", "by": [], "reason": "no policy allows it"},
		}
}

test_enrolment_impossible_ignores_what_grants_nothing if {
	leave := {"Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*"}
	of_what_grants_nothing([leave], "identity") == set()
	of_what_grants_nothing([testing.allow_all, leave], "scp") == set()
	count(of_what_grants_nothing([object.union(testing.allow_all, {"Action": "s3:*"})], "identity")) == 1
}

of_what_grants_nothing(statements, kind) := found_there if {
	documents := {
		"identity": {"identity": [testing.document(statements)]},
		"scp": {"identity": [], "scp": [[testing.document(statements)]]},
	}
	one := testing.under("console-only", testing.subject(kind, documents[kind]))
	findings := data.mfa.rules.findings with input as {"subject": one}
	found_there := {finding | some finding in findings; finding.rule == "enrolment-impossible"}
}

test_enrolment_impossible_ignores_user_without_password if {
	one := object.union(
		testing.under("strict", testing.identity([testing.allow_all, testing.guard([])])),
		{"login_profile": false},
	)
	findings := data.mfa.rules.findings with input as {"subject": one}
		with data.mfa.hijack.worst_paths as set()
		with data.mfa.hijack.fact_problems as set()
		with data.mfa.hijack.gaps as set()
	{finding | some finding in findings; finding.rule == "enrolment-impossible"} == set()
}

test_enrolment_impossible_says_that_context_can_state_the_network if {
	office := {
		"Effect": "Deny",
		"Action": "*",
		"Resource": "*",
		"Condition": {"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}},
	}
	one := testing.under("strict", testing.identity([testing.allow_all, testing.guard(testing.enrolment), office]))
	hint := "; if all their requests come from one network, state aws:SourceIp under context in the config"
	[message] := [finding.message | some finding in enrolment_findings(one)]
	endswith(message, hint)
	enrolment_findings(object.union(one, {"context": {"aws:SourceIp": "192.0.2.10"}})) == set()
}

enrolment_findings(one) := {finding | some finding in findings; finding.rule == "enrolment-impossible"} if {
	findings := data.mfa.rules.findings with input as {"subject": one}
		with data.mfa.hijack.worst_paths as set()
		with data.mfa.hijack.fact_problems as set()
		with data.mfa.hijack.gaps as set()
}
