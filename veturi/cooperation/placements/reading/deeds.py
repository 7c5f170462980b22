"""What the ledger should hold of periods, agreements, offers, visits: worked out from facts.

Nothing is recorded beside the facts. When they change, what the ledger holds is compared with
what is expected here, and settled (`actions/settling.py`).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from veturi.cooperation.placements.models import Agreement, NewUse, Offer, Period, Visit
from veturi.cooperation.placements.rules.spans import months, worked_days
from veturi.cooperation.placements.rules.visits import kinds_of
from veturi.cooperation.placements.rules.words import Paper
from veturi.ledger.entries import Entry

SIGNED = {
    Paper.TRAINING: "agreements.training_agreement_signed",
    Paper.APPRENTICESHIP: "agreements.apprenticeship_signed",
    Paper.ARRANGEMENT: "agreements.arrangement_agreement_signed",
}
# Of a period of work experience one deed counts all days; of the others each month has its own.
HELD = {
    Period.Form.TRAINING_AGREEMENT: "placements.period_month_held",
    Period.Form.APPRENTICESHIP: "placements.apprentice_month_held",
    Period.Form.ENTREPRENEUR: "placements.apprentice_month_held",
    Period.Form.PRACTICE: "placements.internship_month_held",
}
TET_HELD = "placements.tet_period_held"


def of_period(period: Period, *, upto: date) -> list[Entry]:
    """All deeds of a period until the day; its interruptions, agreements and readiness at hand."""
    if period.called_off_on is not None:
        return []
    entries = [*_readiness(period), *_signatures(period), *_learning(period, upto=upto)]
    if period.hired_on is not None:
        entries.append(_entry(period, "placements.student_hired", period.hired_on, people=1))
    return [entry for entry in entries if entry.on <= upto]


def _entry(period: Period, kind: str, on: date, **numbers: object) -> Entry:
    partners = [period.partnership_id]
    return Entry(kind=kind, on=on, partners=partners, source=period.key, **numbers)  # type: ignore[arg-type]


def _readiness(period: Period) -> Iterator[Entry]:
    readiness = getattr(period, "readiness", None)
    if readiness is not None and readiness.is_ready:
        yield _entry(period, "placements.readiness_checked", readiness.checked_on, people=1)


def _signatures(period: Period) -> Iterator[Entry]:
    """The first signed version of each paper; an amendment is not another agreement."""
    for agreement in period.agreements.all():
        signed = [v.signed_on for v in agreement.versions.all() if v.signed_on is not None]
        if signed and agreement.paper in SIGNED:
            yield of_agreement(agreement, period, on=min(signed))


def of_agreement(agreement: Agreement, period: Period, *, on: date) -> Entry:
    kind = SIGNED[Paper(agreement.paper)]
    partners = [period.partnership_id]
    until = period.last_day
    return Entry(kind=kind, on=on, partners=partners, source=agreement.key, until=_after(on, until))


def _after(on: date, until: date | None) -> date | None:
    return None if until is None else max(on, until)


def _learning(period: Period, *, upto: date) -> Iterator[Entry]:
    """That it began, the days of learning, that it ended."""
    if period.started_on is None:
        return
    yield _entry(period, "placements.period_started", period.started_on)
    yield from _days(period, upto=upto)
    if period.ended_on is not None:
        yield _entry(period, "placements.period_ended", period.ended_on)


def _days(period: Period, *, upto: date) -> Iterator[Entry]:
    first, last = period.starts_on, period.last_day
    if last is None:
        return
    spans: Iterable[tuple[date, date]] = months(first, last)
    if period.form == Period.Form.TET:
        spans = [(first, last)]
    stops = [(stop.since, stop.until) for stop in period.interruptions.all()]
    kind = HELD.get(Period.Form(period.form), TET_HELD)
    for begins, ends in spans:
        days = worked_days(begins, ends, stops=stops, part_time=period.part_time or 100)
        if days and ends <= upto:
            yield _entry(period, kind, ends, days=days)


def of_offer(offer: Offer) -> list[Entry]:
    """A standing offer is a deed of the partner; one that is withdrawn was none."""
    if offer.withdrawn_on is not None:
        return []
    partners = [offer.partnership_id]
    kind = "placements.place_offered"
    return [
        Entry(
            kind=kind,
            on=offer.made_on,
            partners=partners,
            source=offer.key,
            people=offer.places,
        )
    ]


def of_visit(visit: Visit) -> list[Entry]:
    """What was given is said once, by the first of its deeds."""
    if visit.taken_back_at is not None:
        return []
    of_period = visit.period_id is not None
    kinds = kinds_of(visit.purpose, of_period=of_period, triad=visit.was_triad)
    return [
        Entry(
            kind=kind,
            on=visit.on,
            partners=[visit.partnership_id],
            source=visit.key,
            hours=visit.hours,
            given=None if kind == kinds[0] else (),
            persons=_there(visit),
        )
        for kind in kinds
    ]


def _there(visit: Visit) -> list[tuple[int, str]]:
    """Whoever of ours went, and the instructor who was met."""
    there = [visit.teacher_id]
    if visit.period is not None and visit.instructor_present and visit.period.instructor_id:
        there.append(visit.period.instructor_id)
    return [(key, "present") for key in there]


def of_new_use(row: NewUse) -> list[Entry]:
    """That an agreement was tried in a new way; what was taken back was none."""
    if row.withdrawn_on is not None:
        return []
    kind = "agreements.new_use_tried"
    return [Entry(kind=kind, on=row.tried_on, partners=[row.partnership_id], source=row.key)]
