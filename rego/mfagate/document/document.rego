# METADATA
# title: A plain document
# description: >-
#   A policy document that is the whole input, as `mfagate check FILE` takes it: its kind is inferred from its elements,
#   and its account is the one that it names.
package mfagate.document

import data.mfa.inference

# A question to the rules about the document.
question := {"subject": subject, "assumptions": data.mfagate.defaults.assumptions}

subject := {
	"name": "document",
	"kind": kind,
	"account": account,
	"user": user,
	"sample_user": data.mfagate.defaults.user == "",
	"profile": data.mfagate.defaults.profile,
	"account_facts": data.mfagate.defaults.account_facts,
	"context": data.mfagate.defaults.context,
	"policies": policies,
}

policies := {"identity": [normalized]} if kind == "identity"

policies := {"resource": normalized} if kind != "identity"

# Requests are made in the partition `aws`: a document of one other is read as if it were of it.
normalized := json.unmarshal(replace(json.marshal(input), found, beginning)) if {
	some found, beginning in inference.partition_replacements([input])
} else := input

# The label of the document in what the rules find.
default label := "resource"

label := "identity[0]" if kind == "identity"

kind := inference.kind(input)

account := inferred if {
	data.mfagate.defaults.account == ""
	inferred := inference.account([input])
} else := data.mfagate.defaults.account

user := inferred if {
	data.mfagate.defaults.user == ""
	inferred := inference.user([input])
} else := data.mfagate.defaults.user
