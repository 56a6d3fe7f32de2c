package mfa.rules_test

import data.mfa.catalogue

test_misspelt_guarded_action_finds_deny if {
	found("misspelt-guarded-action", identity([{
		"Effect": "Deny",
		"Action": ["iam:DeactivateMFADevices"],
		"Resource": "*",
	}])) == {{
		"rule": "misspelt-guarded-action",
		"message": sprintf(
			"no service has iam:DeactivateMFADevices (catalogue of %s), so it denies nothing; did you mean %s?",
			[catalogue.date, "iam:DeactivateMFADevice"],
		),
		"at": at(0, ["Action", 0]),
		"evidence": {
			"action": "iam:DeactivateMFADevices",
			"closest": "iam:DeactivateMFADevice",
			"catalogue": catalogue.date,
		},
	}}
}

test_misspelt_guarded_action_finds_allow_with_not_action if {
	paths("misspelt-guarded-action", identity([{
		"Effect": "Allow",
		"NotAction": "iam:CreateAccesKey",
		"Resource": "*",
	}])) == {[0, ["NotAction"]]}
}

test_misspelt_guarded_action_spares_exemption_and_new_names if {
	found("misspelt-guarded-action", identity([
		guard("iam:CreateVirtualMFADevices"),
		{"Effect": "Deny", "Action": "iam:Zzz", "Resource": "*"},
	])) == set()
}
