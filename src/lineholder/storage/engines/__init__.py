"""Engines that answer questions over the records, one file each."""
