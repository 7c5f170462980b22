"""The chain of seals finds what somebody changed past all guards, and names it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from conftest import NOW
from veturi.foundation.history.actions import Difference, note
from veturi.foundation.history.models import Change
from veturi.foundation.trail import rules, sealing
from veturi.foundation.trail.actions import erase, leave
from veturi.foundation.trail.checking import check
from veturi.foundation.trail.models import Seal, Trace, What
from veturi.foundation.trail.sealing import keep_up, seal_everything
from veturi.foundation.trail.tests.conftest import sql

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def small_blocks(monkeypatch):
    for module in (rules, sealing):
        monkeypatch.setattr(module, "BLOCK", 2)


def test_all_agree(sealed):
    report = check()

    assert (report.broken, report.rows, report.unsealed) == (
        "",
        Trace.objects.count() + Change.objects.count(),
        0,
    )
    assert report.digest == Seal.objects.last().digest


def test_an_empty_chain_agrees(db):
    assert check().broken == ""


def test_what_is_new_is_counted_and_sealed_next(sealed, college, aino):
    leave(What.SIGNED_OUT, scope=college.scope, by=aino.user, at=LATER)
    assert check().unsealed == 1

    assert seal_everything(at=LATER) == 1
    assert check().unsealed == 0


def test_blocks_follow_each_other(small_blocks, walked):
    seal_everything(at=NOW)

    seals = list(Seal.objects.order_by("number"))
    assert [seal.previous for seal in seals[1:]] == [seal.digest for seal in seals[:-1]]
    assert {seal.rows for seal in seals} <= {1, 2}
    assert check().broken == ""


TAMPERINGS = {
    "a viewer": ("UPDATE trail_trace SET by_id = NULL WHERE id = %s", Trace),
    "a name": ("UPDATE trail_trace SET label = 'Rea Ranta' WHERE id = %s", Trace),
    "salt": ("UPDATE trail_trace SET salt = 'x' WHERE id = %s", Trace),
    "a value": ("UPDATE history_change SET new = '040 3' WHERE id = %s", Change),
    "a moment": ("UPDATE history_change SET at = '2020-01-01 00:00:00' WHERE id = %s", Change),
    "a loss": ("DELETE FROM trail_trace WHERE id = %s", Trace),
    "a false erasing": (
        "UPDATE trail_trace SET label = '', salt = '', erased = repeat_ WHERE id = %s".replace(
            "repeat_", f"'{'a' * 64}'"
        ),
        Trace,
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_tampered_with_is_named(sealed, unguarded, name):
    statement, model = TAMPERINGS[name]
    key = model.objects.order_by("pk").last().pk
    sql(statement, key)

    table = "history" if model is Change else "trail"
    assert check().broken == f"{table} row {key}"


def test_a_row_that_was_slipped_in_is_named(sealed, unguarded, college):
    trace = Trace.objects.order_by("pk")[1]
    sql("DELETE FROM trail_trace WHERE id = %s", trace.pk)
    Trace.objects.create(pk=trace.pk, scope=college.scope, at=NOW, what="signed_in")

    assert check().broken == f"trail row {trace.pk}"


def test_erased_contents_do_not_hide_new_ones(sealed, unguarded, college, otto, antti):
    erase([otto.key], scope=college.scope, by=antti.user, at=LATER)
    sql("UPDATE trail_trace SET label = 'Rea Ranta' WHERE subject = %s", otto.key)

    assert check().broken.startswith("trail row")


@pytest.mark.parametrize(
    "change",
    [
        "rows = rows + 1",
        "digest = previous",
        "sum = digest",
        "previous = sum",
        "number = number + 9",
    ],
)
def test_a_seal_that_was_tampered_with_is_named(sealed, unguarded, change):
    number = Seal.objects.order_by("number").last().number
    sql(f"UPDATE trail_seal SET {change} WHERE number = %s", number)

    assert check().broken.startswith("seal ")


def test_entries_that_were_tampered_with_are_named(sealed, unguarded):
    seal = Seal.objects.order_by("number").first()
    sql("UPDATE trail_seal SET entries = %s WHERE id = %s", bytes(40), seal.pk)

    assert check().broken == f"seal {seal.number}"


def test_a_seal_that_is_missing_is_noticed(small_blocks, walked, unguarded):
    seal_everything(at=NOW)
    sql("DELETE FROM trail_seal WHERE number = 1")

    assert check().broken == "seal 2"


def test_guards_that_are_missing_are_named(sealed, unguarded):
    assert check().broken == "trigger history_change_kept is missing"


def test_erasing_keeps_the_chain(sealed, strict, college, otto, antti):
    before = Trace.objects.filter(subject=otto.key).count() + Change.objects.of(otto.key).count()
    assert erase([otto.key], scope=college.scope, by=antti.user, at=LATER) == before

    report = check()
    assert (report.broken, report.erased) == ("", before)
    assert set(Trace.objects.filter(subject=otto.key).values_list("label", "salt")) == {("", "")}
    assert set(Change.objects.of(otto.key).values_list("old", "new", "salt")) == {("", "", "")}
    assert Trace.objects.get(what=What.ERASED).details == {"rows": before}


def test_what_is_erased_before_it_is_sealed_agrees(walked, strict, college, otto, antti):
    erase([otto.key], scope=college.scope, by=antti.user, at=LATER)
    seal_everything(at=LATER)

    assert check().broken == ""


def test_a_name_is_erased_wherever_it_is_said(sealed, strict, college, workshop, otto, antti):
    position = Difference("position", "", "Otto Ohjaaja – työpaikkaohjaaja")
    note(workshop.key, [position], scope=college.scope, by=antti.user, at=LATER)
    done = erase(["nobody:1"], naming=[str(otto)], scope=college.scope, by=antti.user, at=LATER)

    assert done == 4
    assert not Change.objects.filter(new__contains="Otto").exists()
    assert not Trace.objects.filter(label__contains="Otto").exists()
    assert check().broken == ""


def test_others_rows_are_not_erased(sealed, college, otto, sten):
    assert erase([otto.key], scope=sten.provider.scope, by=sten.user, at=LATER) == 0


def test_the_worker_seals_within_the_hour(walked, monkeypatch, college, aino):
    moment = NOW
    monkeypatch.setattr(sealing.timezone, "now", lambda: moment)
    keep_up()
    assert check().unsealed == 0

    leave(What.SIGNED_OUT, scope=college.scope, by=aino.user, at=NOW)
    moment = NOW + timedelta(minutes=59)
    keep_up()
    assert check().unsealed == 1

    moment = NOW + timedelta(minutes=60)
    keep_up()
    assert check().unsealed == 0


def test_the_worker_stops_when_its_time_is_over(small_blocks, walked, monkeypatch):
    monkeypatch.setattr(sealing, "AT_A_TIME", -1)
    keep_up()

    assert Seal.objects.filter(table="trail").count() == 1


def test_while_somebody_holds_on_to_a_table_nothing_is_sealed(walked, monkeypatch):
    def held(_table):
        raise OperationalError

    monkeypatch.setattr(sealing, "settle", held)

    assert seal_everything(at=NOW) == 0


def test_a_block_is_due_at_once_and_a_row_after_an_hour():
    hour = timedelta(hours=1)
    due = [
        rules.is_due(waiting, sealed_at=sealed_at, at=NOW)
        for waiting, sealed_at in ((0, None), (1, None), (1, NOW), (1, NOW - hour), (2000, NOW))
    ]

    assert due == [False, True, False, True, True]


def test_a_digest_can_be_worked_out_by_hand():
    import hashlib

    text = '["trail",7,"2026-11-24T09:00:00.000000+00:00",null]'

    assert rules.digest(["trail", 7, NOW, None]) == hashlib.sha256(text.encode()).digest()


def test_the_command_tells_and_ends_with_a_fault(sealed, unguarded, capsys):
    digest = Seal.objects.order_by("number").last().digest
    key = Trace.objects.order_by("pk").first().pk
    sql("UPDATE trail_trace SET scope = 'x' WHERE id = %s", key)

    with pytest.raises(CommandError, match=f"trail row {key}") as refusal:
        call_command("trail", "check", digest=digest)
    assert refusal.value.returncode == 1


def test_the_command_knows_a_digest_that_was_written_down(walked, capsys):
    call_command("trail", "seal")
    digest = Seal.objects.order_by("number").first().digest

    call_command("trail", "check", digest=digest)
    with pytest.raises(CommandError, match="not in the chain"):
        call_command("trail", "check", digest="0" * 64)

    told = capsys.readouterr().out
    assert "rows sealed" in told and "All agree" in told
