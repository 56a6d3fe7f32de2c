"""Tests of the bench: what it generates, its arithmetic and its table."""
