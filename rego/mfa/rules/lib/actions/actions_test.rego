package mfa.rules.lib.actions_test

import data.mfa.catalogue
import data.mfa.rules.lib.actions

test_means if {
	actions.means("iam:getuser", "iam:getuser")
	actions.means("iam:*user", "iam:getuser")
	actions.means("*", "iam:getuser")
	not actions.means("iam:getuse", "iam:getuser")
	not actions.means("iam:get?", "iam:getuser")
}

test_covered if {
	statement := {
		"meaning": actions.meaning([]),
		"not_actions": [{"pattern": "iam:*"}],
		"excepting": actions.meaning([{"pattern": "iam:*"}, {"pattern": "sts:getsessiontoken"}]),
	}
	actions.covered(statement, "s3:getobject")
	not actions.covered(statement, "iam:getuser")
	not actions.covered(statement, "sts:getsessiontoken")
}

test_suggestions if {
	actions.suggestion("iam", "CreateLogonProfile") == "iam:CreateLoginProfile"
	actions.suggestion("iam", "enablemfa") == "iam:EnableMFADevice"
	actions.suggestion("iams", "GetUser") == "iam:GetUser"
	actions.suggestion("s3", "HeadObject") == "s3:GetObject"
	actions.suggestion("nosuch", "Thing") == ""
	actions.suggestion("iam", "Zzz") == ""
}

test_catalogue_has_what_the_rules_name if {
	names := {lower(sprintf("%s:%s", [service, name])) |
		some service, actions_ in catalogue.services
		some name in actions_
	}
	tables := [
		catalogue.notes.identity_writes, catalogue.notes.enrolment_helpers,
		catalogue.notes.asked_on_path, {name: true | some name in catalogue.notes.authorized_as},
	]
	missing := {action | some table in tables; some action, _ in table; not lower(action) in names}
	missing == set()
	withdrawn := {action | some action, _ in catalogue.notes.withdrawn; action in names}
	withdrawn == set()
}

test_without_resource if {
	"iam:listaccountaliases" in actions.without_resource
	not "iam:getuser" in actions.without_resource
}

test_an_action_has_the_templates_of_the_catalogue if {
	actions.templates("s3:ListAllMyBuckets") == {"*"}
	actions.templates("IAM:createaccesskey") == {"arn:aws:iam::{account}:user/*"}
	actions.templates("iam:Create") == set()
	actions.templates("nowhere:Do") == set()
}
