"""The formats, one file each; their list is FORMATS in the package above."""
