"""tradelint: a linter for trade contracts and proforma invoices."""

__version__ = "0.1.0"
