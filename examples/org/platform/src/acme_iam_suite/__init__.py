"""What Acme requires of every policy: data, which mfagate reads from mfagate.yaml here without running it."""
