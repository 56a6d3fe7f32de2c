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

test_policy_of_a_repository_names_no_resource_and_no_other_service if {
	cases := [
		[true, {"Action": ["ECR:PutImage", "ecr:Batch*"]}],
		[true, {"NotAction": "ecr:*"}],
		[true, {"Action": "*"}],
		[true, [{"Action": "ecr:*", "Resource": "*"}, {"Action": "ecr:*"}]],
		[false, {"Action": "ecr:*", "Resource": "arn:aws:ecr:*:*:repository/*"}],
		[false, {"Action": ["ecr:*", "sns:Publish"]}],
		[false, [{"Action": "*", "Resource": "arn:aws:sqs:*:*:jobs"}, {"Action": "*"}]],
		[true, {"Action": 7}],
		[false, {"Action": 7, "Resource": 7}],
		[false, []],
	]
	wrong := [one | some one in cases; inference.is_of_registry({"Statement": one[1]}) != one[0]]
	wrong == []
}

test_named_services_are_those_of_actions_else_of_resources if {
	inference.named_services({"Statement": [{"NotAction": ["S3:*", "*"], "Resource": "arn:aws:sqs:::q"}]}) == {"s3"}
	inference.named_services({"Statement": {"Action": "*", "Resource": ["arn:aws:sqs:::q", "*"]}}) == {"sqs"}
	inference.named_services(null) == set()
}
