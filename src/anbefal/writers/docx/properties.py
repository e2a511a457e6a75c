"""Document properties: what the file says of itself to archives and search."""

from datetime import UTC, datetime

from anbefal.model.document import Document
from anbefal.writers.docx.markup import DECLARATION, element

# The day that ZIP's clock starts with, for text that is not saved and so has no date.
NO_DATE = "1980-01-01T00:00:00Z"

_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_EXTENDED = 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'


def write_core(document: Document) -> str:
    """Write the core properties; empty ones are left out."""
    written = "".join(
        f"<{name}>{element(value)}</{name}>"
        for name, value in (
            ("dc:title", document.title),
            ("dc:subject", document.subtitle),
            ("dc:creator", "; ".join(document.authors)),
            ("cp:keywords", ", ".join(document.keywords)),
            ("dc:language", document.language),
            ("dc:identifier", document.identifier),
            ("cp:contentStatus", document.status),
        )
        if value
    )
    date = utc(document.date)
    written += "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return f"{DECLARATION}<cp:coreProperties {_CORE}>{written}</cp:coreProperties>"


def write_extended(document: Document) -> str:
    """Write the extended properties: the program and the publisher."""
    company = f"<Company>{element(document.publisher)}</Company>" if document.publisher else ""
    return (
        f"{DECLARATION}<Properties {_EXTENDED}><Application>anbefal</Application>{company}"
        "</Properties>"
    )


def utc(date: str) -> str:
    """Give an ISO 8601 time in UTC, as Word wants it; one without a zone counts as UTC."""
    try:
        at = datetime.fromisoformat(date)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return NO_DATE
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at.year >= 1000 else NO_DATE
