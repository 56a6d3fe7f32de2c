"""Scenario files: YAML to cases, each a credential, a request and the expected decision."""
