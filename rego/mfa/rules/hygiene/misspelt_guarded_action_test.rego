package mfa.rules.hygiene_test

import data.mfa.catalogue
import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/misspelt-guarded-action.md.
examples contains {
	"rule": "misspelt-guarded-action",
	"avoid": {
		"Effect": "Deny",
		"Action": "iam:DeactivateMFADevices",
		"Resource": "*",
	},
	"prefer": {
		"Effect": "Deny",
		"Action": "iam:DeactivateMFADevice",
		"Resource": "*",
	},
}

test_misspelt_guarded_action_finds_deny if {
	testing.reports(
		"misspelt-guarded-action", testing.identity([{
			"Effect": "Deny",
			"Action": ["iam:DeactivateMFADevices"],
			"Resource": "*",
		}]),
		{{
			"rule": "misspelt-guarded-action",
			"message": sprintf(
				"no service has iam:DeactivateMFADevices (catalog of %s), so it denies nothing; did you mean %s?",
				[catalogue.date, "iam:DeactivateMFADevice"],
			),
			"at": testing.at(0, ["Action", 0]),
			"evidence": {
				"action": "iam:DeactivateMFADevices",
				"closest": "iam:DeactivateMFADevice",
				"catalogue": catalogue.date,
			},
		}},
	)
}

test_misspelt_guarded_action_finds_allow_with_not_action if {
	testing.reports(
		"misspelt-guarded-action", testing.identity([{
			"Effect": "Allow",
			"NotAction": "iam:CreateAccesKey",
			"Resource": "*",
		}]),
		{{
			"rule": "misspelt-guarded-action",
			"message": concat("", [
				"no service has iam:CreateAccesKey (catalog of 2026-10-27), so it excludes nothing from ",
				"the grant; did you mean iam:CreateAccessKey?",
			]),
			"at": testing.at(0, ["NotAction"]),
			"evidence": {"action": "iam:CreateAccesKey", "catalogue": "2026-10-27", "closest": "iam:CreateAccessKey"},
		}},
	)
}

test_misspelt_guarded_action_ignores_exemption_and_new_names if {
	testing.ignores("misspelt-guarded-action", testing.identity([
		testing.guard("iam:CreateVirtualMFADevices"),
		{"Effect": "Deny", "Action": "iam:Zzz", "Resource": "*"},
	]))
}
