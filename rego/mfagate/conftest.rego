# METADATA
# title: For conftest
# description: >-
#   The same findings about a plain policy document as `mfagate check FILE` has, as the `deny` and `warn` that
#   `conftest test --namespace mfagate` looks for. What it takes to be undefined it passes, so what was not judged
#   is denied here.
package mfagate

import data.iam.validation
import data.mfa.inference
import data.mfa.report
import data.mfagate.document

deny contains said if {
	some found in findings
	not is_warning(found)
	said := conftest_result(found)
}

deny contains {"msg": sprintf("structure: %s: %s", [fault.where, fault.message])} if some fault in document_problems

deny contains {"msg": why} if {
	not is_judged
	not is_rejected
	why := "nothing was judged: the rules or their data are not complete; give the bundle's folder to -p and to -d"
}

warn contains said if {
	some found in findings
	is_warning(found)
	said := conftest_result(found)
}

is_warning(found) if severity(found) in {"warning", "note"}

# What is wrong with the document itself: it is not judged then.
document_problems := found if {
	policies := {"policies": document.policies}
	found := validation.problems with input as policies
}

has_document_problems if count(document_problems) > 0

# Without the data, even the condition operators are unknown, so the document may well be right.
is_rejected if {
	has_document_problems
	is_complete
}

is_judged if {
	is_array(findings)
	is_complete
}

is_complete if {
	is_object(data.mfa.profiles.by_name[data.mfagate.defaults.profile])
	is_object(data.mfa.catalogue)
}

findings := found if {
	count(document_problems) == 0
	question := document.question
	report_on := report.subject_report with input as question
	found := report_on.findings
}

severity(found) := level if {
	level := metadata(found).severities[data.mfagate.defaults.profile]
} else := level if {
	level := metadata(found).severity
} else := "error"

metadata(found) := data.mfa.metadata[found.rule]

# A finding that cannot be shown as it is, is shown all the same.
conftest_result(found) := {
	"msg": sprintf("%s: %s%s", [found.rule, found.message, where]),
	"rule": found.rule,
	"severity": severity(found),
	"remedy": remedy(found),
	"at": object.get(found, "at", null),
	"evidence": object.get(found, "evidence", {}),
} if {
	is_string(found.message)
	is_string(found.rule)
	where := place(found)
} else := {"msg": sprintf("a rule gave a finding that cannot be shown: %s", [json.marshal(found)])}

# The finding's own remedy, or the rule's. What is recommended depends on the profile.
remedy(found) := text if {
	given := sprintf("`mfagate recommend --profile %s`", [data.mfagate.defaults.profile])
	own_or_of_rule := object.get(found, "remedy", object.get(metadata(found), "remedy", ""))
	text := replace(own_or_of_rule, "`mfagate recommend`", given)
} else := ""

# Statements are counted from 0, as in `at`, in reasons and in JSON pointers, and named by their Sid if they have one.
place(found) := sprintf(" (statement %d, %s)", [found.at.statement, sid]) if {
	sid := statement(found).Sid
	is_string(sid)
} else := sprintf(" (statement %d)", [found.at.statement]) if {
	is_object(statement(found))
} else := ""

statement(found) := inference.listed(input.Statement)[found.at.statement] if found.at.policy == document.label
