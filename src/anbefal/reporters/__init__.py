"""Reporters: findings or scores become text. One module a format, one line in `REPORTERS`.

The table holds names, so that only the format that is asked for is loaded.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

# The names of the formats stand on help pages, which load no values.
if TYPE_CHECKING:
    from anbefal.model import GateResult, LintResult


class Reporter(Protocol):
    """What every format module offers."""

    def report_findings(self, result: "LintResult", language: str) -> str:
        """Put findings into the format, in a language."""
        ...

    def report_gate(self, result: "GateResult", language: str) -> str:
        """Put scores into the format, in a language."""
        ...


REPORTERS: Mapping[str, str] = MappingProxyType(
    {
        "text": "anbefal.reporters.text",
        "json": "anbefal.reporters.json",
        "sarif": "anbefal.reporters.sarif",
        "junit": "anbefal.reporters.junit",
        "github": "anbefal.reporters.github",
        "gitlab": "anbefal.reporters.gitlab",
        "html": "anbefal.reporters.html",
    }
)


def load_reporter(name: str) -> Reporter:
    """Load the reporter of a format that stands in `REPORTERS`."""
    return cast(Reporter, import_module(REPORTERS[name]))
