"""Values: msgspec's door for everything that only holds values (`workspace.config` decodes them).

Its structs cost a third of a dataclass to define, and the two TOML files are checked against them.
"""

from msgspec import Meta, Struct, convert
from msgspec.structs import replace

__all__ = ["Meta", "Struct", "convert", "replace"]
