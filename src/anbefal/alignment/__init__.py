"""Alignment: what of one row is what of another, whatever the rows hold."""
