"""Arrays in, arrays out: no policing word in here."""
