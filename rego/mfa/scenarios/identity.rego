package mfa.scenarios

import data.iam.principals

# The context keys that say who a principal is, where a request names one in place of the credential's own.
identity(text) := {
	"aws:PrincipalArn": caller.arn,
	"aws:PrincipalAccount": caller.account,
	"aws:username": caller.name,
} if {
	caller := principals.caller(text)
	caller.kind == "user"
} else := {
	"aws:PrincipalArn": sprintf("arn:%s:iam::%s:role/%s", [split(text, ":")[1], caller.account, caller.name]),
	"aws:PrincipalAccount": caller.account,
} if {
	caller := principals.caller(text)
	caller.kind == "role-session"
} else := {
	"aws:PrincipalArn": caller.arn,
	"aws:PrincipalAccount": caller.account,
} if {
	caller := principals.caller(text)
	caller.account != null
} else := {
	"aws:PrincipalServiceName": caller.name,
	"aws:PrincipalServiceNamesList": [caller.name],
} if {
	caller := principals.caller(text)
	caller.kind == "service"
} else := {}
