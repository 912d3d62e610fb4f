"""What the unit achieved: folds over its ledger, each figure with its definition and its entries."""
