"""Papers of learning at work as tagged PDFs, made from the record."""

from veturi.cooperation.placements.printing.agreements import pdf_of, pdfs_of
from veturi.cooperation.placements.printing.certificates import (
    NothingToCertify,
    instructor_certificate,
)
from veturi.cooperation.placements.printing.notices import safety_notice

__all__ = [
    "NothingToCertify",
    "instructor_certificate",
    "pdf_of",
    "pdfs_of",
    "safety_notice",
]
