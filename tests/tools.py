"""Outside programs that some tests need."""

import os
import shutil

import pytest


def require_tool(name: str) -> str:
    """Give a program's path; without it skip the test, or fail where ANBEFAL_REQUIRE_TOOLS is 1."""
    found = shutil.which(name)
    if found:
        return found
    if os.environ.get("ANBEFAL_REQUIRE_TOOLS") == "1":
        pytest.fail(f'"{name}" is not installed, and ANBEFAL_REQUIRE_TOOLS asks for it')
    pytest.skip(f'"{name}" is not installed')
