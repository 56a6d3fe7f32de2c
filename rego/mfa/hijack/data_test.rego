package mfa.hijack_test

import data.mfa.hijack

test_every_row_of_the_facts_is_there if {
	{move.row | some move in hijack.graph.moves} == {row | some row in numbers.range(1, 24)}
}

test_every_move_has_an_id_of_its_own_and_a_source if {
	count({move.id | some move in hijack.graph.moves}) == count(hijack.graph.moves)
	every move in hijack.graph.moves {
		move.title != ""
		move.source != ""
	}
}

test_every_move_has_calls_or_needs_none if {
	every move in hijack.graph.moves {
		listed := [1 | some name in ["calls", "everything", "passes", "devices"]; move[name]]
		count(listed) == min([1, count(hijack.graph.groups[move.by])])
	}
}

test_every_passed_role_has_a_source if {
	every move in hijack.graph.moves {
		every passed in object.get(move, "passes", []) {
			passed.source != ""
			count(passed.then) > 0
		}
	}
}

test_every_word_in_braces_is_a_name if {
	every move in hijack.graph.moves {
		every braced in regex.find_n(`\{[a-z-]+\}`, json.marshal(move), -1) {
			trim(braced, "{}") in (object.keys(hijack.graph.resources) | {"account", "user", "self", "renamed"})
		}
	}
}

test_every_template_is_one_of_the_catalogue if {
	known := {arn | some service in data.mfa.actions.services; some arn in service.arns}
	every resource in hijack.graph.resources {
		object.get(resource, "template", "*") in known
	}
}

test_what_gives_nothing_says_why if {
	every move in hijack.graph.moves {
		says_why(move)
	}
}

says_why(move) if count(move.gives) > 0

says_why(move) if changes_something(move)

says_why(move) if startswith(move.note, "No gain")

changes_something(move) if {
	every alternative in move.calls {
		count(alternative.change) > 0
	}
}

test_what_is_needed_can_be_had if {
	every move in hijack.graph.moves {
		count({need | some need in move.needs} - to_be_had) == 0
	}
	every prize in hijack.graph.goals {
		prize.id in to_be_had
	}
	every caller in callers_of_their_own {
		caller in to_be_had
	}
}

to_be_had := ({token | some move in hijack.graph.moves; some token in move.gives} | {token |
	some start in hijack.graph.starts
	some token in start.has
}) | ({replace(token, "{arn}", sprintf("{%s}", [name])) |
	some name, assumption in hijack.graph.assumptions
	some given in assumption.gives
	some token in given
} | {"outside-account", "guard-removed", "in-role {any-role}"})

callers_of_their_own := {caller | some group in hijack.graph.groups; some caller in group}

test_every_caller_is_a_credential if {
	every caller in hijack.graph.callers {
		data.mfa.credentials[caller.credential]
		caller.whose in {"subject", "administrator"}
	}
	count(callers_of_their_own - object.keys(hijack.graph.callers)) == 0
}

test_every_start_is_a_row_of_the_posture if {
	every start in hijack.graph.starts {
		data.mfa.credentials[start.row]
	}
}

test_every_key_that_a_call_brings_is_listed if {
	every move in hijack.graph.moves {
		brought := {key |
			some alternative in object.get(move, "calls", [])
			some call in listed_calls(alternative)
			some key, _ in call.context
		}
		count(brought - {key | some key in hijack.graph.call_keys}) == 0
	}
	every device in data.mfa.samples.enrolment.devices {
		every call in device.calls {
			every key, _ in object.get(call, "context", {}) {
				key in hijack.graph.call_keys
			}
		}
	}
}

listed_calls(alternative) := alternative if is_array(alternative)

listed_calls(alternative) := alternative.calls if is_object(alternative)
