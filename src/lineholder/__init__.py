"""Lineholder: from raw call records to the charge-ready case against the person who holds the line."""

__version__ = "0.1.0"
