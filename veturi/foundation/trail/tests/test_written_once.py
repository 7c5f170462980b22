"""What is noted can be neither changed nor taken away: not by the code, not by SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from conftest import NOW
from veturi.foundation.append_only import WrittenOnce
from veturi.foundation.history.models import Change
from veturi.foundation.trail.actions import leave
from veturi.foundation.trail.guards import missing_guards, unlocked
from veturi.foundation.trail.models import Seal, Trace, What
from veturi.foundation.trail.tests.conftest import sql

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[Trace, Change, Seal], ids=lambda model: model.__name__)
def rows(request, sealed, strict):
    return request.param.objects.all()


def test_what_is_no_writing_is_left_out(college, aino):
    """A filter may hold a NUL, which PostgreSQL does not keep; the export is noted all the same."""
    found = {"filter": "Paja: no\0lla", "rows": 2}

    leave(What.EXPORTED, scope=college.scope, by=aino.user, label="jak\0sot", details=found)

    trace = Trace.objects.get(what=What.EXPORTED)
    assert (trace.label, trace.details) == ("jaksot", {"filter": "Paja: nolla", "rows": 2})


def test_the_code_changes_none(rows):
    with pytest.raises(WrittenOnce):
        rows.update(subject="x")
    with pytest.raises(WrittenOnce):
        rows.bulk_update(list(rows), ["at"])


def test_the_code_takes_none_away(rows):
    with pytest.raises(WrittenOnce):
        rows.delete()


@pytest.mark.parametrize("model", [Trace, Change])
def test_a_row_is_saved_once(model, sealed):
    row = model.objects.first()

    with pytest.raises(WrittenOnce):
        row.save()
    with pytest.raises(WrittenOnce):
        row.delete()


def refused(statement):
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(statement)
    return True


@pytest.mark.parametrize(
    "change",
    [
        "trail_trace SET subject = ''",
        "trail_trace SET by_id = NULL",
        "trail_trace SET label = 'Rea'",
        "trail_trace SET label = ''",
        "trail_trace SET salt = ''",
        "history_change SET new = '040 3'",
        "history_change SET field = 'email'",
        "history_change SET at = '2020-01-01 00:00:00'",
        "trail_seal SET digest = ''",
        "trail_seal SET sum = '', entries = ''",
    ],
)
def test_the_database_refuses_a_change(sealed, strict, change):
    assert refused(f"UPDATE {change}")


@pytest.mark.parametrize("table", ["trail_trace", "history_change", "trail_seal"])
def test_the_database_refuses_to_lose_a_row(sealed, strict, table):
    assert refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["trail_trace", "history_change", "trail_seal"])
def test_the_database_refuses_to_be_emptied(sealed, strict, table):
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        assert refused(f"TRUNCATE {table}")


def test_what_was_erased_cannot_be_filled_again(sealed, strict, otto):
    erasing = "old = '', new = '', salt = '', erased = '" + "a" * 64 + "'"
    sql(f"UPDATE history_change SET {erasing} WHERE subject = '{otto.key}'")

    assert refused(f"UPDATE history_change SET {erasing} WHERE subject = '{otto.key}'")
    assert refused("UPDATE history_change SET new = '040 3', erased = ''")


def test_rows_go_only_inside_the_retention(sealed, strict):
    with unlocked():
        sql("DELETE FROM trail_trace")

    assert not Trace.objects.exists()
    assert refused("DELETE FROM history_change")


def test_every_trigger_is_there(db):
    """A migration that rebuilds one of these tables on SQLite loses its triggers: make them again."""
    assert missing_guards() == []


def test_an_unsealed_row_is_guarded_as_well(college, strict):
    Trace.objects.create(scope=college.scope, at=NOW, what="viewed")

    assert refused("UPDATE trail_trace SET scope = ''")
