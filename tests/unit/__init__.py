"""Tests of single modules of the bridge."""
