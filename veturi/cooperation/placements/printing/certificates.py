"""A certificate of what somebody has done as a workplace instructor; it names no student."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Instructor, Period
from veturi.cooperation.placements.printing import layout
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
    periods: Sequence[Period]

    def parts(self, *, on: date) -> list[layout.Part | None]:
        rows = (
            (_("When"), [self._days(on=on)]),
            (_("How many"), [self._students()]),
            (_("Qualifications"), self._educations()),
        )
        return [layout.subheading(self.workplace), layout.fields(rows)]

    def _days(self, *, on: date) -> str:
        first = min(period.starts_on for period in self.periods)
        last = max(min(period.last_day or on, on) for period in self.periods)
        return f"{day(first.isoformat())}–{day(last.isoformat())}"

    def _students(self) -> str:
        n = len({period.student_id for period in self.periods})
        return ngettext("%(n)s student", "%(n)s students", n) % {"n": n}

    def _educations(self) -> list[str]:
        studied = (period.student.qualification for period in self.periods)
        return list(dict.fromkeys(one.name for one in studied if one is not None))


def instructor_certificate(
    person: Person, *, language: str, on: date, logo: bytes | None = None
) -> bytes:
    """Where, how long and how many students the person has guided by the day."""
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
    """The periods that had begun by the day, by workplace; of whoever was merged with them too."""
    family = person.family()
    responsible = Q(instructor__in=family) | Q(guidances__instructor__in=family)
    periods = (
        Period.objects.in_force()
        .filter(responsible, starts_on__lte=on, provider=person.provider_id)
        .select_related("partnership__absorbed_into", "student__qualification")
        .order_by("starts_on", "pk")
        .distinct()
    )
    by_workplace: dict[int, list[Period]] = {}
    for period in periods:
        by_workplace.setdefault(period.partnership.shown.pk, []).append(period)
    return [Guided(str(rows[0].partnership.shown), rows) for rows in by_workplace.values()]


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
