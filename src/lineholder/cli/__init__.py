"""The command line: parse, call one pipeline function, show what comes back."""
