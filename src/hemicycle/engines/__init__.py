"""Run the pipeline over a store."""
