"""A language model as another coder of positions, off until somebody names an endpoint."""
