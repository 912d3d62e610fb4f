"""Model to the JSON that outside programs read (docs/formats/json.md). Times are ISO 8601 UTC with Z."""
