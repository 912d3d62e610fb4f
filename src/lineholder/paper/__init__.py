"""Paper: products as files. The same product gives the same bytes, on any machine, on any day."""
