package mfa.rules.hygiene_test

import data.mfa.catalogue
import data.mfa.rules.lib.testing_test as testing

# The examples on docs/rules/unknown-action.md.
examples contains {
	"rule": "unknown-action",
	"avoid": {
		"Effect": "Deny",
		"NotAction": [
			"iam:CreateVirtualMFADevice",
			"iam:EnableMFADevice",
			"iam:GetUser",
			"iam:ListMFADevices",
			"iam:ListVirtualMFADevices",
			"iam:ResyncMFADevice",
			"sts:GetSessionToken",
			"iam:GetUsers",
		],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
	"prefer": {
		"Effect": "Deny",
		"NotAction": [
			"iam:CreateVirtualMFADevice",
			"iam:EnableMFADevice",
			"iam:GetUser",
			"iam:ListMFADevices",
			"iam:ListVirtualMFADevices",
			"iam:ResyncMFADevice",
			"sts:GetSessionToken",
		],
		"Resource": "*",
		"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}},
	},
}

test_unknown_action_finds_typo_in_exemption if {
	testing.reports("unknown-action", testing.exempting(["iam:CreateVirtualMFADevices", "iam:GetUser"]), {{
		"rule": "unknown-action",
		"message": sprintf(
			"no service has iam:CreateVirtualMFADevices (catalog of %s), so it exempts nothing; did you mean %s?",
			[catalogue.date, "iam:CreateVirtualMFADevice"],
		),
		"at": testing.at(0, ["NotAction", 0]),
		"evidence": {
			"action": "iam:CreateVirtualMFADevices",
			"closest": "iam:CreateVirtualMFADevice",
			"catalogue": catalogue.date,
		},
	}})
}

test_unknown_action_suggests if {
	suggested("iam:enablemfa") == {"iam:EnableMFADevice"}
	suggested("imm:EnableMFADevice") == {""}
	suggested("iams:EnableMFADevice") == {"iam:EnableMFADevice"}
	suggested("iam:Zzz") == {""}
	suggested("iam:ListVirtualMFADevice") == {"iam:ListVirtualMFADevices"}
	suggested("iam:GetVirtual*") == {""}
	suggested("s3:ListObjects") == {"s3:ListBucket"}
	suggested("e3") == set()
}

suggested(action) := {finding.evidence.closest |
	some finding in testing.found(
		"unknown-action",
		testing.identity([{"Effect": "Allow", "Action": action, "Resource": "*"}]),
	)
}

test_unknown_action_words_effects if {
	policy := testing.identity([
		{"Effect": "Allow", "Action": "iam:Zzz", "Resource": "*"},
		{"Effect": "Allow", "NotAction": "iam:Zzz", "Resource": "*"},
		{"Effect": "Deny", "Action": "iam:Zzz", "Resource": "*"},
		{"Effect": "Deny", "NotAction": "iam:Zzz", "Resource": "*"},
	])
	endings := {concat(" ", array.slice(words, count(words) - 3, count(words))) |
		some message in testing.messages("unknown-action", policy)
		words := split(message, " ")
	}
	endings == {"it grants nothing", "from the grant", "it denies nothing", "it exempts nothing"}
}

test_unknown_action_ignores_known_ones if {
	testing.ignores("unknown-action", testing.exempting(testing.enrolment_and([
		"IAM:getuser", "iam:List*", "iam:*MFA*", "iam:get*", "s3:*", "*", "*:Describe*", "iam:RequestSmsMfaRegistration",
	])))
}
