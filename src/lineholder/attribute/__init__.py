"""Attribute: how strongly the records speak for one person behind two phones, and against."""
