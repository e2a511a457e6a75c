"""Autolinks: bare addresses in running text lead where they say, as on GitHub.

The plug-in for it looks through the whole text again at every colon, which takes minutes over a
long paste; these rules look at an address once, from its first sign on.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MARKUP = "linkify"
"""How markdown-it marks links that were found; those in angle brackets are "autolink"."""

_BEFORE = frozenset(" \t\r\n*_~(")
_SIGNS = ("://", "www.", "@")
_HOST = r"(?:[^\W_]|[_-])+(?:\.(?:[^\W_]|[_-])+)*"
_WEB = re.compile(rf"https?://({_HOST})[^\s<]*", re.IGNORECASE)
_WWW = re.compile(rf"www\.({_HOST})[^\s<]*")
_LOCAL = re.compile(r"[A-Za-z0-9.+_-]+\Z")
_LONGEST_LOCAL = 64
_MAIL = re.compile(r"@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_TRAILING = "?!.,:*_~'\""
_SCHEMES = ("https", "http")


def add_autolinks(markdown: MarkdownIt) -> None:
    """Let a parser read bare addresses of pages and mailboxes."""
    markdown.inline.add_terminator_char("w")
    for name, rule in (("web", _web), ("www", _www), ("mail", _mail)):
        markdown.inline.ruler.push(f"bare_{name}", rule)


def may_have_autolinks(source: str) -> bool:
    """Tell whether a text has a sign of a bare address at all."""
    return any(sign in source for sign in _SIGNS)


def _web(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    for scheme in _SCHEMES:
        start = state.pos - len(scheme)
        if state.pending[-len(scheme) :].lower() == scheme and _may_begin(state, start):
            found = _WEB.match(state.src, start, state.posMax)
            end = _end(found) if found and _is_host(found[1]) else 0
            return end > state.pos + 3 and _push(state, start, end, "")
    return False


def _www(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel or not state.src.startswith("www.", state.pos):
        return False
    found = _WWW.match(state.src, state.pos, state.posMax)
    if found is None or not _may_begin(state, state.pos) or not _is_host(f"www.{found[1]}"):
        return False
    end = _end(found)
    return end > state.pos + 4 and _push(state, state.pos, end, "http://")


def _mail(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel or state.src[state.pos] != "@":
        return False
    domain = _MAIL.match(state.src, state.pos, state.posMax)
    if domain is None or domain[0][-1] in "-_":
        return False
    _take_back_low_lines(state)
    local = _LOCAL.search(state.pending[-_LONGEST_LOCAL:])
    if local is None:
        return False
    start = state.pos - len(local[0])
    if state.pending.endswith(f"mailto:{local[0]}"):
        start -= len("mailto:")
    return _may_begin(state, start) and _push(state, start, domain.end(), "mailto:")


def _take_back_low_lines(state: StateInline) -> None:
    """Take words back that were parted at a low line which, inside a word, marks nothing."""
    while len(state.pending) < _LONGEST_LOCAL and _ends_with_mark(state):
        mark = state.delimiters[-1]
        if mark.marker != ord("_") or mark.open or mark.close:
            return
        state.delimiters.pop()
        _take_back(state)
        if state.tokens and state.tokens[-1].type == "text" and not _ends_with_mark(state):
            _take_back(state)


def _ends_with_mark(state: StateInline) -> bool:
    return bool(state.delimiters) and state.delimiters[-1].token == len(state.tokens) - 1


def _take_back(state: StateInline) -> None:
    state.pending = state.tokens.pop().content + state.pending


def _may_begin(state: StateInline, start: int) -> bool:
    return start == 0 or state.src[start - 1] in _BEFORE


def _is_host(name: str) -> bool:
    """Tell whether a host's last two parts are without low lines, as those of all hosts are."""
    return not any("_" in part for part in name.split(".")[-2:])


def _end(found: re.Match[str]) -> int:
    """Give where an address ends: the signs behind it are the sentence's."""
    address = found[0]
    end = len(address)
    unopened = address.count(")") - address.count("(")
    while end:
        last = address[end - 1]
        if last in _TRAILING:
            end -= 1
        elif last == ")" and unopened > 0:
            end, unopened = end - 1, unopened - 1
        elif last == ";":
            entity = _ENTITY.search(address, max(0, end - 40), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return found.start() + end


def _push(state: StateInline, start: int, end: int, scheme: str) -> bool:
    """Add a link, and take what of its words was read already back."""
    words = state.src[start:end]
    target = state.md.normalizeLink(words if words.startswith(scheme) else scheme + words)
    if not state.md.validateLink(target):
        return False
    if start < state.pos:
        state.pending = state.pending[: start - state.pos]
    opened = state.push("link_open", "a", 1)
    opened.attrs = {"href": target}
    state.push("text", "", 0).content = words
    closed = state.push("link_close", "a", -1)
    for token in (opened, closed):
        token.markup, token.info = MARKUP, "auto"
    state.pos = end
    return True
