"""Language: the text of a draft that a person reads, its sentences, and the words to look for.

Rules ask here for passages, phrases and word lists. The lists in `words/` come with anbefal and are
the same for everybody; a workspace adds its own in `anbefal.toml` and `template.toml`.
"""
