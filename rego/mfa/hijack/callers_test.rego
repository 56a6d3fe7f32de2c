package mfa.hijack_test

import data.mfa.hijack
import data.mfa.requests

asked(caller, action) if {
	some id in hijack.asked_by[caller]
	hijack.asks[id].action == action
}

test_a_caller_is_taken_as_its_credential_says if {
	asked("api-key", "iam:CreateUser") with input as unguarded
	asked("session-without-mfa", "sts:AssumeRole") with input as unguarded
	asked("session-without-mfa", "s3:GetObject") with input as unguarded
	asked("session-without-mfa", "iam:PassRole") with input as unguarded
}

test_what_a_service_does_not_take_is_not_asked if {
	taken := {[caller, hijack.asks[id].action] |
		some caller, ids in hijack.asked_by
		some id in ids
	} with input as unguarded
	not ["session-without-mfa", "iam:CreateAccessKey"] in taken
	not ["session-without-mfa", "sts:GetFederationToken"] in taken
	not ["console-without-mfa", "sts:GetSessionToken"] in taken
	not ["ecr-from-api-key", "ecr:GetAuthorizationToken"] in taken
}

test_all_that_is_taken_is_as_each_request_says if {
	compared := taken_and_reached with input as unguarded
	object.keys(compared) == object.keys(hijack.graph.callers)
	every pair in compared {
		pair[0] == pair[1]
	}
}

taken_and_reached[name] := [hijack.actions_taken(hijack.reached_by(name)), reached] if {
	some name, _ in hijack.graph.callers
	reached := {action |
		some action in hijack.asked_actions
		requests.reaches(hijack.credential_of(name), action)
	}
}

test_callers_that_no_policy_tells_apart_speak_as_one if {
	as_one := hijack.spokesman with input as unguarded
	as_one["console-with-mfa true"] == "api-key absent"
	apart := hijack.spokesman with input as unguarded_iam
	apart["session-with-mfa true"] == apart["console-with-mfa true"]
	apart["session-without-mfa false"] == apart["console-without-mfa false"]
	apart["api-key absent"] == "api-key absent"
	apart["new-user-session true"] != apart["console-with-mfa true"]
}

test_a_renamed_user_has_the_other_name if {
	renamed := object.union(hijack.root_state, {"user": "arn:aws:iam::123456789012:user/staff/bob"})
	context := hijack.voice_context("api-key absent", renamed) with input as unguarded
	[context["aws:username"], context["aws:PrincipalArn"]] == ["bob", "arn:aws:iam::123456789012:user/staff/bob"]
	hijack.principal("api-key absent", renamed) == "arn:aws:iam::123456789012:user/staff/bob" with input as unguarded
	hijack.principal("api-key absent", hijack.root_state) == "arn:aws:iam::123456789012:user/alice" with input as unguarded
	of_another := hijack.principal("new-user-key absent", renamed) with input as unguarded
	of_another == "arn:aws:iam::123456789012:user/mfagate-new"
}
