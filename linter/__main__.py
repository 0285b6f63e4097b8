"""`python -m tradelint`."""

from tradelint.cli import main

main()
