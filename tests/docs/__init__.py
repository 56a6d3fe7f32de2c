"""Tests of the documentation: links, citations, facts, words, blocks and commands."""
