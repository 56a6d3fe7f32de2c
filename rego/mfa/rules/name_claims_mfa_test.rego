package mfa.rules_test

with_mfa(sid) := object.union(
	with_condition("Allow", {"Bool": {"aws:MultiFactorAuthPresent": "true"}}),
	{"Sid": sid},
)

test_name_claims_mfa_finds_sid if {
	found("name-claims-mfa", identity([with_mfa("EnforceMFA")])) == {{
		"rule": "name-claims-mfa",
		"message": concat("", [
			"EnforceMFA says that MFA is enforced, but nothing here is denied: ",
			"other policies' grants are not bound",
		]),
		"at": at(0, ["Sid"]),
		"evidence": {"name": "EnforceMFA"},
	}}
}

test_name_claims_mfa_finds_name_of_file if {
	paths("name-claims-mfa", object.union(
		identity([with_mfa("AllowS3")]),
		{"name": "policies/force_mfa.json"},
	)) == {[0, ["Condition", "Bool", "aws:MultiFactorAuthPresent"]]}
}

test_name_claims_mfa_spares_other_names if {
	found("name-claims-mfa", identity([with_mfa("AllowWithMFA"), with_mfa("ListOnlyOwnMFA"), with_mfa("")])) == set()
	found("name-claims-mfa", object.union(identity([with_mfa("")]), {"name": "mfa/roles.json"})) == set()
}

test_name_claims_mfa_spares_names_that_say_the_opposite if {
	sids := ["SelfServiceThatDontRequireMFA", "DoesNotRequireMFA", "MFAIsNotRequired", "MFAOptional"]
	found("name-claims-mfa", identity([with_mfa(sid) | some sid in sids])) == set()
}

test_name_claims_mfa_spares_deny if {
	found("name-claims-mfa", identity([with_mfa("MFARequired"), guard(enrolment)])) == set()
}

test_name_claims_mfa_spares_trust if {
	found("name-claims-mfa", trust([{
		"Sid": "RequireMFA",
		"Effect": "Allow",
		"Principal": {"AWS": "111122223333"},
		"Action": "sts:AssumeRole",
		"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
	}])) == set()
}
