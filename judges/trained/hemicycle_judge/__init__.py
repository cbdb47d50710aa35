"""Weights of the trained judge of positions; `hemicycle.position.judge` opens them."""
