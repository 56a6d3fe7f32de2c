# METADATA
# title: What tests are made of
# description: Documents, statements and requests with the parts that a test does not speak of filled in.
package iam.testing_test

account := "123456789012"

alice := "arn:aws:iam::123456789012:user/alice"

allow(more) := object.union({"Effect": "Allow", "Action": "*", "Resource": "*"}, more)

deny(more) := object.union({"Effect": "Deny", "Action": "*", "Resource": "*"}, more)

# A statement of a resource policy, which needs no Resource.
granting(principal, more) := object.union({"Effect": "Allow", "Action": "*", "Principal": principal}, more)

document(statements) := {"Version": "2012-10-17", "Statement": statements}

# By default alice reads an object of her own account.
request(more) := object.union(
	{
		"principal": alice,
		"action": "s3:GetObject",
		"resource": "arn:aws:s3:::bucket/key",
		"resource_account": account,
		"context": {},
	},
	more,
)

asking(policies, requests) := {"policies": policies, "requests": requests}

# One request under identity policies of these statements.
alone(statements, more) := asking({"identity": [document(statements)]}, [request(more)])
