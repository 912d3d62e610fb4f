"""Validate: each stage scored on known truth that others hand it. Arrays and documents in, figures out."""
