"""Rows written in sets: equal to what Django would write, with keys that nobody else is given."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from veturi.foundation import rows
from veturi.foundation.accounts.models import User
from veturi.foundation.history.models import Change
from veturi.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
NAMES = ("scope", "subject", "field", "old", "new", "at", "by_id", "batch", "salt", "erased")
NOON = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=2)))


def change(number, **more):
    values = {"scope": "provider:1", "subject": f"thing:{number}", "field": "name", "at": NOON}
    return Change(**{**values, "old": "", "new": "Ä\t\\N\n%s; '", "salt": "s", **more})


def stored(model):
    """Every column exactly as the database holds it."""
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields[1:])
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{model._meta.db_table}" ORDER BY id')
        return cursor.fetchall()


def test_what_is_created_is_stored_as_django_would_store_it():
    user = User.objects.create_user("aino@opisto.invalid")
    Change.objects.bulk_create([change(1, by=user), change(2, at=NOON.astimezone(UTC))])
    expected = stored(Change)
    QuerySet.delete(Change.objects.all())

    rows.create([change(1, by=user), change(2, at=NOON.astimezone(UTC))])

    assert stored(Change) == expected


def test_json_and_missing_values_are_stored_as_django_would_store_them():
    def jobs():
        common = {"scope": "s", "title": "t", "step": "x", "asked_at": NOON, "touched_at": NOON}
        return [Job(key=f"k{n}", result={"n": [n, None, "ä"]}, **common) for n in range(2)]

    Job.objects.bulk_create(jobs())
    expected = stored(Job)
    Job.objects.all().delete()

    rows.create(jobs())

    assert stored(Job) == expected


def test_what_is_kept_is_stored_as_django_would_store_it(django_assert_num_queries):
    def jobs():
        common = {"scope": "s", "title": "t", "step": "x", "asked_at": NOON, "touched_at": NOON}
        return rows.create([Job(key=f"k{n}", **common) for n in range(3)])

    def change_two(many):
        many[0].result, many[0].started_at = {"n": [1, None, "ä"]}, NOON
        many[1].done, many[1].bookmark = 7, 12
        return many[:2]

    fields = ["result", "started_at", "done", "bookmark", "asked_by"]
    Job.objects.bulk_update(change_two(jobs()), fields)
    expected = stored(Job)
    Job.objects.all().delete()
    changed = change_two(jobs())

    with django_assert_num_queries(1):
        rows.keep(changed, fields=fields)

    assert stored(Job) == expected


def test_what_is_created_has_its_key_and_is_no_longer_new():
    first, second = rows.create([change(1), change(2)])

    assert not first._state.adding
    assert second.pk == first.pk + 1
    assert Change.objects.get(pk=second.pk) == second


def test_plain_rows_fill_the_columns_they_name():
    rows.insert(Change, NAMES, [("a", "b", "c", "", "d", NOON, None, "", "s", "")])

    assert list(Change.objects.values_list(*NAMES)) == [
        ("a", "b", "c", "", "d", NOON, None, "", "s", "")
    ]


def test_no_rows_are_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows.create([]) == []
        rows.keep([], fields=["key"])
        rows.insert(Change, NAMES, [])


def test_keys_go_on_where_django_stopped_and_django_where_they_stopped():
    there = Change.objects.bulk_create([change(1)])[0]

    keys = rows.reserve(Change, 3)
    after = change(5)
    after.save()

    assert list(keys) == [there.pk + 1, there.pk + 2, there.pk + 3]
    assert after.pk == there.pk + 4


def test_keys_are_not_given_again_when_their_rows_are_gone():
    first = rows.create([change(1), change(2)])
    QuerySet.delete(Change.objects.all())

    again = rows.create([change(3)])

    assert again[0].pk > first[-1].pk


def test_what_the_database_refuses_is_refused_by_the_name_django_gives_it():
    job = {"key": "once", "scope": "s", "title": "t", "step": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.create([Job(asked_at=NOON, touched_at=NOON, **job) for _ in range(2)])

    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_on_sqlite_keys_are_reserved_inside_a_transaction_only():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts outside of transactions.")
    with pytest.raises(transaction.TransactionManagementError):
        rows.reserve(Change, 1)
