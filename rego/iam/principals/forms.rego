package iam.principals

import data.iam.assumptions
import data.iam.policies

# The form by which one value of a Principal map means the caller: "everyone", "account", "self" (its own
# user, role, provider or service name), "role" (the role of a session), "session",
# "parent" (the user who made a federated user session; its ARN tells only the name it was given).
form("AWS", "*", _) := "everyone"

# An identity provider is meant by Federated, and is no principal of the account that it is set up in.
form("AWS", value, who) := "account" if {
	has_account(who)
	who.kind != "provider"
	value in {who.account, sprintf("arn:%s:iam::%s:root", [partition(who), who.account])}
}

form("AWS", value, who) := "self" if {
	who.kind in {"user", "role", "federated-user"}
	value == who.arn
}

form("AWS", value, who) := "session" if {
	who.kind == "role-session"
	value == who.arn
}

form("AWS", value, who) := "role" if {
	who.kind == "role-session"
	parts := split(value, ":")
	count(parts) > 5
	parts[1] == partition(who)
	parts[2] == "iam"
	parts[4] == who.account
	startswith(parts[5], "role/")
	last(split(parts[5], "/")) == who.name
}

form("AWS", value, who) := "parent" if {
	who.kind == "federated-user"
	assumptions.chosen["federated-user-parent"] == "same-name"
	parts := split(value, ":")
	count(parts) > 5
	parts[1] == partition(who)
	parts[2] == "iam"
	parts[4] == who.account
	startswith(parts[5], "user/")
	last(split(parts[5], "/")) == who.name
}

form("Service", value, who) := "self" if {
	who.kind == "service"
	value == who.arn
}

form("Federated", value, who) := "self" if {
	who.kind in {"provider", "service"}
	value == who.arn
}

partition(who) := split(who.arn, ":")[1]

# Every form by which a Principal element means the caller.
forms("*", _) := {"everyone"}

forms(element, who) := {found |
	some type, values in element
	some value in policies.listed(values)
	found := form(type, value, who)
} if {
	is_object(element)
}

# NotPrincipal exempts a caller only if it names the caller, the role (of a session) and the account.
excluded("*", _) := true

excluded(element, who) if {
	is_object(element)
	count(requires(who) - forms(element, who)) == 0
}

excluded(element, who) if "everyone" in forms(element, who)

requires(who) := {"self", "account"} if {
	who.kind in {"user", "role", "federated-user"}
} else := {"session", "role", "account"} if {
	who.kind == "role-session"
} else := {"account"} if {
	who.kind == "root"
} else := {"self"} if {
	who.kind in {"provider", "service"}
} else := {"everyone"}
