package iam.policies_test

import data.iam.policies

given := {"policies": {
	"identity": ["first", "second"],
	"resource": "bucket",
	"boundary": [],
	"session": null,
	"scp": [["root"], ["unit", "another"]],
	"rcp": [],
}}

test_a_layer_is_what_was_given_or_nothing if {
	policies.layer("identity") == ["first", "second"] with input as given
	policies.layer("session") == [] with input as given
	policies.layer("boundary") == [] with input as {}
}

test_a_layer_applies_when_it_has_a_document_or_a_level if {
	policies.applies("identity") with input as given
	policies.applies("resource") with input as given
	policies.applies("scp") with input as given
	not policies.applies("boundary") with input as given
	not policies.applies("session") with input as given
	not policies.applies("rcp") with input as given
	not policies.applies("identity") with input as {}
}

test_documents_stand_in_a_fixed_order_with_label_and_pointer if {
	policies.documents == [
		plain("identity", "identity[0]", "/policies/identity/0", "first"),
		plain("identity", "identity[1]", "/policies/identity/1", "second"),
		plain("resource", "resource", "/policies/resource", "bucket"),
		leveled("scp[0]", 0, "/policies/scp/0/0", "root"),
		leveled("scp[1]", 0, "/policies/scp/1/0", "unit"),
		leveled("scp[1]", 1, "/policies/scp/1/1", "another"),
	] with input as given
}

plain(type, label, pointer, value) := {
	"type": type,
	"label": label,
	"pointer": pointer,
	"level": type,
	"value": value,
}

leveled(level, index, pointer, value) := {
	"type": "scp",
	"label": sprintf("%s[%d]", [level, index]),
	"pointer": pointer,
	"level": level,
	"value": value,
}

test_there_are_no_documents_where_none_were_given if {
	policies.documents == [] with input as {}
	policies.documents == [] with input as {"policies": {"resource": null}}
}

test_levels_are_named_by_their_place if {
	policies.levels("scp") == ["scp[0]", "scp[1]"] with input as given
	policies.levels("rcp") == [] with input as given
}
