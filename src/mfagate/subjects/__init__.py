"""Subjects: the policies attached to a principal, which are judged together."""
