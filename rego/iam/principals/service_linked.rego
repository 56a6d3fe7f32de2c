package iam.principals

import data.iam.assumptions

# Service and resource control policies do not restrict service-linked roles, which AWS makes under a path of
# their own ("Create a service-linked role": `/aws-service-role/SERVICE-NAME.amazonaws.com/`; nobody else can use
# that path). The name alone proves nothing: a role of anybody's may be called AWSServiceRoleForX.
is_linked_role(arn) if {
	is_string(arn)
	regex.match(`^arn:[^:*?]+:iam::[^:*?]*:role/aws-service-role/[^/]+/AWSServiceRoleFor[^/]`, arn)
}

# `context` has lower-case keys. A session's ARN does not tell the role's path; `aws:PrincipalArn` does.
is_service_linked(who, _) if {
	who.kind == "role"
	is_linked_role(who.arn)
}

is_service_linked(who, context) if {
	who.kind == "role-session"
	startswith(who.name, "AWSServiceRoleFor")
	is_linked_session(who, object.get(context, "aws:principalarn", null))
}

is_linked_session(who, arn) if {
	is_linked_role(arn)
	endswith(arn, sprintf("/%s", [who.name]))
}

is_linked_session(_, null) if assumptions.chosen["service-linked-session"] == "by-name"
