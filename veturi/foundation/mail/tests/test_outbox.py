"""Letters wait in the outbox, leave over SMTP, and are tried again when they did not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ

from veturi.foundation.accounts.models import User
from veturi.foundation.history.models import Change
from veturi.foundation.mail import rules, sending
from veturi.foundation.mail.actions import Draft, NotFailed, forget_old, post, post_many, send_again
from veturi.foundation.mail.models import Letter, Trouble

pytestmark = pytest.mark.django_db
# In November the clock of the house is two hours ahead.
NOON = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


def draft(key="a", *, to="aino@opisto.invalid", is_urgent=True, subject="Tervetuloa", text="Hei"):
    return Draft(key, to, subject, text, scope="provider:1", is_urgent=is_urgent)


def post_now(*keys, **more):
    post_many([draft(key, subject=key, **more) for key in keys], at=timezone.now())


def letter(key="a"):
    return Letter.objects.get(key=key)


def test_a_letter_leaves_as_it_was_written(inbox):
    post(draft(subject="Myöhässä:\n kolme", text="Hyvää päivää, Åsa.\n"), at=timezone.now())

    sending.send_waiting()

    [arrived] = inbox.letters
    assert arrived["To"] == "aino@opisto.invalid"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert "plain" in arrived["Content-Type"]
    assert arrived.get_payload(decode=True).decode().splitlines() == ["Hyvää päivää, Åsa."]
    assert letter().subject == "Myöhässä: kolme"


def test_a_letter_that_left_keeps_no_text(inbox):
    post_now("a")

    sending.send_waiting()

    assert (letter().text, letter().sent_at is None, letter().tries) == ("", False, 1)
    assert not Letter.objects.waiting().exists()


def test_the_same_letter_is_made_once(inbox):
    post_now("a", "b")
    post_now("a")

    sending.send_waiting()

    assert inbox.subjects == ["a", "b"]


def test_a_letter_shares_the_fate_of_what_it_tells():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post_now("a")
        raise ZeroDivisionError

    assert (Letter.objects.count(), OrmQ.objects.count()) == (0, 0)


def test_the_worker_is_told_of_an_urgent_letter_at_once():
    post(draft("a", is_urgent=False), at=NOON)
    assert OrmQ.objects.count() == 0

    post(draft("b"), at=NOON)
    assert OrmQ.objects.count() == 1


def test_by_night_only_what_is_urgent_leaves():
    post_many([draft("soon"), draft("later", is_urgent=False)], at=NIGHT)

    assert [row.key for row in Letter.objects.due(NIGHT)] == ["soon"]
    assert letter("later").due_at == MORNING
    assert {row.key for row in Letter.objects.due(MORNING)} == {"soon", "later"}


def test_what_was_due_by_day_and_is_late_waits_for_the_morning_too():
    post(draft("late", is_urgent=False), at=NOON)

    assert list(Letter.objects.due(NIGHT)) == []


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(4, 59, True), (5, 0, False), (17, 59, False), (18, 0, True), (22, 0, True)],
)
def test_the_house_is_quiet_from_twenty_to_seven(hour, minute, quiet):
    at = datetime(2026, 11, 24, hour, minute, tzinfo=UTC)

    assert rules.is_quiet(at) == quiet
    assert not rules.is_quiet(rules.leaves_at(at, is_urgent=False))


def test_seven_is_seven_in_summer_and_across_the_turn_of_the_clock():
    summer = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
    before_the_turn = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)

    assert rules.leaves_at(summer, is_urgent=False) == datetime(2026, 7, 1, 4, 0, tzinfo=UTC)
    assert rules.leaves_at(before_the_turn, is_urgent=False) == datetime(
        2026, 3, 29, 4, 0, tzinfo=UTC
    )


def test_the_wait_grows_with_each_try_and_has_an_end():
    waits = [rules.tried_again_at(n, at=NOON, is_urgent=True) for n in range(1, 9)]

    assert waits[:3] == [NOON + timedelta(minutes=m) for m in (1, 5, 15)]
    assert waits[7] is None


def test_a_server_that_does_not_answer_is_asked_again_later(inbox, settings):
    settings.EMAIL_PORT = 1
    post_now("a", "b")

    sending.send_waiting()

    assert (letter("a").trouble, letter("a").tries) == (Trouble.NO_ANSWER, 1)
    assert letter("a").due_at > timezone.now()
    assert (letter("b").tries, letter("b").trouble) == (0, "")


def test_a_letter_that_was_put_off_leaves_the_next_time(inbox):
    inbox.answers["DATA"] = "451 Try again later"
    post_now("a")
    sending.send_waiting()
    assert letter().trouble == Trouble.LATER

    inbox.answers.clear()
    Letter.objects.update(due_at=timezone.now())
    sending.send_waiting()

    assert inbox.subjects == ["a"]
    assert (letter().trouble, letter().tries) == ("", 2)


@pytest.mark.parametrize(
    ("step", "answer", "trouble", "failed"),
    [
        ("RCPT", "550 No such user", Trouble.ADDRESS, True),
        ("RCPT", "450 Mailbox busy", Trouble.LATER, False),
        ("DATA", "554 Refused", Trouble.REFUSED, True),
        ("MAIL", "553 Not ours", Trouble.SENDER, False),
    ],
)
def test_what_the_server_says_is_kept_as_a_sentence(inbox, step, answer, trouble, failed):
    inbox.answers[step] = answer
    post_now("a")

    sending.send_waiting()

    assert letter().trouble == trouble
    assert (letter().failed_at is not None) == failed
    assert letter().get_trouble_display().endswith(".")


def test_after_the_last_try_the_letter_has_failed(inbox):
    inbox.answers["DATA"] = "451 Try again later"
    post_now("a")
    Letter.objects.update(tries=rules.MOST_TRIES - 1)

    sending.send_waiting()

    assert letter().failed_at is not None
    assert letter().text == "Hei"


def test_a_letter_that_kills_its_worker_each_time_has_failed(inbox):
    post_now("a")
    Letter.objects.update(tries=rules.MOST_TRIES)

    sending.send_waiting()

    assert (letter().trouble, letter().failed_at is None) == (Trouble.BROKE_OFF, False)
    assert inbox.letters == []


def test_a_failed_letter_is_sent_again(inbox):
    antti = User.objects.create_user("antti@opisto.invalid")
    post_now("a")
    Letter.objects.update(failed_at=NOON, trouble=Trouble.ADDRESS, tries=3)

    send_again(letter(), by=antti, scope="provider:1", at=timezone.now())
    sending.send_waiting()

    assert inbox.subjects == ["a"]
    change = Change.objects.get(subject=f"mail.letter:{letter().pk}")
    assert (change.field, change.old, change.by) == ("failed", "address", antti)


def test_only_what_failed_is_sent_again():
    antti = User.objects.create_user("antti@opisto.invalid")
    post_now("a")

    with pytest.raises(NotFailed):
        send_again(letter(), by=antti, scope="provider:1", at=NOON)

    assert Change.objects.count() == 0


def test_a_letter_that_is_being_sent_is_not_taken_by_another():
    post_now("a")
    at = timezone.now()

    assert sending.take(at=at).key == "a"
    assert sending.take(at=at) is None
    assert sending.take(at=at + sending.TAKEN_FOR + timedelta(seconds=1)).tries == 2


def test_urgent_letters_leave_first():
    post_many([draft("slow", is_urgent=False), draft("quick")], at=NOON)

    assert sending.take(at=NOON).key == "quick"


def test_what_the_framework_sends_waits_in_the_outbox_as_urgent(settings):
    settings.EMAIL_BACKEND = "veturi.foundation.mail.backend.Outbox"

    for _ in range(2):
        send_mail("Linkki", "http://…", None, ["aino@opisto.invalid", "mika@opisto.invalid"])

    rows = Letter.objects.order_by("to").values_list("to", "subject", "is_urgent")
    assert list(rows) == [
        ("aino@opisto.invalid", "Linkki", True),
        ("mika@opisto.invalid", "Linkki", True),
    ]


def test_letters_are_forgotten_after_three_months_unless_they_wait():
    post_many([draft(key) for key in ("sent", "failed", "waiting")], at=NOON)
    Letter.objects.filter(key="sent").update(sent_at=NOON)
    Letter.objects.filter(key="failed").update(failed_at=NOON)

    forget_old(on=date(2027, 2, 22))
    assert Letter.objects.count() == 3

    forget_old(on=date(2027, 2, 23))
    assert [row.key for row in Letter.objects.all()] == ["waiting"]
