"""A few small rules to load into an engine, with their data, questions and answers."""

from __future__ import annotations

RULES = {
    "iam/answers.rego": """package iam

import data.mfa.lib

answers := [lib.answer(request) | some request in input.requests]

number := to_number(input.text)

quotient := 1 / input.divisor

maybe if input.present

says_undefined := "<undefined>"

half := 0.5

whole := json.unmarshal(input.text)

nothing := null
""",
    "mfa/lib.rego": """package mfa.lib

answer(request) := {"decision": "Allowed", "why": data.mfa.reasons[request]} if {
	data.mfa.reasons[request]
} else := {"decision": "ImplicitlyDenied", "why": null}
""",
}
DATA = {"mfa": {"reasons": {"a": "é is fine", "b": "x < y"}, "suite": {"version": "1"}}}
REQUESTS = {"requests": ["a", "b", "c"]}
ANSWERS = [
    {"decision": "Allowed", "why": "é is fine"},
    {"decision": "Allowed", "why": "x < y"},
    {"decision": "ImplicitlyDenied", "why": None},
]
BROKEN = {"iam/broken.rego": "package iam\n\nanswers if {\n"}
UNSAFE = {"iam/unsafe.rego": "package iam\n\nanswers if {\n\tx == 1\n}\n"}
