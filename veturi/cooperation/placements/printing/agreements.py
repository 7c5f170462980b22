"""An agreement's version as a PDF: what was agreed, what was amended, who signed it how."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Signature, Version
from veturi.cooperation.placements.printing import layout
from veturi.cooperation.placements.printing.logos import logos_of
from veturi.cooperation.placements.rules.papers import parties
from veturi.cooperation.placements.rules.wording import (
    clock,
    day,
    differences,
    label,
    said,
)
from veturi.cooperation.placements.rules.words import Paper
from veturi.foundation.papers.press import press

TEMPLATE = layout.TEMPLATES / "agreement.typ"
Content = Mapping[str, Any]

# Who stands among the parties of a paper; whoever does not stands under the education.
AMONG_PARTIES: dict[Paper, tuple[str, ...]] = {
    Paper.TRAINING: ("provider", "workplace"),
    Paper.APPRENTICESHIP: ("student", "born_on", "guardian", "workplace"),
    Paper.ARRANGEMENT: ("provider", "workplace"),
    Paper.TET: ("provider", "workplace", "student", "guardian"),
    Paper.PRACTICE: ("provider", "workplace", "student", "guardian"),
}
OF_EDUCATION = ("provider", "student", "guardian", "qualification")
TIMES = ("starts_on", "ends_on", "weekly_hours", "day", "part_time")
MONEY = ("trial_until", "wage_basis", "compensation")
GUIDANCE = ("instructor", "teacher", "demonstrations", "elsewhere")
LISTS = ("units", "tasks", "goals")
DUTIES = ("provider_duties", "workplace_duties", "student_duties")
CLOSING = ("terms", "safety", "ending")


def pdf_of(version: Version) -> bytes:
    """The version in its language; as it was signed, when it was."""
    [file] = pdfs_of([version])
    return file


def pdfs_of(versions: Sequence[Version]) -> list[bytes]:
    """As many questions for a hundred as for one."""
    signatures = _signatures(versions)
    before, logos = _before(versions), logos_of(versions)
    printer = press(TEMPLATE)
    return [
        printer.pdf(
            paper_of(
                version,
                signatures=signatures[version.pk],
                old=before.get(version.pk),
                logo=logos[version.pk],
            ),
            at=version.made_at,
        )
        for version in versions
    ]


def _signatures(versions: Sequence[Version]) -> dict[int, list[Signature]]:
    rows: dict[int, list[Signature]] = {version.pk: [] for version in versions}
    for row in Signature.objects.filter(version__in=versions).order_by("place", "pk"):
        rows[row.version_id].append(row)
    return rows


def _before(versions: Sequence[Version]) -> dict[int, Content]:
    """What was in force before each amendment."""
    amendments = [version for version in versions if version.number > 1]
    if not amendments:
        return {}
    signed = Version.objects.filter(
        agreement__in={version.agreement_id for version in amendments}
    ).exclude(signed_on=None)
    rows = list(signed.order_by("number").values_list("agreement", "number", "content"))
    return {
        version.pk: content
        for version in amendments
        for agreement, number, content in rows
        if agreement == version.agreement_id and number < version.number
    }


def paper_of(
    version: Version,
    *,
    signatures: Sequence[Signature] = (),
    old: Content | None = None,
    logo: bytes | None = None,
) -> dict[str, Any]:
    """What the template is given."""
    content, language = version.content, version.language
    with override(language):
        title = layout.headed(Paper(content["paper"]).label)
        return layout.sheet(
            language=language,
            title=title,
            sender=content["provider"]["name"],
            about=[_version(version), day(localtime(version.made_at).date().isoformat())],
            foot=[f"{title} · {_version(version)}", f"SHA-256 {version.digest}"],
            logo=logo,
        ) | {
            "sections": [*_amendment(version, old), *_sections(content)],
            "signatures": _signing(version, signatures),
        }


def _version(version: Version) -> str:
    return gettext("Version %(number)s") % {"number": version.number}


def _amendment(version: Version, old: Content | None) -> list[layout.Section]:
    changes = differences(old, version.content) if old is not None else []
    return layout.section(
        _("What is amended"),
        layout.paragraphs([version.why] if version.why else []),
        layout.items(changes),
    )


def _sections(content: Content) -> list[layout.Section]:
    among = AMONG_PARTIES[Paper(content["paper"])]
    education = tuple(key for key in OF_EDUCATION if key not in among)
    return [
        *layout.section(_("Parties"), _fields(content, among)),
        *layout.section(_headed(among), _fields(content, education)),
        *layout.section(_("Duration and working time"), _fields(content, TIMES)),
        *layout.section(_("Pay and compensation"), _fields(content, MONEY)),
        *(part for key in LISTS for part in _list(content, key)),
        *layout.section(_("Guidance and assessment"), _fields(content, GUIDANCE)),
        *_duties(content),
        *(part for key in CLOSING for part in _list(content, key)),
        *layout.section(label(content, "other"), layout.paragraphs(said(content, "other"))),
    ]


def _headed(among: Sequence[str]) -> str:
    return gettext("Education") if "student" in among else gettext("Student and education")


def _fields(content: Content, keys: Sequence[str]) -> layout.Part | None:
    return layout.fields((label(content, key), said(content, key)) for key in keys)


def _list(content: Content, key: str) -> list[layout.Section]:
    return layout.section(label(content, key), layout.items(said(content, key)))


def _duties(content: Content) -> list[layout.Section]:
    parts = []
    for key in DUTIES:
        if undertaken := said(content, key):
            parts += [layout.subheading(label(content, key)), layout.items(undertaken)]
    return layout.section(_("Duties"), *parts)


def _signing(version: Version, signatures: Sequence[Signature]) -> dict[str, Any]:
    concerns = gettext(
        "The signatures concern version %(number)s of this agreement. The SHA-256 digest of its "
        "content is %(digest)s."
    ) % {"number": version.number, "digest": version.digest}
    return {
        "heading": gettext("Signatures"),
        "lead": [concerns, *_told(version)],
        "parties": [_mark(version.content, row) for row in signatures]
        or _unsigned(version.content),
    }


def _told(version: Version) -> list[str]:
    if version.student_told_at is None:
        return []
    told = localtime(version.student_told_at).date().isoformat()
    return [gettext("Given to the student for information on %(day)s.") % {"day": day(told)}]


def _mark(content: Content, row: Signature) -> layout.Part:
    name, party = row.name, label(content, row.party)
    if row.signed_at is not None:
        mark = gettext("Signed on %(day)s at %(time)s: %(way)s.") % {
            **_moment(row.signed_at),
            "way": Signature.Way(row.way).label,
        }
        return layout.signing(party, name, mark, signed=True)
    if row.declined_at is not None:
        mark = gettext("Declined on %(day)s at %(time)s. %(why)s") % {
            **_moment(row.declined_at),
            "why": row.why,
        }
        return layout.signing(party, name, mark.strip())
    return layout.signing(party, name)


def _moment(at: Any) -> dict[str, str]:
    here = localtime(at)
    return {
        "day": day(here.date().isoformat()),
        "time": clock(here.time().isoformat("minutes")),
    }


def _unsigned(content: Content) -> list[layout.Part]:
    is_minor = bool(content["student"]["is_minor"])
    return [
        layout.signing(label(content, party))
        for party in parties(Paper(content["paper"]), is_minor=is_minor)
    ]
