"""`python -m lineholder` is the same as the `lineholder` command."""

from lineholder.cli.main import main

main()
