package mfa.rules.hygiene

import data.mfa.catalogue
import data.mfa.rules.lib
import data.mfa.rules.lib.actions

# METADATA
# title: No service has this action
# description: >-
#   IAM saves any name. A name that no service has grants nothing, and in the NotAction of a Deny it exempts nothing.
#   The catalogue of actions ends at its date, so newer actions are reported too.
# custom:
#   id: unknown-action
#   severity: warning
#   remedy: >-
#     Correct the spelling. Some API operations are authorized under another name, such as s3:ListBucket for
#     ListObjects.
#   sources:
#     - "Actions, resources, and condition keys for AWS services"
findings contains found if {
	some entry in actions.unknown
	not opens_by_mistake(entry)
	message := sprintf("no service has %s (catalog of %s), so it %s%s", [
		entry.written, catalogue.date,
		effect_of_unknown(entry.effect, entry.element),
		did_you_mean(entry.closest),
	])
	found := lib.document_finding(
		"unknown-action", entry.where, entry.path, message,
		{"action": entry.written, "closest": entry.closest, "catalogue": catalogue.date},
	)
}

did_you_mean("") := ""

did_you_mean(closest) := sprintf("; did you mean %s?", [closest]) if closest != ""

effect_of_unknown("Allow", "Action") := "grants nothing"

effect_of_unknown("Allow", "NotAction") := "excludes nothing from the grant"

effect_of_unknown("Deny", "Action") := "denies nothing"

effect_of_unknown("Deny", "NotAction") := "exempts nothing"
