"""Readers: the bytes of a file become a draft. One module a format."""

from collections.abc import Mapping
from types import MappingProxyType

from anbefal.readers import markdown

READERS: Mapping[str, object] = MappingProxyType({".md": markdown})
