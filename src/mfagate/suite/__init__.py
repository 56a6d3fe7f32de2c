"""The shipped rules and data, an organization's own rules, and the rule catalogue."""
