"""The unit's own ledger: words of people to typed columns, or to the reason why a row is held back."""
