"""Several writers at once on PostgreSQL: nobody waits for ever, nothing is lost.

SQLite has one writer at a time by itself, and its test database lives in one connection.
"""

import random
import threading

import pytest
from django.db import connection, connections
from django.utils import timezone

from veturi.cooperation.encounters import actions as encounters
from veturi.cooperation.encounters.reading import deeds_expected
from veturi.insight.levels import actions as levels
from veturi.insight.levels.models import Verdict
from veturi.ledger import journal
from veturi.ledger.auditing import differences
from veturi.ledger.models import Contribution, Deed, Promise, Tally

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="several writers at once"),
]
REFUSALS = (
    encounters.NotLogged,
    encounters.NotPromised,
    journal.NotConfirmed,
    journal.NotKept,
    journal.NotRetractable,
)


def together(*works):
    """Begin at the same moment; what was not refused by name is returned."""
    start, faults = threading.Barrier(len(works)), []

    def run(work):
        try:
            start.wait(10)
            work()
        except Exception as fault:
            faults.append(repr(fault)[:300])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return faults


def met(aino, *partners, **more):
    what = encounters.Logged(
        kind="encounters.met", on=timezone.localdate(), partners=partners, **more
    )
    return encounters.log(what, by=aino, at=timezone.now())


def audited(college):
    return list(differences(college, [("encounters", deeds_expected)]))


def test_four_who_log_with_the_same_partners_lose_nothing(college, aino, workshop, bakery):
    def log():
        for order in ([workshop, bakery], [bakery, workshop]) * 5:
            met(aino, *order)

    assert together(log, log, log, log) == []

    assert audited(college) == []
    assert set(Tally.objects.values_list("n", flat=True)) == {40}
    assert sorted(Deed.objects.values_list("number", flat=True)) == list(range(1, 41))


def test_a_whole_import_and_its_rows_are_taken_back_at_once(college, aino, workshop):
    rows = [met(aino, workshop, batch="b1") for _ in range(20)]

    def whole():
        encounters.take_back_batch("b1", provider=college, by=aino, at=timezone.now())

    def one_by_one():
        for row in reversed(rows):
            try:
                encounters.take_back(row, by=aino, at=timezone.now())
            except REFUSALS:
                continue

    assert together(whole, one_by_one, one_by_one) == []

    assert audited(college) == []
    assert not Tally.objects.exclude(n=0).exists()


def test_any_acts_at_once_leave_the_tallies_as_the_deeds_say(college, aino, workshop, bakery):
    for _ in range(6):
        met(aino, workshop, bakery)
        encounters.agree_next(
            workshop, text="Soita", due=timezone.localdate(), owner=aino, by=aino, at=timezone.now()
        )

    def acts(seed):
        dice = random.Random(seed)
        for _ in range(25):
            try:
                act(dice, aino, [workshop, bakery])
            except REFUSALS:
                continue

    assert together(*[lambda seed=seed: acts(seed) for seed in range(4)]) == []

    assert audited(college) == []
    assert not Promise.objects.filter(kept_by__retracted_by__isnull=False).exists()


def act(dice, aino, partners):
    at, on = timezone.now(), timezone.localdate()
    match dice.choice(["log", "take back", "confirm", "keep", "move", "withdraw"]):
        case "log":
            met(aino, *dice.sample(partners, dice.choice([1, 2])))
        case "take back":
            row = dice.choice(encounters.Encounter.objects.order_by("pk"))
            encounters.take_back(row, by=aino, at=at)
        case "confirm":
            gift = dice.choice(Contribution.objects.order_by("pk"))
            journal.confirm(gift, hundredths=gift.hundredths, on=on)
        case "keep":
            promise = dice.choice(Promise.objects.order_by("pk"))
            journal.keep(promise, deed=dice.choice(Deed.objects.order_by("pk")))
        case "move":
            promise = dice.choice(Promise.objects.order_by("pk"))
            encounters.move_promise(promise, due=on, owner=aino, by=aino, at=at)
        case "withdraw":
            encounters.let_go(dice.choice(Promise.objects.order_by("pk")), on=on)


def test_four_who_renew_at_once_give_each_verdict_once(college, aino, workshop):
    today = timezone.localdate()

    for renew in (levels.catch_up, levels.follow):
        for _ in range(6):
            met(aino, workshop)
            assert together(*[lambda renew=renew: renew(college, on=today)] * 4) == []

    standing = Verdict.objects.standing().filter(partner=workshop)
    assert sorted(standing.values_list("layer", flat=True)) == [
        "developing",
        "everyday",
        "network",
        "strategic",
    ]
    assert standing.get(layer="everyday").deeds == 12
