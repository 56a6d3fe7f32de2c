package mfa.rules.hygiene

import data.mfa.catalogue
import data.mfa.rules.lib
import data.mfa.rules.lib.actions

# METADATA
# title: An action is in no service
# description: >-
#   IAM saves any name, and one that no service has means nothing: it grants nothing, and in NotAction of a Deny
#   it exempts nothing. The catalogue of actions is frozen at its date, so an action that is newer is reported
#   too.
# custom:
#   id: unknown-action
#   severity: warning
#   remedy: >-
#     Mend the spelling; some API operations are authorized under another name, such as s3:ListBucket for
#     ListObjects.
#   sources:
#     - "Actions, resources, and condition keys for AWS services"
findings contains found if {
	some entry in actions.unknown
	not opens_by_mistake(entry)
	message := sprintf("no service has %s (catalogue of %s), so it %s%s", [
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
