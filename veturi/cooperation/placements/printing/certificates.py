"""A certificate of what somebody has done as a workplace instructor; it names no student."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Guidance, Instructor, Period
from veturi.cooperation.placements.printing import layout
from veturi.cooperation.placements.printing.logos import logo_on
from veturi.cooperation.placements.rules.content import digest
from veturi.cooperation.placements.rules.wording import day
from veturi.directory.models import Person
from veturi.foundation.papers.press import press

TEMPLATE = layout.TEMPLATES / "certificate.typ"


class NothingToCertify(Exception):
    """The person has guided nobody."""


@dataclass(frozen=True, slots=True)
class Guided:
    """What was guided at one workplace."""

    workplace: str
    guidances: Sequence[Guidance]

    def parts(self, *, on: date) -> list[layout.Part | None]:
        rows = (
            (_("When"), [self._days(on=on)]),
            (_("How many"), [self._students()]),
            (_("Qualifications"), self._educations()),
        )
        return [layout.subheading(self.workplace), layout.fields(rows)]

    def _days(self, *, on: date) -> str:
        first = min(max(one.since, one.period.starts_on) for one in self.guidances)
        last = max(_last_day(one, on=on) for one in self.guidances)
        return f"{day(first.isoformat())}–{day(last.isoformat())}"

    def _students(self) -> str:
        n = len({one.period.student_id for one in self.guidances})
        return ngettext("%(n)s student", "%(n)s students", n) % {"n": n}

    def _educations(self) -> list[str]:
        studied = (one.period.student.qualification for one in self.guidances)
        return list(dict.fromkeys(one.name for one in studied if one is not None))


def _last_day(guidance: Guidance, *, on: date) -> date:
    """It lasts as long as they were responsible, and no longer than the period."""
    return min(guidance.until or on, guidance.period.last_day or on, on)


def instructor_certificate(person: Person, *, language: str, on: date) -> bytes:
    """Where, how long and how many students the person has guided by the day."""
    logo = logo_on(person.provider, on)
    content = certificate_of(person, language=language, on=on, logo=logo)
    return press(TEMPLATE).pdf(content, at=layout.midnight(on))


def certificate_of(
    person: Person, *, language: str, on: date, logo: bytes | None = None
) -> dict[str, Any]:
    """What the template is given."""
    person = person.shown
    guided = guided_by(person, on=on)
    if not guided:
        raise NothingToCertify(_("This person has not guided anybody yet."))
    with override(language):
        body = _body(person, guided, on=on)
        dated = gettext("Certificate %(day)s") % {"day": day(on.isoformat())}
        return layout.sheet(
            language=language,
            title=gettext("Certificate of work as a workplace instructor"),
            sender=person.provider.name,
            about=[day(on.isoformat())],
            foot=[dated, f"SHA-256 {digest(body)}"],
            logo=logo,
        ) | {**body, "signatures": _signing(person)}


def guided_by(person: Person, *, on: date) -> list[Guided]:
    """What had begun by the day, by workplace; of whoever was merged with them too."""
    guidances = (
        Guidance.objects.filter(provider=person.provider_id, instructor__in=person.family())
        .filter(period__in=Period.objects.in_force().filter(starts_on__lte=on), since__lte=on)
        .select_related("period__partnership__absorbed_into", "period__student__qualification")
        .order_by("since", "pk")
    )
    by_workplace: dict[int, list[Guidance]] = {}
    for guidance in guidances:
        by_workplace.setdefault(guidance.period.partnership.shown.pk, []).append(guidance)
    return [Guided(str(rows[0].period.partnership.shown), rows) for rows in by_workplace.values()]


def _body(person: Person, guided: Sequence[Guided], *, on: date) -> dict[str, Any]:
    workplaces = [part for one in guided for part in one.parts(on=on)]
    return {
        "name": str(person),
        "lead": [
            gettext(
                "%(person)s has been the responsible workplace instructor of students of "
                "%(provider)s: guided them at work, given them feedback and followed how their "
                "competence developed (L531/2017 72 and 74 §)."
            )
            % {"person": person, "provider": person.provider},
        ],
        "sections": [
            *layout.section(_("Guided students"), *workplaces),
            *layout.section(_("Training for the task"), _training(person)),
        ],
    }


def _training(person: Person) -> layout.Part | None:
    known = Instructor.objects.filter(person__in=person.family()).order_by("pk").first()
    if known is None:
        return None
    days = (
        (_("Trained as a workplace instructor"), known.trained_on),
        (_("Oriented as an assessor"), known.oriented_on),
    )
    return layout.fields((label, [day(on.isoformat())]) for label, on in days if on)


def _signing(person: Person) -> dict[str, Any]:
    return {
        "heading": gettext("Signature"),
        "lead": [],
        "parties": [layout.signing(person.provider)],
    }
