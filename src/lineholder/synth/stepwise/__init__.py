"""Stepwise counties: one stream of draws, one event after another; three families differ in mechanics.

By an author who saw neither the detectors nor the other families. The families are the modules
`routine`, `bursts` and `rotas` beside this package.
"""
