"""What the tests share: ways to run mfagate, to ask an engine, and samples to ask about."""
