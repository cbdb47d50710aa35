"""Compare what was read with what people coded: scores, and the misses worth looking at."""
