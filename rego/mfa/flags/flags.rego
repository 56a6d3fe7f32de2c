# METADATA
# title: The MFA flag
# description: >-
#   The states that aws:MultiFactorAuthPresent and aws:MultiFactorAuthAge can have in a request: absent,
#   false, and true a moment ago ("AWS global condition context keys").
package mfa.flags

present := data.mfa.flags.names.present

age := data.mfa.flags.names.age

keys := [present, age]

states := [
	{},
	{present: "false"},
	{present: "true", age: "0"},
]

# In lower case, as keys are compared.
present_key := lower(present)

age_key := lower(age)

lower_keys := {present_key, age_key}

# A context in another state of the flag.
with_flag(context, state) := object.union(object.remove(context, keys), state)
