"""What is read in a printed paper."""

import re
from datetime import UTC, date, datetime

import pypdfium2
from hypothesis import strategies as st

from veturi.cooperation.placements.models import Version
from veturi.cooperation.placements.reading.contents import Terms, content_of
from veturi.cooperation.placements.rules.content import digest
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    VersionFactory,
)

DAY = date(2026, 11, 24)


LANGUAGES = ("fi", "sv", "en")


FORMS = {
    Paper.TRAINING: "training_agreement",
    Paper.APPRENTICESHIP: "apprenticeship",
    Paper.ARRANGEMENT: "apprenticeship",
    Paper.TET: "tet",
    Paper.PRACTICE: "practice",
}


SAID = Terms(
    demonstrations="Näyttö 15.–17.3.2027 konepajassa, arvioijina opettaja ja työpaikkaohjaaja.",
    elsewhere="Teoriapäivät opistolla torstaisin.",
    other="Työvaatteet antaa työpaikka.",
)


def version_of(period, paper=Paper.TRAINING, language="en", **given):
    """A version of what the period says; `content` over it."""
    period.form = FORMS[paper]
    period.save()
    content = content_of(period, paper, language=language, on=DAY, terms=SAID)
    content |= given.pop("content", {})
    agreement = given.pop("agreement", None) or AgreementFactory(period=period, paper=paper)
    return VersionFactory(
        agreement=agreement, content=content, digest=digest(content), language=language, **given
    )


def read(file):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]


def bare(text):
    """Letters alone; a hyphen at the end of a line is read as U+0002."""
    letters = text.replace("\x02", "-")
    return "".join(one for one in letters if not one.isspace() and one not in "\u200b\ufffe")


def without_feet(pages):
    """The text of pages without what stands at their foot, so that sentences go on."""
    return bare("".join(re.split(r"\S.*\s+SHA-256 \w+\s+\S+ \d+ / \d+", page)[0] for page in pages))


WRITTEN = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"]),
    min_size=1,
    max_size=90,
).filter(str.strip)


def unsaved(content):
    return Version(
        pk=0,
        agreement_id=0,
        number=1,
        content=content,
        digest=digest(content),
        language="fi",
        made_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    )
