"""Synthetic counties with known truth, for tests, demos and validation; nobody in them exists.

Written without sight of the detectors: it models people, firms and lines, not what a solver reads.
A family is one module or package with its `FAMILY`, and one line in `FAMILIES`: either a `Family` that
lives in the shared world (`world`), or an `Author` that brings land, people and phones of its own.
"""

from lineholder.synth.author import County
from lineholder.synth.county import FAMILIES, generate, write
from lineholder.synth.ledger import write_ledger
from lineholder.synth.spec import HOLDINGS, Spec

__all__ = ["FAMILIES", "HOLDINGS", "County", "Spec", "generate", "write", "write_ledger"]
