"""What may be done about learning by its words: “käynti Aino” offers to log a visit to Aino."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from veturi.cooperation.placements.models import Period, Student, Version
from veturi.cooperation.placements.rules.papers import needed
from veturi.directory.access import Act, may
from veturi.directory.models import Person
from veturi.foundation.search.ladder import Rung
from veturi.foundation.search.models import Shelf
from veturi.foundation.text import fold
from veturi.foundation.words import Words
from veturi.surfaces.find.answers import Answer
from veturi.surfaces.find.ranking import Kind
from veturi.surfaces.find.weighing import ranked

OFFERED = 3
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Doing:
    """An act about a period or a student: the words that mean it, and where it is done."""

    label: Words
    words: tuple[str, ...]
    icon: str
    act: Act
    address: Callable[[Period], str]


def _of(name: str) -> Callable[[Period], str]:
    return lambda period: reverse(name, query={"of": f"period-{period.pk}"})


def _agreement(period: Period) -> str:
    return reverse("placements:agreement_new", args=[period.pk, needed(period.form)[0].value])


WITH_PERIOD = (
    Doing(
        Words("Kirjaa työpaikkakäynti", "Anteckna ett arbetsplatsbesök", "Log a workplace visit"),
        ("kaynti", "kavin", "vierailu", "besok", "besokte", "visit", "visited"),
        "footprints",
        Act.LOG,
        _of("placements:visit_new"),
    ),
    Doing(
        Words("Suunnittele käynti", "Planera ett besök", "Plan a visit"),
        ("suunnittele", "planera", "plan"),
        "calendar-plus",
        Act.LOG,
        _of("placements:visit_plan_new"),
    ),
    Doing(
        Words("Laadi sopimus", "Upprätta ett avtal", "Draw up an agreement"),
        ("sopimus", "avtal", "agreement"),
        "file-pen",
        Act.KEEP_PERIODS,
        _agreement,
    ),
)
NEW_PERIOD = Words("Uusi työpaikkajakso", "Ny arbetsplatsperiod", "New workplace period")
PERIOD_WORDS = ("jakso", "tyopaikkajakso", "period", "arbetsplatsperiod")
AGREEMENT = Words("Avaa sopimus", "Öppna avtalet", "Open the agreement")
NUMBERED = ("sopimus", "avtal", "agreement")
# “Uusi sopimus …” means the same as “sopimus …”.
LEADING = frozenset({"uusi", "ny", "nytt", "new", "kirjaa", "anteckna", "log", "laadi", "kaynnin"})


def learning_doings(question: str, *, person: Person, on: date) -> Iterator[Answer]:
    """Only for who sees students: no name of one is told to others."""
    words = question.split()
    if len(words) > 1 and fold(words[0]) in LEADING:
        words = words[1:]
    if len(words) < 2 or not may(person, Act.SEE_STUDENTS, on=on):  # noqa: PLR2004 - the act, and whose
        return
    act, name = fold(words[0]), " ".join(words[1:])
    if name.isdigit() and _means(act, NUMBERED):
        yield from _numbered(int(name), person=person)
    chosen = [one for one in WITH_PERIOD if _means(act, one.words)]
    allowed = [one for one in chosen if may(person, one.act, on=on)]
    proposes = _means(act, PERIOD_WORDS) and may(person, Act.KEEP_PERIODS, on=on)
    if allowed or proposes:
        yield from _with(name, allowed, proposes=proposes, person=person, on=on)


def _means(word: str, words: Sequence[str]) -> bool:
    return len(word) >= SHORTEST and any(one.startswith(word) for one in words)


def _numbered(number: int, *, person: Person) -> Iterator[Answer]:
    """An agreement by the number that stands in its address."""
    rows = Version.objects.seen_by(person).filter(pk=number)
    for row in rows.select_related("agreement__period__student", "agreement__period__partnership"):
        yield Answer(
            "do",
            row.pk,
            f"{AGREEMENT} {row.pk}: {row.agreement.period}",
            "",
            row.get_absolute_url(),
            "file-text",
        )


def _with(
    name: str, doings: Sequence[Doing], *, proposes: bool, person: Person, on: date
) -> Iterator[Answer]:
    found = ranked(name, person=person, on=on, shelves=[Shelf.STUDENT])
    rows = [row for row in found if row.hit is None or row.hit.rung >= Rung.FORM][:OFFERED]
    keys = {kind: [row.key for row in rows if row.kind == kind] for kind in Kind}
    if proposes:
        yield from _proposals(keys[Kind.STUDENT])
    periods = _periods(keys, on=on) if doings and rows else []
    for doing in doings:
        for one in periods:
            title = f"{doing.label}: {one.student} · {one.partnership.shown.name}"
            yield Answer("do", one.pk, title, "", doing.address(one), doing.icon)


def _proposals(students: Sequence[int]) -> Iterator[Answer]:
    rows = Student.objects.in_bulk(list(students))
    for key in students:
        url = reverse("placements:period_new", query={"student": key})
        yield Answer("do", key, f"{NEW_PERIOD}: {rows[key]}", "", url, "hard-hat")


def _periods(keys: Mapping[Kind, Sequence[int]], *, on: date) -> list[Period]:
    """The periods found, and those of the students that are not over; what ends first, first."""
    of_students = Q(student__in=keys[Kind.STUDENT], ended_on=None, ends_on__gte=on)
    rows = Period.objects.standing().filter(Q(pk__in=keys[Kind.PERIOD]) | of_students)
    return list(rows.shown().order_by("ends_on", "pk")[:OFFERED])


@dataclass(frozen=True, slots=True)
class Place:
    """A page of learning by other words than its name in the menu."""

    label: Words
    words: tuple[str, ...]
    icon: str
    address: str
    act: Act


PLACES = (
    Place(
        Words("Uusi työpaikkajakso", "Ny arbetsplatsperiod", "New workplace period"),
        ("uusi", "jakso", "tyopaikkajakso", "ny", "period", "new"),
        "hard-hat",
        "placements:period_new",
        Act.KEEP_PERIODS,
    ),
    Place(
        Words("Laadi sopimuksia", "Upprätta avtal", "Draw up agreements"),
        ("uusi", "laadi", "sopimus", "sopimuksia", "nytt", "avtal", "new", "agreements"),
        "file-pen",
        "placements:rounds",
        Act.KEEP_PERIODS,
    ),
    Place(
        Words("Palautevahti", "Responsvakt", "Feedback guard"),
        ("vahti", "palautevahti", "responsvakt", "vakt", "guard"),
        "shield-alert",
        "placements:guard",
        Act.SEE_STUDENTS,
    ),
    Place(
        Words("Omat opiskelijat", "Mina studerande", "My students"),
        ("omat", "minun", "opiskelijat", "opiskelijani", "mina", "studerande", "my", "students"),
        "users",
        "placements:my_students",
        Act.SEE_STUDENTS,
    ),
    Place(
        Words("Suunnittele käynnit", "Planera besöken", "Plan visits"),
        ("suunnittele", "kaynnit", "kayntisuunnitelma", "planera", "besoken", "plan", "visits"),
        "footprints",
        "placements:visits",
        Act.SEE_STUDENTS,
    ),
    Place(
        Words("Tuo opiskelijat", "Importera studerande", "Import students"),
        ("tuo", "opiskelijat", "tuonti", "importera", "studerande", "import", "students"),
        "file-up",
        "imports:new",
        Act.IMPORT,
    ),
)


def learning_places(question: str, *, person: Person, on: date) -> list[Answer]:
    """Each word of the question begins one of a place's words, one of them by three letters."""
    asked = fold(question).split()
    if not any(len(word) >= SHORTEST for word in asked):
        return []
    return [
        Answer("page", number, str(one.label), "", reverse(one.address), one.icon)
        for number, one in enumerate(PLACES, start=100)
        if all(any(known.startswith(word) for known in one.words) for word in asked)
        and may(person, one.act, on=on)
    ]
