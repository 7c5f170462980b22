"""Which kinds of files are taken: how their names end, and what their bytes say."""

from dataclasses import dataclass
from enum import Enum

OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


class Family(Enum):
    """How the bytes of a file are judged."""

    PDF = "pdf"
    PICTURE = "picture"
    OPEN_XML = "open_xml"
    OPEN_DOCUMENT = "open_document"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind: its ending, its content type, and what stands in it when it is a package."""

    ending: str
    content_type: str
    family: Family
    main: bytes = b""


KINDS = {
    kind.ending: kind
    for kind in (
        FileKind(".pdf", "application/pdf", Family.PDF),
        FileKind(".jpg", "image/jpeg", Family.PICTURE),
        FileKind(".jpeg", "image/jpeg", Family.PICTURE),
        FileKind(".png", "image/png", Family.PICTURE),
        FileKind(".webp", "image/webp", Family.PICTURE),
        FileKind(
            ".docx",
            f"{OPEN_XML}.wordprocessingml.document",
            Family.OPEN_XML,
            b"wordprocessingml.document.main+xml",
        ),
        FileKind(
            ".xlsx",
            f"{OPEN_XML}.spreadsheetml.sheet",
            Family.OPEN_XML,
            b"spreadsheetml.sheet.main+xml",
        ),
        FileKind(
            ".pptx",
            f"{OPEN_XML}.presentationml.presentation",
            Family.OPEN_XML,
            b"presentationml.presentation.main+xml",
        ),
        FileKind(".odt", f"{OPEN_DOCUMENT}.text", Family.OPEN_DOCUMENT),
        FileKind(".ods", f"{OPEN_DOCUMENT}.spreadsheet", Family.OPEN_DOCUMENT),
        FileKind(".odp", f"{OPEN_DOCUMENT}.presentation", Family.OPEN_DOCUMENT),
        FileKind(".txt", "text/plain", Family.TEXT),
        FileKind(".csv", "text/csv", Family.TEXT),
    )
}
ACCEPTED = ",".join(KINDS)
DRAWN = frozenset({Family.PDF, Family.PICTURE})
