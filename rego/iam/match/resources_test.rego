package iam.match_test

import data.iam.match
import data.iam.testing_test as testing

# The statements that match each ARN, whatever keys resources name.
by_resource(policies, context, resources, assumptions) := {key[0]: ids | some key, ids in found} if {
	requests := [testing.request({"resource": resource, "context": context}) | some resource in resources]
	asked := object.union(testing.asking(policies, requests), {"assumptions": assumptions})
	found := match.by_resource with input as asked
}

# The ARNs that one pattern matches in a policy of a type.
matched(type, pattern, resources) := matched_under(type, pattern, resources, {})

matched_under(type, pattern, resources, assumptions) := {resource |
	document := testing.document([testing.granting("*", {"Resource": pattern})])
	policies := {
		"identity": {"identity": [document]},
		"resource": {"resource": document},
		"scp": {"scp": [[document]]},
		"rcp": {"rcp": [[document]]},
	}[type]
	some resource, ids in by_resource(policies, {}, resources, assumptions)
	0 in ids
}

objects := ["arn:aws:s3:::b/a/test", "arn:aws:s3:::b/A/test", "arn:aws:s3:::b/test", "arn:aws:s3:::bb/a:b/test", "*"]

test_a_star_alone_matches_every_resource if {
	matched("identity", "*", objects) == {resource | some resource in objects}
}

test_a_pattern_is_compared_with_case_and_across_slashes if {
	matched("identity", "arn:aws:s3:::b/*/test", objects) == {"arn:aws:s3:::b/a/test", "arn:aws:s3:::b/A/test"}
	matched("identity", "arn:aws:s3:::b/?/test", objects) == {"arn:aws:s3:::b/a/test", "arn:aws:s3:::b/A/test"}
	matched("identity", "arn:aws:s3:::b/a/test", objects) == {"arn:aws:s3:::b/a/test"}
	matched("identity", "arn:aws:s3:::bb/*/test", objects) == {"arn:aws:s3:::bb/a:b/test"}
}

test_a_not_resource_matches_every_resource_that_none_of_its_patterns_matches if {
	statement := object.remove(testing.deny({"NotResource": ["arn:aws:s3:::b/*", "*x"]}), ["Resource"])
	by_resource({"identity": [testing.document([statement])]}, {}, objects, {}) == {
		"arn:aws:s3:::b/a/test": set(),
		"arn:aws:s3:::b/A/test": set(),
		"arn:aws:s3:::b/test": set(),
		"arn:aws:s3:::bb/a:b/test": {0},
		"*": {0},
	}
}

test_a_statement_without_a_resource_is_about_the_one_that_it_is_attached_to if {
	document := testing.document([testing.granting("*", {})])
	by_resource({"resource": document}, {}, ["*", "arn:aws:s3:::b"], {}) == {"*": {0}, "arn:aws:s3:::b": {0}}
}

tables := ["arn:aws:dynamodb:eu:1:table/prod-a", "arn:aws:dynamodb:eu:1:index/prod-a"]

test_whether_a_star_crosses_colons_is_an_assumption if {
	pattern := "arn:aws:dynamodb:*:table/prod-*"
	matched("identity", pattern, tables) == {"arn:aws:dynamodb:eu:1:table/prod-a"}
	matched_under("identity", pattern, tables, {"colon-crossing": "never"}) == set()
	matched_under("identity", pattern, tables, {"colon-crossing": "always"}) == {"arn:aws:dynamodb:eu:1:table/prod-a"}
}

test_what_a_short_arn_leaves_out_depends_on_the_policy_type if {
	resources := ["arn:aws:s3", "arn:aws:s3:::b"]
	every case in [
		["identity", "arn:aws:s3", {"arn:aws:s3", "arn:aws:s3:::b"}],
		["resource", "arn:aws:s3", {"arn:aws:s3"}],
		["resource", "arn:*:s3", {"arn:aws:s3", "arn:aws:s3:::b"}],
		["scp", "arn:*:s3", {"arn:aws:s3"}],
		["scp", "arn:aws:s*", {"arn:aws:s3", "arn:aws:s3:::b"}],
		["rcp", "arn:aws:s*", set()],
		["rcp", "arn:aws:s3:::*", {"arn:aws:s3:::b"}],
	] {
		matched(case[0], case[1], resources) == case[2]
	}
}

test_that_a_short_arn_matches_at_all_is_an_assumption if {
	assumed := {"short-arns": "never-match"}
	matched_under("identity", "arn:aws:s3", ["arn:aws:s3:::b"], assumed) == set()
	matched_under("identity", "arn:aws:s3:::b", ["arn:aws:s3:::b"], assumed) == {"arn:aws:s3:::b"}
	matched_under("identity", "*", ["arn:aws:s3:::b"], assumed) == {"arn:aws:s3:::b"}
}

test_five_segments_are_short_and_six_are_not if {
	match.is_short("a:b:c:d:e")
	not match.is_short("a:b:c:d:e:f")
}

test_whether_case_counts_in_a_user_name_is_an_assumption if {
	users := ["arn:aws:iam::1:user/alice"]
	roles := ["arn:aws:iam::1:role/deploy"]
	assumed := {"user-name-case": "insensitive"}
	matched("identity", "arn:aws:iam::1:user/Alice", users) == set()
	matched_under("identity", "arn:aws:iam::1:user/Alice", users, assumed) == {"arn:aws:iam::1:user/alice"}
	matched_under("identity", "arn:aws:iam::1:role/Deploy", roles, assumed) == set()
}

own_user := {"identity": [testing.document([
	testing.allow({"Resource": "arn:aws:iam::1:user/${aws:username}*"}),
	object.remove(testing.deny({"NotResource": "arn:aws:iam::1:user/${aws:username}"}), ["Resource"]),
])]}

users := ["arn:aws:iam::1:user/a*b", "arn:aws:iam::1:user/axb"]

test_variables_are_filled_in_as_literal_text if {
	by_resource(own_user, {"aws:UserName": "a*b"}, users, {}) == {
		"arn:aws:iam::1:user/a*b": {0},
		"arn:aws:iam::1:user/axb": {1},
	}
}

test_a_pattern_whose_variable_has_no_value_matches_nothing if {
	by_resource(own_user, {}, users, {}) == {user: {1} | some user in users}
}

test_variables_count_only_after_the_fifth_colon if {
	policies := {"identity": [testing.document([testing.allow({"Resource": "arn:aws:iam::${a}:user/${b}"})])]}
	resources := ["arn:aws:iam::${a}:user/x", "arn:aws:iam::1:user/x"]
	by_resource(policies, {"a": "1", "b": "x"}, resources, {}) == {
		"arn:aws:iam::${a}:user/x": {0},
		"arn:aws:iam::1:user/x": set(),
	}
}

test_variables_are_literal_under_the_older_version if {
	document := {"Version": "2008-10-17", "Statement": testing.allow({"Resource": "arn:aws:iam::1:user/${a}"})}
	resources := ["arn:aws:iam::1:user/${a}", "arn:aws:iam::1:user/x"]
	by_resource({"identity": [document]}, {"a": "x"}, resources, {}) == {
		"arn:aws:iam::1:user/${a}": {0},
		"arn:aws:iam::1:user/x": set(),
	}
}

test_resources_are_distinguished_by_the_keys_that_patterns_name if {
	contexts := [{"aws:username": "x", "other": "y"}, {}]
	requests := [testing.request({"context": context}) | some context in contexts]
	match.resource_keys == {"aws:username"} with input as testing.asking(own_user, requests)
	match.resources == {
		["arn:aws:s3:::bucket/key", {"aws:username": "x"}],
		["arn:aws:s3:::bucket/key", {}],
	} with input as testing.asking(own_user, requests)
}

test_a_resource_that_is_no_text_is_left_out if {
	requests := [testing.request({"resource": resource}) | some resource in [1, null, ""]]
	match.resources == set() with input as testing.asking({}, requests)
}
