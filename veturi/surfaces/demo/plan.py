"""All that happens in the town, in order, exactly as many deeds as its size says; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random

from veturi.surfaces.demo.cast import Around, Group, Neighbour, Size, cast
from veturi.surfaces.demo.days import Days
from veturi.surfaces.demo.happening import Ahead, Ambition, Happening
from veturi.surfaces.demo.histories.whole import Whole, shared

LIGHT = frozenset({"encounters.called", "encounters.messaged"})
SOON = 14
OVERDUE_SHARE, SOON_SHARE = 0.08, 0.27


@dataclass(frozen=True, slots=True)
class Plan:
    """The town on paper."""

    today: date
    size: Size
    partners: list[Neighbour]
    spans: list[tuple[date, date]]
    happenings: list[Happening]
    ahead: list[Ahead]


def plan(*, today: date, size: Size, seed: int | str, around: Around | None = None) -> Plan:
    """The same seed and day give the same town, whatever the machine."""
    days = Days(today)
    partners = cast(size, chance(seed, "cast"), around or Around())
    wholes = [Whole(who, chance(seed, f"history {who.name}"), days) for who in partners]
    written = [list(whole.happenings()) for whole in wholes]
    happenings = [one for rows in written for one in rows if days.first <= one.on <= today] + list(
        shared(partners, days, chance(seed, "shared"))
    )
    agreed = [one for whole, rows in zip(wholes, written, strict=True) for one in whole.ahead(rows)]
    happenings = _exactly(size.deeds - size.kept, happenings, wholes, chance(seed, "talks"))
    ahead = _ahead(size.promises, agreed, partners, today, chance(seed, "ahead"))
    return Plan(today, size, partners, [whole.span for whole in wholes], happenings, ahead)


def chance(seed: int | str, what: str) -> Random:
    """A source of chance of its own for each thing, so that one change does not move all."""
    return Random(f"{seed}: {what}")  # noqa: S311 - a town, not a secret


def _exactly(
    deeds: int, happenings: list[Happening], wholes: Sequence[Whole], rng: Random
) -> list[Happening]:
    """Talks with those who are busy anyway are added, or calls and messages left out."""
    alive = [whole for whole in wholes if whole.who.group not in {Group.NEW, Group.NETWORK}]
    busy = dict.fromkeys(range(len(wholes)), 0)
    for one in happenings:
        busy[one.partners[0]] += 1
    weights = [busy[whole.who.place_in_cast] for whole in alive]
    talking = rng.choices(alive, weights, k=max(0, deeds - len(happenings)))
    happenings += [whole.everyday.talk(*whole.span) for whole in talking]
    happenings.sort(key=lambda one: (one.on, one.partners, one.kind))
    return _thinned(deeds, happenings, rng)


def _thinned(deeds: int, happenings: list[Happening], rng: Random) -> list[Happening]:
    """Leave out what is too many: light contacts first, then the oldest."""
    light = [place for place, one in enumerate(happenings) if one.kind in LIGHT]
    rng.shuffle(light)
    gone = set(light[: max(0, len(happenings) - deeds)])
    return [one for place, one in enumerate(happenings) if place not in gone][-deeds:]


def _ahead(
    count: int, agreed: Sequence[Ahead], partners: Sequence[Neighbour], today: date, rng: Random
) -> list[Ahead]:
    """What is agreed next: some of it late, much of it soon, all strategic partners in it."""
    near = [who for who in partners if who.group == Group.STRATEGIC]
    others = [
        who
        for who in partners
        if who.group in {Group.DEVELOPING, Group.NETWORK, Group.ACTIVE}
        and who.ambition >= Ambition.GROWING
    ]
    rows = [Ahead(_next(who, rng), today + _later(rng), who.place_in_cast) for who in near]
    rows += sorted(agreed, key=lambda one: (one.due, one.partner, one.kind))[: count // 4]
    late, soon = round(count * OVERDUE_SHARE), round(count * SOON_SHARE)
    soon -= sum(one.due <= today + timedelta(days=SOON) for one in rows)
    for place, who in enumerate(rng.choices(others, k=count - len(rows))):
        due = today + _when(place, late=late, soon=soon, rng=rng)
        rows.append(Ahead(_next(who, rng), due, who.place_in_cast))
    return rows


def _when(place: int, *, late: int, soon: int, rng: Random) -> timedelta:
    if place < late:
        return timedelta(days=-rng.randint(1, 40))
    if place < late + soon:
        return timedelta(days=rng.randint(0, SOON))
    return _later(rng)


def _later(rng: Random) -> timedelta:
    return timedelta(days=rng.randint(SOON + 1, 170))


NEXT = {
    Group.STRATEGIC: ("plans.annual_review_due", "plans.agreement_renewal_due"),
    Group.DEVELOPING: (
        "groups.meeting_due",
        "plans.clock_item_due",
        "plans.plan_review_due",
        "reviews.assessment_due",
        "exchange.training_agreed",
        "encounters.meeting_planned",
    ),
    Group.NETWORK: ("networks.meeting_due", "networks.review_due", "networks.health_survey_due"),
    Group.ACTIVE: (
        "encounters.contact_due",
        "encounters.contact_due",
        "encounters.meeting_planned",
        "encounters.action_due",
        "encounters.answer_due",
        "exchange.lecture_agreed",
        "exchange.visit_agreed",
        "exchange.premises_booked",
        "feedback.answer_due",
        "visits.visit_planned",
        "agreements.signature_due",
    ),
}


def _next(who: Neighbour, rng: Random) -> str:
    return rng.choice(NEXT[who.group])


def chunks(happenings: Sequence[Happening], today: date) -> Iterator[list[Happening]]:
    """What was recorded last is what happened last: see `bucket`."""
    for _key, rows in groupby(happenings, key=lambda one: bucket(one.on, today)):
        yield list(rows)


def bucket(day: date, today: date) -> date:
    """Old years quarter by quarter, the last one month by month, the last weeks day by day."""
    if is_late(day, today):
        return day
    if day >= today - timedelta(days=365):
        return day.replace(day=1)
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def is_late(day: date, today: date) -> bool:
    """Whether it belongs to the last two weeks, which are written down day by day."""
    return day >= today - timedelta(days=SOON)
