"""What is logged in a set is what would have been logged one by one."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.models import Encounter, Party, Presence
from veturi.directory.models import Site
from veturi.foundation.rows import create
from veturi.foundation.search.models import Entry
from veturi.ledger.models import (
    Book,
    Contribution,
    Deed,
    DeedParty,
    OwnSum,
    OwnTally,
    Sum,
    Tally,
)

pytestmark = pytest.mark.django_db
WRITTEN = (
    *(Encounter, Party, Presence, Deed, DeedParty, Contribution),
    *(Tally, Sum, OwnTally, OwnSum, Entry),
)
KEYS = {"id", "encounter_id", "deed_id", "source", "key"}


def logged(workshop, bakery, otto, aino):
    return [
        actions.Logged("encounters.met", TODAY, [workshop], line="Käytiin läpi.", present=[otto]),
        actions.Logged("encounters.called", TODAY - timedelta(days=40), [bakery]),
        actions.Logged(
            "exchange.lecture_given",
            TODAY,
            [bakery, workshop],
            hours=Decimal("1.5"),
            present=[aino, otto],
        ),
        actions.Logged(
            "placements.apprentice_month_held",
            TODAY - timedelta(days=60),
            [workshop],
            days=Decimal(21),
            euros=Decimal("133.35"),
        ),
        actions.Logged("plans.partnership_plan_agreed", TODAY, [workshop], sight="partner"),
    ]


def stored(model, *, without=frozenset({"id"})):
    """The rows as the database holds them, in the order in which they were written."""
    names = [f'"{one.column}"' for one in model._meta.concrete_fields if one.column not in without]
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {", ".join(names)} FROM "{model._meta.db_table}" ORDER BY id')
        return cursor.fetchall()


def everything():
    return {model: sorted(stored(model, without=KEYS), key=str) for model in WRITTEN}


def forget_all(college):
    for model in reversed(WRITTEN):
        model.objects.all().delete()
    Book.objects.filter(provider=college).update(last_number=0)


def test_a_set_writes_what_single_ones_write(college, workshop, bakery, otto, aino):
    whats = logged(workshop, bakery, otto, aino)
    Entry.objects.all().delete()
    for what in whats:
        actions.log(what, by=aino, at=NOW)
    one_by_one = everything()
    forget_all(college)

    actions.log_many(whats, provider=college, by=aino, at=NOW)

    assert everything() == one_by_one


def test_rows_in_a_set_are_stored_as_django_stores_them(college, workshop, bakery, otto, aino):
    actions.log_many(logged(workshop, bakery, otto, aino), provider=college, by=aino, at=NOW)

    for model in (Encounter, Party, Presence, Deed, DeedParty, Contribution):
        kept, rows = stored(model), list(model.objects.order_by("pk"))
        for row in rows:
            row.save()
        assert stored(model) == kept


def test_numbers_with_decimals_are_stored_as_django_stores_them(college, workshop):
    def sites():
        places = ((Decimal("62.2"), Decimal(25)), (None, None))
        common = {"provider": college, "partnership": workshop, "name": "Halli"}
        return [Site(latitude=north, longitude=east, **common) for north, east in places]

    Site.objects.bulk_create(sites())
    expected = stored(Site)
    Site.objects.all().delete()

    create(sites())

    assert stored(Site) == expected


def test_a_set_costs_as_many_statements_with_a_hundred_as_with_one(college, workshop, aino):
    what = actions.Logged("encounters.met", TODAY, [workshop], line="Kuten sovittiin.")
    actions.log(what, by=aino, at=NOW)

    counted = []
    for many in (1, 100):
        with CaptureQueriesContext(connection) as statements:
            actions.log_many([what] * many, provider=college, by=aino, at=NOW)
        counted.append(len(statements))

    assert counted[0] == counted[1]
