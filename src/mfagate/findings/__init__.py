"""Findings: what a rule, a scenario or the structure check reports about a place in a file."""
