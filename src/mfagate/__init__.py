"""mfagate: prove that AWS IAM policies require MFA where they should, and nowhere else."""

__version__ = "0.1.0"
