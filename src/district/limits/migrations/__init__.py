"""Migrations of the counts."""
