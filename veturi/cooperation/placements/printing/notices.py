"""The notice by which a workplace is told of its responsibility for safety (L531/2017 78 §)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.printing import layout
from veturi.cooperation.placements.printing.logos import logo_on
from veturi.cooperation.placements.reading.contents import content_of
from veturi.cooperation.placements.rules.content import Content, digest
from veturi.cooperation.placements.rules.papers import needed
from veturi.cooperation.placements.rules.wording import day, label, said
from veturi.foundation.papers.press import press

TEMPLATE = layout.TEMPLATES / "notice.typ"
CONCERNS = ("student", "qualification", "starts_on", "ends_on", "tasks", "instructor", "teacher")
RESPONSIBLE = _(
    "The workplace is responsible for the safety of a student at work by the occupational safety "
    "and health act (L738/2002), as if the student were employed there. The education provider "
    "tells the workplace of this responsibility when it agrees on the period (L531/2017 78 §)."
)
DUTIES = (
    _("Find out the hazards of the work and remove or reduce them (L738/2002 10 §)."),
    _(
        "Orient the student to the work, the conditions, the tools and safe ways of working, and "
        "keep teaching during the period (L738/2002 14 §)."
    ),
    _(
        "Give the protective equipment and the aids that the work needs, and see that they are "
        "used (L738/2002 15 §)."
    ),
    _("Look after the working environment and the safety of how people work (L738/2002 8 §)."),
    _("Tell the education provider of accidents and near misses without delay."),
)
OF_MINORS = _(
    "The student is under 18: the act on young workers (L998/1993) says which hours are allowed "
    "and which work is not."
)


def safety_notice(period: Period, *, language: str, on: date) -> bytes:
    """The notice of a period, dated; with its acknowledgement once there is one."""
    logo = logo_on(period.provider, on)
    content = notice_of(period, language=language, on=on, logo=logo)
    return press(TEMPLATE).pdf(content, at=layout.midnight(on))


def notice_of(
    period: Period, *, language: str, on: date, logo: bytes | None = None
) -> dict[str, Any]:
    """What the template is given."""
    known = content_of(period, needed(period.form)[0], language=language, on=on)
    with override(language):
        body = {"lead": [str(RESPONSIBLE)], "sections": _sections(known)}
        mark = digest(body)
        return layout.sheet(
            language=language,
            title=gettext("Notice of responsibility for safety"),
            sender=known["provider"]["name"],
            about=[day(on.isoformat())],
            foot=[
                gettext("Safety notice %(day)s") % {"day": day(on.isoformat())},
                f"SHA-256 {mark}",
            ],
            logo=logo,
        ) | {**body, "signatures": _acknowledgement(period, known)}


def _sections(known: Content) -> list[layout.Section]:
    duties = [*DUTIES, *((OF_MINORS,) if known["student"]["is_minor"] else ())]
    receiver = layout.fields([(_("Workplace"), said(known, "workplace"))])
    concerns = layout.fields((label(known, key), said(known, key)) for key in CONCERNS)
    return [
        *layout.section(_("To whom"), receiver),
        *layout.section(_("Which period"), concerns),
        *layout.section(
            _("What the workplace sees to"), layout.items([str(one) for one in duties])
        ),
    ]


def _acknowledgement(period: Period, known: Content) -> dict[str, Any]:
    somebody = known["workplace"]["representative"] or known["instructor"]
    name = somebody["name"] if somebody else ""
    acknowledged = period.safety_acknowledged_on
    mark = (
        gettext("Acknowledged on %(day)s.") % {"day": day(acknowledged.isoformat())}
        if acknowledged
        else ""
    )
    return {
        "heading": gettext("Acknowledgement"),
        "lead": [gettext("The workplace has received this notice.")],
        "parties": [
            layout.signing(label(known, "workplace"), name, mark, signed=acknowledged is not None)
        ],
    }
