"""The web application: parse a request, call one pipeline function, show what comes back."""
