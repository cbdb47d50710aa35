"""THE FLOOR PLAN: the one file that knows the order of the rooms."""
