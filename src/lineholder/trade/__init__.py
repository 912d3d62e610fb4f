"""Trade: how much a line sold, by each published formula, with what the figure rests on."""
