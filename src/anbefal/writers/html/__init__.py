"""Web pages: one self-contained file that anybody can read, print and send on.

The body is markdown-it's own rendering with a table of overrides (`body.py`), the page round it
is a template (`page.html.j2`) and its looks are one style sheet (`style.css`). A site is many such
pages with a frame round each (`site.py`). No script, and nothing is fetched.
"""

from anbefal.writers.html.page import write
from anbefal.writers.html.site import SiteWriter

__all__ = ["SiteWriter", "write"]
