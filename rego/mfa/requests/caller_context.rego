package mfa.requests

import data.mfa.keys
import data.mfa.subject

# What is always so of the subject's callers: what the config says (`context`), and over it the tags of the user or
# role that are known (`tags`; `all_tags`: it has no others). Of several values of a key that has one, each is possible.
always := {key: first_value(key, value) | some key, value in stated}

stated := over(object.get(subject.attributes, "context", {}), tags)

tags := {sprintf("aws:PrincipalTag/%s", [name]): value | some name, value in object.get(subject.attributes, "tags", {})}

first_value(key, value) := value[0] if is_choice(key, value)

first_value(key, value) := value if not is_choice(key, value)

is_choice(key, value) if {
	is_array(value)
	not keys.has_several_values(lower(key))
}

# The values of each key that has one of several, by its lower-case name.
choices[lower(key)] := {choice | some choice in value} if {
	some key, value in stated
	is_choice(key, value)
}

stated_keys := {lower(key) | some key, _ in stated}

# Whether the subject's callers have a key with the same value, or without any, in all their requests.
is_stated(key) if key in stated_keys

is_stated(key) if {
	subject.attributes.all_tags
	startswith(key, "aws:principaltag/")
}

# What a credential brings in one of its variants, and over it what is always so of the subject's callers.
brought(entry, variant) := over(own, always_of(entry, own)) if {
	own := own_context(entry, variant)
}

# What a context with more keys over it has beside what the credential itself brings.
beside(credential, variant, more) := over(always_of(entry, own_context(entry, variant)), more) if {
	entry := object.get(data.mfa.credentials, credential, {})
}

own_context(entry, variant) := object.union(
	object.get(entry, "context", {}),
	object.get(entry.variants[variant], "context", {}),
)

# The part of it that holds for a credential. Where a service makes the call, the network is the service's; a service
# and somebody anonymous are in no organization, and these and the root user have no tags.
always_of(entry, own) := {key: value |
	some key, value in always
	not is_of_others(entry, own, lower(key))
}

is_of_others(_, own, key) if {
	own["aws:ViaAWSService"] == "true"
	key in network_keys
}

is_of_others(entry, _, key) if {
	some beginning in object.get(data.mfa.requests.keys_without, object.get(entry, "kind", "user"), [])
	startswith(key, beginning)
}

# Keys that say from where a request comes.
network_keys := {lower(key) | some key in data.mfa.requests.keys_by.network}

# A context with keys put over it, whatever the case of their names.
over(under, more) := object.union({key: value | some key, value in under; not lower(key) in taken}, more) if {
	count(more) > 0
	taken := {lower(key) | some key, _ in more}
} else := under
