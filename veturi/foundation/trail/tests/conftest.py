"""Traces of Aino and Otto, and a database as strict as the real one."""

from datetime import timedelta

import pytest
from django.db import connection

from conftest import NOW
from veturi.foundation.history.actions import Difference, note
from veturi.foundation.trail.actions import Step, leave_many
from veturi.foundation.trail.models import What
from veturi.foundation.trail.sealing import seal_everything


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def strict(db):
    """As it is outside of the tests: nothing may be taken away."""
    sql("DELETE FROM trail_unlocked")


@pytest.fixture
def unguarded(db):
    """Somebody who may do anything in the database has taken the triggers away."""
    for table in ("history_change", "trail_trace", "trail_seal"):
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        sql(f"DROP TRIGGER {table}_kept{on}")
        sql(f"DROP TRIGGER {table}_stays{on}")


@pytest.fixture
def walked(college, aino, otto):
    """Aino looked at Otto three times, then mended his phone number."""
    leave_many(
        Step(
            What.VIEWED,
            college.scope,
            aino.user,
            NOW + timedelta(hours=n),
            otto.key,
            label=str(otto),
        )
        for n in range(3)
    )
    note(
        otto.key,
        [Difference("phone", "040 1", "040 2")],
        scope=college.scope,
        by=aino.user,
        at=NOW + timedelta(hours=3),
    )


@pytest.fixture
def sealed(walked):
    seal_everything(at=NOW + timedelta(hours=4))
