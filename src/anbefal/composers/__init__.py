"""Composers: drafts and assembly become a document. Pure: no files, no clock, no history."""
