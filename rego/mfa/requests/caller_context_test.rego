package mfa.requests_test

import data.mfa.requests

stating(context, null) := {"subject": {"account": "1", "user": "bob", "context": context}}

stating(context, tags) := {"subject": object.union(
	{"account": "1", "user": "bob", "context": context},
	{"tags": tags, "all_tags": true},
)} if {
	tags != null
}

# What is put over the context of a credential of a kind, which brings this.
stated(kind, own, asked) := found if {
	entry := {"kind": kind, "context": own, "variants": {"v": {"context": {}}}}
	found := requests.brought(entry, "v") with input as asked
}

everywhere := {
	"aws:sourceip": "192.0.2.10",
	"aws:PrincipalOrgID": "o-1",
	"aws:PrincipalTag/team": "red",
	"aws:SecureTransport": "true",
}

test_what_is_stated_stands_over_what_a_credential_brings_whatever_the_case if {
	own := {"aws:SourceIp": "203.0.113.10", "aws:username": "bob"}
	stated("user", own, stating(everywhere, null)) == object.union(everywhere, {"aws:username": "bob"})
	stated("user", own, {"subject": {}}) == own
}

test_where_a_service_makes_the_call_the_network_is_not_the_callers if {
	own := {"aws:ViaAWSService": "true"}
	stated("user", own, stating(everywhere, null)) == object.union(own, object.remove(everywhere, ["aws:sourceip"]))
}

test_who_is_nobody_of_the_account_has_no_organization_and_no_tags if {
	every kind in ["anonymous", "service"] {
		stated(kind, {}, stating(everywhere, null)) == object.remove(
			everywhere,
			["aws:PrincipalOrgID", "aws:PrincipalTag/team"],
		)
	}
	stated("root", {}, stating(everywhere, null)) == object.remove(everywhere, ["aws:PrincipalTag/team"])
}

test_of_several_values_of_a_key_with_one_the_first_is_the_usual_one if {
	asked := stating({"aws:SourceIp": ["192.0.2.10", "192.0.2.11"], "aws:PrincipalOrgPaths": ["o/a/", "o/b/"]}, null)
	stated("user", {}, asked) == {"aws:SourceIp": "192.0.2.10", "aws:PrincipalOrgPaths": ["o/a/", "o/b/"]}
	choices := requests.choices with input as asked
	choices == {"aws:sourceip": {"192.0.2.10", "192.0.2.11"}}
}

test_tags_that_are_known_are_keys_of_the_principal_and_no_other_tag_varies if {
	asked := stating({"aws:principaltag/Kind": "person", "k:e": "y"}, {"kind": "robot"})
	stated("user", {}, asked) == {"aws:PrincipalTag/kind": "robot", "k:e": "y"}
	requests.is_stated("aws:principaltag/other") with input as asked
	requests.is_stated("k:e") with input as asked
	not requests.is_stated("aws:principaltag/other") with input as stating({}, null)
	not requests.is_stated("aws:resourcetag/kind") with input as asked
	not requests.is_stated("aws:principaltag/other") with input as {"subject": {"tags": {"kind": "robot"}}}
	requests.is_stated("aws:principaltag/kind") with input as {"subject": {"tags": {"kind": "robot"}}}
}

test_beside_what_a_credential_brings_a_context_has_what_is_stated_and_more if {
	asked := stating({"aws:SourceIp": "192.0.2.10", "k:e": "y"}, null)
	requests.beside("c", "v", {"k:E": "z"}) == {"aws:SourceIp": "192.0.2.10", "k:E": "z"} with input as asked
		with data.mfa.credentials as {"c": {"context": {"aws:username": "bob"}, "variants": {"v": {"context": {}}}}}
}
