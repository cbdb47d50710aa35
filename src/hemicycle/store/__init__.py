"""Room 8: rows in, rows out. The contract is in `contract.py`, the record in SQLite."""
