"""What the guard of the national survey asks, read for many periods at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, starmap
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from veturi.cooperation.placements.mending import Keys
from veturi.cooperation.placements.models import Period, Qualification, Student
from veturi.cooperation.placements.reading.guard_rows import (
    LAST,
    OF_BUNDLE,
    OF_PERIOD,
    OF_STUDENT,
    Party,
    Row,
    Spans,
    ending,
    interruptions_of,
    joined,
    party,
    states_of,
)
from veturi.cooperation.placements.rules.case import Form
from veturi.cooperation.placements.rules.fragments import Told
from veturi.cooperation.placements.rules.guard import reasons
from veturi.cooperation.placements.rules.guard_facts import (
    DAY,
    SOON,
    Facts,
    Gravity,
    Named,
    Reason,
    is_alike,
)
from veturi.cooperation.placements.rules.law.rows import LEARNING
from veturi.cooperation.placements.rules.national.surveys import (
    next_niputus_date,
    vastaamisajan_loppupvm,
)
from veturi.directory.models import Person, Provider
from veturi.foundation.collecting import uncollected
from veturi.foundation.text import sort_key

# Kinds of a qualification that no survey follows.
NOT_VOCATIONAL = frozenset(
    {Qualification.Kind.TUVA, Qualification.Kind.TELMA, Qualification.Kind.OTHER}
)
NO_STATES: Row = {"opiskeluoikeusjaksot": ()}
FORMS: Mapping[str, Form] = {form.value: form for form in Form}
ONLY_SPLIT = frozenset({Gravity.SPLITS})


class Guarded(NamedTuple):
    """One period as the guard sees it: why it is not sent, or when and with whom it is."""

    pk: int
    student: str
    student_sort: str
    group: str
    qualification: str
    teacher: str
    teacher_key: int | None
    keys: Keys
    facts: Facts
    reasons: Sequence[Reason]
    gravities: frozenset[Gravity]
    days_left: int | None  # until the eve of the last day; less than none is too late
    send_on: date | None
    answer_until: date | None
    bundle: str

    def get_absolute_url(self) -> str:
        return reverse("placements:period", args=[self.pk])

    @property
    def told(self) -> Told:
        return self.facts.told

    @property
    def workplace(self) -> str:
        return self.told.workplace

    @property
    def ends_on(self) -> date | None:
        return self.facts.last_day

    @property
    def month(self) -> str:
        """That of the last day, as filters write it."""
        return f"{self.ends_on:%Y-%m}" if self.ends_on else ""

    @property
    def codes(self) -> list[str]:
        return [reason.code.value for reason in self.reasons]

    @property
    def named(self) -> str:
        return ", ".join(str(reason.code.label) for reason in self.reasons)

    @property
    def menders(self) -> str:
        """Each of them once, in the order of the reasons."""
        return ", ".join(dict.fromkeys(str(reason.mender.label) for reason in self.reasons))

    @property
    def is_asked(self) -> bool:
        """Whether a survey would be asked if all was well."""
        return Gravity.NEVER not in self.gravities

    @property
    def is_sent(self) -> bool:
        return not self.gravities or self.gravities == ONLY_SPLIT

    @property
    def is_at_risk(self) -> bool:
        return self.is_asked and not self.is_sent

    @property
    def is_in_time(self) -> bool:
        return self.days_left is None or self.days_left >= 0

    @property
    def is_soon(self) -> bool:
        """Whether it must be mended within two weeks."""
        left = self.days_left
        return self.is_at_risk and left is not None and 0 <= left <= SOON.days


def guard_of(provider: Provider, *, on: date) -> dict[int, list[str]]:
    """Of each period of the provider that was not called off: the codes of its reasons."""
    rows = guarded(Period.objects.filter(provider=provider).standing(), on=on, are_whole=True)
    return {row.pk: [reason.code.value for reason in row.reasons] for row in rows}


def waiting_for(person: Person, *, on: date) -> int:
    """How many periods that the person teaches must be mended within two weeks."""
    own = Period.objects.seen_by(person).standing().filter(teacher=person, form__in=LEARNING)
    near = ending(own, since=on + DAY, before=on + SOON + 2 * DAY)
    if not near.exists():  # of most, on every page: asked with the fewest columns
        return 0
    return sum(row.is_soon for row in guarded(near, on=on))


def guarded(periods: QuerySet[Period], *, on: date, are_whole: bool = False) -> list[Guarded]:
    """The set form: as many questions for a thousand periods as for one.

    Whole are all that end in any of their months at the provider: then no others are looked for.
    """
    asked = periods.order_by()
    with uncollected():
        rows = list(asked.annotate(last=LAST).values(*OF_PERIOD, *OF_STUDENT, *OF_BUNDLE))
        if not rows:
            return []
        with_parties = [(row, party(row)) for row in rows]
        others = () if are_whole else _others(asked, with_parties)
        around = _around(asked, with_parties, others)
        return [_guarded(row, who, around, on=on) for row, who in with_parties]


@dataclass(frozen=True, slots=True)
class _Around:
    """What belongs to the periods: their interruptions, study rights, and bundles."""

    interruptions: Spans
    rights: Mapping[int, Row]
    contacts: Mapping[Any, Sequence[Named]]
    at_workplace: Mapping[Any, Counter[Named]]


def _around(
    asked: QuerySet[Period], rows: Sequence[tuple[Row, Party]], others: Iterable[Party]
) -> _Around:
    contacts: dict[Any, list[Named]] = defaultdict(list)
    at_workplace: dict[Any, Counter[Named]] = defaultdict(Counter)
    for mate in chain(filter(None, starmap(_mate, rows)), others):
        contacts[mate.bundle, mate.month].append(mate.one)
        if mate.one.name:
            at_workplace[mate.partner, mate.month][mate.one] += 1
    return _Around(
        interruptions_of(asked.values("pk")),
        {
            student: {"opiskeluoikeusjaksot": states}
            for student, states in states_of(asked.values("student")).items()
        },
        contacts,
        at_workplace,
    )


def _mate(row: Row, who: Party) -> Party | None:
    """Who stands in a bundle: of what was called off, or has no survey, nobody does."""
    return who if who.month and row["form"] in LEARNING and not row["called_off_on"] else None


def _others(asked: QuerySet[Period], rows: Sequence[tuple[Row, Party]]) -> Iterable[Party]:
    """Of the provider's other periods those that end in the months of these."""
    days = [row["last"] for row, _who in rows if row["last"]]
    if not days:
        return ()
    same = Period.objects.filter(provider=rows[0][0]["provider"], form__in=LEARNING).standing()
    before = date.fromisoformat(next_niputus_date(max(days)))
    mates = ending(same, since=min(days).replace(day=1), before=before).order_by()
    others = mates.exclude(pk__in=asked.values("pk")).annotate(last=LAST)
    return map(party, others.values("last", "student__qualification__code", *OF_BUNDLE))


def _guarded(row: Row, who: Party, around: _Around, *, on: date) -> Guarded:
    facts = _facts(row, who, around)
    send_on, answer_until = _days(facts.last_day) if facts.last_day else (None, None)
    wrong = reasons(facts, on=on)
    return Guarded(
        pk=row["pk"],
        student=joined(row, "student"),
        student_sort=row["student__name_sort"],
        group=row["student__group"],
        qualification=row["student__qualification__code"] or "",
        teacher=joined(row, "teacher"),
        teacher_key=row["teacher_id"],
        keys=Keys(row["pk"], row["student_id"], who.partner, who.instructor),
        facts=facts,
        reasons=wrong,
        gravities=frozenset(one.gravity for one in wrong),
        days_left=(facts.deadline - on).days if facts.deadline else None,
        send_on=send_on,
        answer_until=answer_until,
        bundle=who.bundle,
    )


@lru_cache(maxsize=1024)
def _days(last_day: date) -> tuple[date, date]:
    """When the survey of a period that ends then is sent, and until when it is answered."""
    send_on = next_niputus_date(last_day)
    until = vastaamisajan_loppupvm(last_day, send_on)
    return date.fromisoformat(send_on), date.fromisoformat(until)


def _told(row: Row, who: Party, around: _Around) -> Told:
    tasks = row["key_tasks"]
    return Told(
        form=FORMS[row["form"]],
        unique_id=row["unique_id"],
        starts_on=row["starts_on"],
        last_day=row["last"],
        part_time=row["part_time"],
        interruptions=around.interruptions.get(row["pk"], ()),
        workplace=who.workplace,
        business_id=who.business_id,
        tasks=tuple(line.strip() for line in tasks.splitlines() if line.strip()) if tasks else (),
        instructor=who.one.name,
        email=who.one.email,
        phone=who.one.phone,
        municipality=row["municipality"],
        country=row["country"],
    )


def _facts(row: Row, who: Party, around: _Around) -> Facts:
    mates = around.contacts.get((who.bundle, who.month)) or (who.one,)
    return Facts(
        told=_told(row, who, around),
        right={
            "tila": around.rights.get(row["student_id"], NO_STATES),
            "programme": _programme(row),
            "included_in": row["student__included_in"],
        },
        recorded_on=row["recorded_on"],
        emails=frozenset(mate.email for mate in mates if mate.email),
        phones=frozenset(mate.phone for mate in mates if mate.phone),
        spellings=_spellings(who.one, around.at_workplace.get((who.partner, who.month))),
    )


def _programme(row: Row) -> str:
    """What is studied: of whoever is written as vocational the kind of qualification tells more."""
    written: str = row["student__programme"]
    kind: str | None = row["student__qualification__kind"]
    if written == Student.Programme.VOCATIONAL and kind in NOT_VOCATIONAL:
        return str(kind)
    return written


def _spellings(own: Named, there: Counter[Named] | None) -> frozenset[str]:
    """Other spellings that more periods have; of as many, the one first in the alphabet stays."""
    if there is None or len(there) == 1:
        return frozenset()
    mine = [one for one in there if one.name == own.name]
    alike = {other.name for other in there if any(is_alike(one, other) for one in mine)}
    if not alike:
        return frozenset()
    counted: Counter[str] = Counter()
    for one, n in there.items():
        counted[one.name] += n
    rank = {name: (-counted[name], sort_key(name), name) for name in alike | {own.name}}
    return frozenset(name for name in alike if rank[name] < rank[own.name])
