"""Acts of accounts: each one transaction with its entry in the audit log."""
