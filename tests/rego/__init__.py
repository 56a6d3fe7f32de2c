"""Tests of the Rego itself: what OPA and regal say of it, and what the embedded engine needs of it."""
