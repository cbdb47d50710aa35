"""Rows in the formats of other programs."""
