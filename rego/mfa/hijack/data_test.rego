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
		ways_of_being_open := [1 | some name in ["calls", "everything"]; move[name]]
		count(ways_of_being_open) == min([1, count(hijack.graph.groups[move.by])])
	}
}

test_what_gives_nothing_says_why if {
	every move in hijack.graph.moves {
		says_why(move)
	}
}

says_why(move) if count(move.gives) > 0

says_why(move) if startswith(move.note, "No gain")

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
}) | ({token |
	some assumption in hijack.graph.assumptions
	some given in assumption.gives
	some token in given
} | guards)

guards := {"identity-guard", "boundary-guard"}

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
