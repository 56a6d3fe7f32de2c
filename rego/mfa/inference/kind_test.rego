package mfa.inference_test

import data.mfa.inference

test_kind_follows_principals_actions_and_resources if {
	assume := {"Principal": "*", "Action": ["sts:AssumeRole", "STS:TagSession"]}
	kinds := {
		"resource": [
			{"Principal": "*", "Action": "s3:GetObject", "Resource": "*"},
			{"Principal": "*", "Action": "sts:AssumeRole", "Resource": "*"},
			{"NotPrincipal": "*", "Action": ["sts:AssumeRole", 7]},
			{"Principal": "*"},
			[assume, {"Principal": "*", "NotAction": "ecr:*"}],
			[{"Action": "*"}, assume],
		],
		"trust": [
			assume,
			[assume, assume, "text"],
			{"Principal": "*", "Action": "sts:AssumeRole*"},
			{"Principal": "*", "Action": "sts:SetSourceIdentity"},
		],
		"identity": [["Principal"], {"Effect": "Deny", "Action": "*"}, null, "text"],
	}
	wrong := [[kind, statement] |
		some kind, statements in kinds
		some statement in statements
		inference.kind({"Statement": statement}) != kind
	]
	wrong == []
	{inference.kind(value) | some value in [null, [], "text", {}]} == {"identity"}
}
