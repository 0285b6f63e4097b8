"""Jinja templates of everything that people read."""
