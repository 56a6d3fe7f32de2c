package mfa.requests_test

import data.mfa.requests
import data.mfa.testing_test as testing

made(credential, wanted) := found if {
	found := requests.request(credential, wanted, "named") with input as {"subject": {"account": "1", "user": "bob"}}
		with data.mfa.credentials as testing.credentials
}

test_a_request_is_made_by_the_credential_on_what_is_wanted if {
	made("api-key", testing.create) == {
		"principal": "arn:aws:iam::1:user/bob",
		"action": "iam:CreateAccessKey",
		"resource": "arn:aws:iam::1:user/bob",
		"resource_account": "1",
		"context": "named",
	}
}

test_what_is_wanted_may_say_who_asks_and_whose_the_resource_is if {
	wanted := object.union(testing.read, {"principal": "anonymous", "resource_account": "2"})
	made("api-key", wanted) == {
		"principal": "anonymous",
		"action": "s3:GetObject",
		"resource": "arn:aws:s3:::bucket/key",
		"resource_account": "2",
		"context": "named",
	}
}

test_a_credential_that_does_not_exist_makes_no_request if not made("strange", testing.read)

brought(credential, variant, more) := found if {
	found := requests.context(credential, variant, more) with input as {"subject": {"account": "1", "user": "bob"}}
		with data.mfa.credentials as testing.credentials
}

test_a_context_has_the_keys_of_the_credential_of_its_variant_and_more_over_them if {
	brought("forwarded-from-api-key", "false", {"aws:ViaAWSService": "false", "k": "{account}"}) == {
		"aws:ViaAWSService": "false",
		"aws:username": "bob",
		"aws:MultiFactorAuthPresent": "false",
		"k": "1",
	}
	brought("role-session", "absent", {}) == {}
	brought("role-session", "false", {}) == {"aws:MultiFactorAuthPresent": "false"}
}

test_each_value_of_an_array_is_filled_in if {
	brought("api-key", "absent", {"k": ["{user}", "x"]}) == {"k": ["bob", "x"]}
}

test_a_value_that_is_no_text_is_left_out if brought("api-key", "absent", {"k": 1, "l": "x"}) == {"l": "x"}

test_account_and_user_stand_for_those_of_the_subject if {
	requests.filled("{account}/{user}/{other}") == "123456789012/alice/{other}" with input as {}
	requests.filled("plain") == "plain" with input as {}
}

reached(reaches, action) if {
	requests.reaches("c", action) with data.mfa.credentials as {"c": {"reaches": reaches}}
}

test_any_reaches_every_action if reached(["any"], "s3:GetObject")

test_no_entry_reaches_nothing if {
	not reached([], "s3:GetObject")
	not reached(["sts:*"], "s3:GetObject")
	not reached(["s3:Get"], "s3:GetObject")
	not requests.reaches("strange", "s3:GetObject")
}

test_an_entry_names_one_action_or_all_of_a_service if {
	reached(["s3:GetObject"], "s3:GetObject")
	reached(["s3:*"], "s3:GetObject")
	not reached(["s3:*"], "s3control:GetObject")
}

test_the_last_entry_that_names_an_action_decides if {
	entries := ["any", "!sts:*", "sts:AssumeRole"]
	reached(entries, "s3:GetObject")
	not reached(entries, "sts:GetSessionToken")
	reached(entries, "sts:AssumeRole")
	not reached(["sts:AssumeRole", "!any"], "sts:AssumeRole")
}
