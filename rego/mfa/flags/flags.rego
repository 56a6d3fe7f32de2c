# METADATA
# title: The MFA flag
# description: >-
#   The states that aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge can have in a request: absent,
#   false, and true a moment ago ("AWS global condition context keys").
package mfa.flags

keys := ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"]

states := [
	{},
	{"aws:MultiFactorAuthPresent": "false"},
	{"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "0"},
]

# A context in another state of the flag.
with_flag(context, state) := object.union(object.remove(context, keys), state)
