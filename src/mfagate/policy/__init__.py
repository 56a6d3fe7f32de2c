"""A policy document: what it contains, and what IAM would reject or warn about when it is saved."""
