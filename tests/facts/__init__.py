"""The facts of how AWS decides, as tables of cases worked out by hand."""
