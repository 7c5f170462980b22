"""By night SQLite is told how much there is of what; PostgreSQL knows."""

import pytest
from django.db import connection

from conftest import TODAY
from veturi.foundation.jobs import nightly
from veturi.foundation.jobs.models import NightlyRun
from veturi.foundation.jobs.upkeep import take_stock

pytestmark = pytest.mark.django_db


def figures():
    """What SQLite knows of the table, from its own notes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'jobs_nightlyrun' ORDER BY idx")
        return [stat.split()[0] for (stat,) in cursor.fetchall()]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own figures")
def test_the_figures_follow_what_is_there(db):
    NightlyRun.objects.bulk_create(NightlyRun(name=f"n{n}", slot=TODAY) for n in range(40))

    take_stock(on=TODAY)

    assert set(figures()) == {"40"}


def test_it_is_work_of_the_night(settings):
    assert "upkeep" in settings.NIGHTLY

    nightly.run("upkeep")

    assert NightlyRun.objects.filter(name="upkeep").count() == 1
