"""The rules, one module per chapter of a trade paper."""
