"""What people decide, laid over what the machine found and never written into it."""
