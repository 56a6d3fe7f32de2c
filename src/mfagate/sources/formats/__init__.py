"""The forms in which policies are kept: templates, plans, account details, replies of AWS's API."""
