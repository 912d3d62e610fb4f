"""Slow statistical and load checks; `make bench` runs them all, `python -m bench NAME` one."""
