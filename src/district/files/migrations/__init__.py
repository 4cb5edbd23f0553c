"""Migrations of the kept files."""
