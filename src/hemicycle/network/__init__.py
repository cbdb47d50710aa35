"""Discourse networks: matrices of who says what, and who agrees with whom."""
