"""Evaluation: the queries to an engine, their order, and the shape that answers must have."""
