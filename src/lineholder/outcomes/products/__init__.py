"""Products: outcomes as the tasking sheet, returns and report that leave the unit; a file a product."""
