package mfagate_test

import data.mfagate

guard := {"Version": "2012-10-17", "Statement": [
	{"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
	{"Sid": "Guard", "Effect": "Deny", "Action": "*", "Resource": "*"},
]}

metadata := {
	"bad": {"severity": "error", "remedy": "Fix it; `mfagate recommend`."},
	"odd": {"severity": "warning"},
	"mild": {"severity": "error", "severities": {"console-only": "note", "strict": "error"}},
}

at(statement) := {"policy": "identity[0]", "statement": statement, "path": ["Action"]}

# What is said of the guard where the rules find this.
said(found) := {"deny": denied, "warn": warned} if {
	report := {"findings": found}
	denied := mfagate.deny with input as guard
		with data.mfa.report.subject_report as report
		with data.mfa.metadata as metadata
	warned := mfagate.warn with input as guard
		with data.mfa.report.subject_report as report
		with data.mfa.metadata as metadata
}

test_errors_are_denied_with_all_that_is_known if {
	found := [{"rule": "bad", "message": "no", "at": at(1), "evidence": {"key": 1}}]
	said(found).deny == {{
		"msg": "bad: no (statement 1, Guard)",
		"rule": "bad",
		"severity": "error",
		"remedy": "Fix it; `mfagate recommend --profile console-only`.",
		"at": at(1),
		"evidence": {"key": 1},
	}}
	said(found).warn == set()
}

test_the_remedy_of_a_finding_stands_for_that_of_its_rule if {
	found := [{"rule": "bad", "message": "no", "at": at(1), "remedy": "Edit it; `mfagate recommend`."}]
	{one.remedy | some one in said(found).deny} == {"Edit it; `mfagate recommend --profile console-only`."}
}

test_warnings_and_notes_are_warned_of if {
	found := [
		{"rule": "odd", "message": "hm", "at": at(0)},
		{"rule": "mild", "message": "eh", "at": {"policy": null, "statement": null}},
	]
	messages := {[one.msg, one.severity, one.remedy] | some one in said(found).warn}
	messages == {["odd: hm (statement 0)", "warning", ""], ["mild: eh", "note", ""]}
	said(found).deny == set()
}

test_a_finding_that_cannot_be_shown_is_denied if {
	found := [
		"text",
		{"rule": "odd"},
		{"message": 1},
		{"rule": "new", "message": "of no metadata", "at": at(0)},
		{"rule": "new", "message": "of no place"},
	]
	messages := {one.msg | some one in (said(found).deny | said(found).warn)}
	messages == {
		"a rule gave a finding that cannot be shown: \"text\"",
		"a rule gave a finding that cannot be shown: {\"rule\":\"odd\"}",
		"a rule gave a finding that cannot be shown: {\"message\":1}",
		"new: of no metadata (statement 0)",
		"new: of no place",
	}
}

test_nothing_found_is_nothing_said if {
	said([]).deny == set()
	said([]).warn == set()
}

test_a_document_that_cannot_be_judged_is_denied if {
	found := {[given, one.msg] |
		some given in [{}, "text", null, {"Statement": {"Effect": "Maybe", "Action": "*", "Resource": "*"}}]
		some one in mfagate.deny with input as given
	}
	found == {
		[{}, "structure: /policies/identity/0: Syntax errors in policy: the document has no Statement"],
		["text", "structure: /policies/identity/0: a policy document must be an object"],
		[null, "structure: /policies/identity/0: a policy document must be an object"],
		[
			{"Statement": {"Effect": "Maybe", "Action": "*", "Resource": "*"}},
			"structure: /policies/identity/0/Statement/Effect: Effect must be \"Allow\" or \"Deny\" (case-sensitive)",
		],
	}
}

test_rules_without_their_data_deny if {
	nothing := "nothing was judged: the rules or their data are not complete; give the bundle's folder to -p and to -d"
	without_profiles := {one.msg | some one in mfagate.deny with input as guard with data.mfa.profiles.by_name as {}}
	without_report := {one.msg |
		some one in mfagate.deny with input as guard with data.mfa.report.subject_report as {}
	}
	nothing in without_profiles
	without_report == {nothing}
}
