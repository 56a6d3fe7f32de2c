# METADATA
# title: Rules
# description: >-
#   All findings about a subject: those of the shipped rules, a package for each category, and those of an
#   organization's own rules, which are in this package and add to `findings`. The names below are for own rules;
#   docs/how-to/own-rules.md lists them.
package mfa.rules

import data.mfa.rules.conditions
import data.mfa.rules.exemptions
import data.mfa.rules.hygiene
import data.mfa.rules.lib
import data.mfa.rules.posture
import data.mfa.rules.resources
import data.mfa.rules.trust

findings contains finding if some finding in conditions.findings

findings contains finding if some finding in exemptions.findings

findings contains finding if some finding in hygiene.findings

findings contains finding if some finding in posture.findings

findings contains finding if some finding in resources.findings

findings contains finding if some finding in trust.findings

own_statements := lib.own_statements

document_finding(rule, where, path, message, evidence) := lib.document_finding(rule, where, path, message, evidence)

cell_finding(rule, shortfall, message) := lib.cell_finding(rule, shortfall, message)

shortfalls(cells) := lib.shortfalls(cells)
