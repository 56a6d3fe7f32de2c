package iam.principals_test

import data.iam.principals

callers := {
	"root": principals.caller("arn:aws:iam::1:root"),
	"user": principals.caller("arn:aws:iam::1:user/team/alice"),
	"role": principals.caller("arn:aws:iam::1:role/team/deploy"),
	"session": principals.caller("arn:aws:sts::1:assumed-role/deploy/run"),
	"federated": principals.caller("arn:aws:sts::1:federated-user/alice"),
	"provider": principals.caller("arn:aws:iam::1:saml-provider/okta"),
	"service": principals.caller("ec2.amazonaws.com"),
	"anonymous": principals.caller("anonymous"),
}

# The form by which a value means each of the callers.
meant(type, value) := {who: form |
	some who, caller in callers
	form := principals.form(type, value, caller)
}

# An identity provider is set up in an account, and is none of its principals.
of_account := {"root", "user", "role", "session", "federated"}

test_a_star_means_everyone if meant("AWS", "*") == {who: "everyone" | some who, _ in callers}

test_an_account_and_its_root_mean_all_of_the_account if {
	meant("AWS", "1") == {who: "account" | some who in of_account}
	meant("AWS", "arn:aws:iam::1:root") == {who: "account" | some who in of_account}
	meant("AWS", "2") == {}
	meant("AWS", "arn:aws-cn:iam::1:root") == {}
}

test_a_user_is_meant_by_the_own_arn_and_is_the_parent_of_a_federated_session if {
	meant("AWS", "arn:aws:iam::1:user/team/alice") == {"user": "self", "federated": "parent"} with input as {}
	meant("AWS", "arn:aws:iam::1:user/alice") == {"federated": "parent"} with input as {}
	meant("AWS", "arn:aws:iam::1:user/Alice") == {} with input as {}
	meant("AWS", "arn:aws:iam::1:role/alice") == {} with input as {}
	meant("AWS", "arn:aws:s3::1:user/alice") == {} with input as {}
	meant("AWS", "arn:aws:iam::2:user/alice") == {} with input as {}
	meant("AWS", "arn:aws-cn:iam::1:user/alice") == {} with input as {}
}

test_the_parent_of_a_federated_session_is_an_assumption if {
	assumed := {"assumptions": {"federated-user-parent": "unknown"}}
	meant("AWS", "arn:aws:iam::1:user/team/alice") == {"user": "self"} with input as assumed
}

test_a_role_is_meant_by_the_own_arn_and_so_are_its_sessions if {
	meant("AWS", "arn:aws:iam::1:role/team/deploy") == {"role": "self", "session": "role"}
	meant("AWS", "arn:aws:iam::1:role/deploy") == {"session": "role"}
	meant("AWS", "arn:aws:iam::1:role/other") == {}
	meant("AWS", "arn:aws:iam::1:user/deploy") == {}
	meant("AWS", "arn:aws:s3::1:role/deploy") == {}
	meant("AWS", "arn:aws:iam::2:role/team/deploy") == {}
}

test_a_session_is_meant_by_the_own_arn if {
	meant("AWS", "arn:aws:sts::1:assumed-role/deploy/run") == {"session": "session"}
	meant("AWS", "arn:aws:sts::1:assumed-role/deploy/other") == {}
}

test_a_federated_user_is_meant_by_the_own_arn if {
	meant("AWS", "arn:aws:sts::1:federated-user/alice") == {"federated": "self"}
}

test_a_service_is_meant_by_its_name if {
	meant("Service", "ec2.amazonaws.com") == {"service": "self"}
	meant("Service", "*") == {}
	meant("Service", "arn:aws:iam::1:user/team/alice") == {}
	meant("AWS", "ec2.amazonaws.com") == {}
}

test_a_provider_is_meant_by_its_arn_or_its_domain if {
	meant("Federated", "arn:aws:iam::1:saml-provider/okta") == {"provider": "self"}
	meant("Federated", "ec2.amazonaws.com") == {"service": "self"}
	meant("Federated", "arn:aws:iam::1:user/team/alice") == {}
	meant("AWS", "arn:aws:iam::1:saml-provider/okta") == {}
}

test_no_part_of_a_value_may_be_a_wildcard if {
	meant("AWS", "arn:aws:iam::1:user/*") == {}
	meant("AWS", "arn:aws:iam::*:root") == {}
}

test_other_types_and_texts_mean_nobody if {
	meant("CanonicalUser", "1") == {}
	meant("AWS", "alice") == {}
}

test_an_element_means_a_caller_by_every_form_that_it_names if {
	session := callers.session
	principals.forms("*", session) == {"everyone"}
	principals.forms({"AWS": ["1", "arn:aws:iam::1:role/deploy"], "Service": "ec2.amazonaws.com"}, session) == {
		"account", "role",
	}
	principals.forms({"AWS": "2"}, session) == set()
	not principals.forms("1", session)
}

# The callers that a NotPrincipal leaves out.
left_out(element) := {who | some who, caller in callers; principals.excluded(element, caller)}

test_a_star_leaves_out_everyone if {
	left_out("*") == object.keys(callers)
	left_out({"AWS": "*"}) == object.keys(callers)
}

test_nobody_is_left_out_by_half_of_the_names if {
	left_out({"AWS": "arn:aws:iam::1:user/team/alice"}) == set()
	left_out({"AWS": ["arn:aws:iam::1:role/team/deploy", "arn:aws:sts::1:assumed-role/deploy/run"]}) == set()
}

test_the_root_user_is_left_out_by_the_account if left_out({"AWS": "1"}) == {"root"}

test_a_caller_is_left_out_by_its_own_name_and_its_account if {
	left_out({"AWS": ["1", "arn:aws:iam::1:user/team/alice"]}) == {"root", "user"}
	left_out({"AWS": ["1", "arn:aws:iam::1:role/team/deploy"]}) == {"root", "role"}
	left_out({"AWS": ["1", "arn:aws:sts::1:federated-user/alice"]}) == {"root", "federated"}
}

test_a_session_is_left_out_by_its_name_its_role_and_its_account if {
	names := ["1", "arn:aws:iam::1:role/team/deploy", "arn:aws:sts::1:assumed-role/deploy/run"]
	left_out({"AWS": names}) == {"root", "role", "session"}
}

test_a_service_and_a_provider_are_left_out_by_their_name_alone if {
	left_out({"Service": "ec2.amazonaws.com"}) == {"service"}
	left_out({"Federated": "arn:aws:iam::1:saml-provider/okta"}) == {"provider"}
}

test_an_element_that_is_no_map_leaves_nobody_out if left_out("1") == set()
