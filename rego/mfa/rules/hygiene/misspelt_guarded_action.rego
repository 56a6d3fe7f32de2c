package mfa.rules.hygiene

import data.mfa.catalogue
import data.mfa.rules.lib
import data.mfa.rules.lib.actions

# METADATA
# title: A misspelled action is not guarded
# description: >-
#   In the Action of a Deny a misspelled name denies nothing. In the NotAction of an Allow it excludes nothing, so the
#   Allow grants what it should leave out. The service exists and has an action with a similar name.
# custom:
#   id: misspelt-guarded-action
#   severity: error
#   remedy: >-
#     Correct the spelling.
#   sources:
#     - "IAM JSON policy elements: NotAction"
#     - "Actions, resources, and condition keys for AWS services"
findings contains found if {
	some entry in actions.unknown
	opens_by_mistake(entry)
	message := sprintf("no service has %s (catalog of %s), so it %s%s", [
		entry.written, catalogue.date,
		effect_of_unknown(entry.effect, entry.element),
		did_you_mean(entry.closest),
	])
	found := lib.document_finding(
		"misspelt-guarded-action", entry.where, entry.path, message,
		{"action": entry.written, "closest": entry.closest, "catalogue": catalogue.date},
	)
}

opens_by_mistake(entry) if {
	[entry.effect, entry.element] in {["Deny", "Action"], ["Allow", "NotAction"]}
	entry.closest != ""
}
