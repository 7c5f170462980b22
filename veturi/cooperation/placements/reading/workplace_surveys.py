"""Rounds of the workplace survey: which workplaces are asked, who answers, where each stands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from veturi.cooperation.placements.models import Period, SurveyRun, WorkplaceSurvey
from veturi.cooperation.placements.models.students import Student
from veturi.cooperation.placements.reading.guard_rows import ending
from veturi.cooperation.placements.rules.workplace_surveys import Status, status
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Partnership, Pause, Person, Position
from veturi.ledger.months import add_months

# No entrepreneur is asked about their own firm (1244/2020, 20 §).
ASKED = (Period.Form.TRAINING_AGREEMENT, Period.Form.APPRENTICESHIP)
STUDIES = (Student.Programme.VOCATIONAL, Student.Programme.LABOUR_MARKET)
# Who answers for a workplace: its main contact, else the likeliest first.
ANSWERING = (
    PersonRole.CONTACT,
    PersonRole.HR,
    PersonRole.MANAGEMENT,
    PersonRole.DIRECTOR,
    PersonRole.ENTREPRENEUR,
    PersonRole.SUPERVISOR,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A workplace of a round, and where it stands on the day."""

    row: WorkplaceSurvey
    status: Status
    is_paused: bool


def workplaces_of(run: SurveyRun) -> set[int]:
    """Where periods of the season ended: partners by their keys, merged ones as what stays."""
    rows = Period.objects.filter(
        provider=run.provider_id, form__in=ASKED, student__programme__in=STUDIES
    ).standing()
    within = ending(rows, since=run.since, before=add_months(run.until.replace(day=1), 1))
    pairs = within.order_by().values_list("partnership", "partnership__absorbed_into")
    return {stays or key for key, stays in pairs}


def recipients_of(partners: Iterable[int], *, on: date) -> dict[int, Person]:
    """Who answers for each workplace: somebody with an e-mail, by partner."""
    rows = (
        Position.objects.on(on)
        .filter(Q(is_main=True) | Q(role__in=ANSWERING), partnership__in=partners)
        .filter(person__archived_on=None, person__absorbed_into=None, person__erased_on=None)
        .exclude(person__email="")
        .select_related("person")
    )
    likeliest = sorted(rows, key=_likelihood, reverse=True)
    return {position.partnership_id: position.person for position in likeliest}


def _likelihood(position: Position) -> tuple[bool, int, int]:
    role = PersonRole(position.role)
    place = ANSWERING.index(role) if role in ANSWERING else len(ANSWERING)
    return not position.is_main, place, position.pk


def standings(run: SurveyRun, *, on: date) -> list[Standing]:
    """Every workplace of the round, by name."""
    rows = list(
        run.workplaces.select_related("partnership", "recipient", "run__provider").order_by(
            "partnership__name_sort", "pk"
        )
    )
    paused = _paused(rows, on=on)
    return [
        Standing(row, _status(row, is_paused=row.pk in paused), row.pk in paused) for row in rows
    ]


def counted(rows: Iterable[Standing]) -> dict[Status, int]:
    """How many stand where; all of the states."""
    found = Counter(one.status for one in rows)
    return {state: found[state] for state in Status}


def _status(row: WorkplaceSurvey, *, is_paused: bool) -> Status:
    return status(
        has_recipient=row.recipient is not None and bool(row.recipient.email),
        has_link=bool(row.link),
        is_paused=is_paused,
        is_sent=row.sent_at is not None,
        is_reminded=row.reminded_at is not None,
        is_answered=row.answered_on is not None,
    )


def _paused(rows: Sequence[WorkplaceSurvey], *, on: date) -> set[int]:
    """A pause of what was merged is one of what stays."""
    pauses = Pause.objects.on(on).filter(channel__in=(Pause.Channel.ALL, Pause.Channel.MAIL))
    partners = _resting(pauses, "partnership", {row.partnership_id for row in rows})
    people = _resting(pauses, "person", {row.recipient_id for row in rows if row.recipient_id})
    return {row.pk for row in rows if row.partnership_id in partners or row.recipient_id in people}


def _resting(pauses: QuerySet[Pause], of: str, keys: set[int]) -> set[int]:
    pairs = pauses.filter(Q(**{f"{of}__in": keys}) | Q(**{f"{of}__absorbed_into__in": keys}))
    found = pairs.values_list(of, f"{of}__absorbed_into")
    return {stays or key for key, stays in found}


def partners_named(run: SurveyRun) -> dict[str, list[int]]:
    """Workplaces of the round by business ID and by folded name; a name may be of several."""
    found: dict[str, list[int]] = {}
    rows = Partnership.objects.filter(Q(pk__in=run.workplaces.values("partnership"))).values_list(
        "pk", "name_folded", "organisation__business_id"
    )
    for key, name, business_id in rows:
        for word in {name, business_id} - {""}:
            found.setdefault(word, []).append(key)
    return found
