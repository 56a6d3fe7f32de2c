"""The rules about documents: their documentation, their tests, and what they say of the policies here."""
