package mfa.scenarios

import data.iam.principals

# The context keys that say who a principal is, where a request names one in place of the credential's own.
identity(text) := identity_of(caller) if {
	caller := principals.caller(text)
} else := {}

identity_of(caller) := {
	"aws:PrincipalArn": caller.arn,
	"aws:PrincipalAccount": caller.account,
	"aws:username": caller.name,
} if {
	caller.kind == "user"
} else := {
	"aws:PrincipalArn": sprintf("arn:%s:iam::%s:role/%s", [split(caller.arn, ":")[1], caller.account, caller.name]),
	"aws:PrincipalAccount": caller.account,
} if {
	caller.kind == "role-session"
} else := {
	"aws:PrincipalArn": caller.arn,
	"aws:PrincipalAccount": caller.account,
} if {
	caller.account != null
} else := {
	"aws:PrincipalServiceName": caller.name,
	"aws:PrincipalServiceNamesList": [caller.name],
} if {
	caller.kind == "service"
} else := {}
