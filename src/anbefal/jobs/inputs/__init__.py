"""Inputs: comments from the wall, the open meeting and elsewhere, and what became of them."""
