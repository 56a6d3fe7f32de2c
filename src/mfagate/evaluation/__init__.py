"""Questions to an engine: which to ask, in what order, and the shape that answers must have."""
