"""A loose guard against changes that make mfagate several times slower."""
