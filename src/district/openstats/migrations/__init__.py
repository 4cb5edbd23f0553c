"""Migrations of the stored results."""
