"""Addresses: which become links, and how they are written so that no program trips over them."""

import re
from urllib.parse import quote, urlsplit

_SCHEMES = frozenset(("http", "https", "mailto"))
_LONGEST = 2000
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?", re.ASCII)
_MAIL = re.compile(r"mailto:[^@?]+@[\w-]+(?:\.[\w-]+)*(?:\?[^?]*)?", re.ASCII | re.IGNORECASE)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def strict_address(address: str) -> str:
    """Give an outside address percent-encoded, or "" where it must not or cannot be a link.

    Word and the Open XML SDK call a whole document damaged for one address they cannot parse, so
    an address whose scheme, host or port is odd stays plain words.
    """
    address = address.strip()
    if len(address) > _LONGEST or address.partition(":")[0].lower() not in _SCHEMES:
        return ""
    try:
        encoded = percent_encode(address)
        parts = urlsplit(encoded)
        if parts.scheme == "mailto":
            return encoded if _MAIL.fullmatch(encoded) else ""
        reachable = _HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except (ValueError, UnicodeEncodeError):
        return ""
    return encoded if reachable else ""


def percent_encode(address: str) -> str:
    """Write everything in an address that is no sign of one as "%" and two digits.

    Raises UnicodeEncodeError for half a character, which no file can hold.
    """
    path, mark, fragment = address.partition("#")
    return _encode(path) + mark + _encode(fragment).replace("#", "%23")


def _encode(address: str) -> str:
    return _STRAY_PERCENT.sub("%25", quote(address, safe="%!#$&'()*+,/:;=?@~"))
