"""The letter of what is new: one's own promises by their days, the news once, no contact's name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, TODAY
from veturi.directory.tests.factories import staff
from veturi.foundation.mail.models import Letter
from veturi.surfaces.notices import actions, digest, passing, tailing
from veturi.surfaces.notices.kinds import Kind, Where
from veturi.surfaces.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def address(settings):
    settings.ADDRESS = "https://veturi.opisto.invalid"


def letter_of(person):
    return Letter.objects.get(to=person.user.email)


def write(college, on=TODAY):
    digest.write_letters(college, on=on)


def test_a_letter_tells_today_late_and_next(agree, college, workshop, mika):
    for due in (TODAY, TODAY - 3 * DAY, TODAY + DAY, TODAY + 2 * DAY):
        agree(owner=mika, due=due)
    mika.language = "en"
    mika.save()

    write(college)

    letter = letter_of(mika)
    assert letter.subject == "Veturi: today 1, late 1, new 0"
    assert letter.text.splitlines()[:12] == [
        "Hello Mika,",
        "",
        "Today: 1",
        "- Tue 24.11. action agreed · Kattilakosken Konepaja Oy",
        "",
        "Late: 1",
        "- Sat 21.11. action agreed · Kattilakosken Konepaja Oy",
        "",
        "The next days: 1",
        "- Wed 25.11. action agreed · Kattilakosken Konepaja Oy",
        "",
        "To do: https://veturi.opisto.invalid/promises/",
    ]


def test_a_letter_comes_in_the_persons_language(agree, college, mika):
    mika.language = "sv"
    mika.save()
    agree(owner=mika, due=TODAY)

    write(college)

    assert "avtalad uppgift" in letter_of(mika).text


def test_a_letter_leads_to_where_it_is_ended(agree, college, mika):
    agree(owner=mika, due=TODAY)

    write(college)

    assert letter_of(mika).text.endswith("https://veturi.opisto.invalid/notices/settings/\n")


def test_no_contact_person_is_named_in_a_letter(log, agree, college, workshop, otto, aino, mika):
    workshop.owner = aino
    workshop.save()
    agree(owner=aino, by=mika, due=TODAY, text="Soita Otto Ohjaajalle")
    log(workshop, by=mika, present=[otto], line="Otto Ohjaaja esitteli")
    passing.tell_of_time(college, on=TODAY)

    write(college)

    letter = letter_of(aino)
    assert "Mika" in letter.text
    assert "Otto" not in letter.text + letter.subject
    assert "Ohjaaja" not in letter.text + letter.subject


def test_news_is_told_once_and_not_when_it_was_read(log, college, workshop, aino, mika):
    workshop.owner = aino
    workshop.save()
    read = log(workshop, by=mika)
    Notice.objects.filter(about=read.key).update(read_at=NOW)
    fresh = log(workshop, by=mika)

    write(college)
    assert f"/encounters/{fresh.pk}/" in letter_of(aino).text
    assert f"/encounters/{read.pk}/" not in letter_of(aino).text

    write(college, on=TODAY + DAY)
    assert Letter.objects.count() == 1


def test_the_same_letter_is_written_once(agree, college, mika):
    agree(owner=mika, due=TODAY)

    write(college)
    write(college)

    assert Letter.objects.count() == 1


def test_nothing_to_tell_is_no_letter(college, mika):
    write(college)

    assert Letter.objects.count() == 0


def test_what_is_only_late_is_told_on_mondays(agree, college, mika):
    agree(owner=mika, due=TODAY - 9 * DAY)

    write(college)
    assert Letter.objects.count() == 0

    write(college, on=TODAY + 6 * DAY)
    assert Letter.objects.count() == 1


def test_a_letter_leaves_at_seven(agree, college, mika):
    agree(owner=mika, due=TODAY)

    write(college)

    assert letter_of(mika).due_at == NOW.replace(hour=5)
    assert not letter_of(mika).is_urgent


@pytest.mark.parametrize(
    ("often", "quiet_until", "days"),
    [
        ("daily", None, [0, 1, 2, 3, 6]),
        ("daily", TODAY + 2 * DAY, [3, 6]),
        ("weekly", None, [6]),
        ("never", None, []),
    ],
)
def test_letters_come_as_often_as_one_wishes(agree, college, mika, often, quiet_until, days):
    actions.wish(mika, often=often, quiet_until=quiet_until, where={})
    for day in range(8):
        agree(owner=mika, due=TODAY + day * DAY)

    for day in range(7):
        write(college, on=TODAY + day * DAY)

    keys = Letter.objects.order_by("due_at").values_list("key", flat=True)
    assert list(keys) == [f"notices.digest:{mika.pk}:{TODAY + day * DAY}" for day in days]


def test_a_kind_that_one_does_not_wish_in_letters_is_not_in_them(agree, college, mika):
    mika.language = "en"
    mika.save()
    actions.wish(mika, often="daily", quiet_until=None, where={Kind.PROMISE_LATE: Where.APP})
    agree(owner=mika, due=TODAY)
    agree(owner=mika, due=TODAY - DAY)

    write(college)

    assert letter_of(mika).subject == "Veturi: today 1, late 0, new 0"


def test_many_news_are_counted_and_the_first_shown(log, college, workshop, aino, mika):
    workshop.owner = aino
    workshop.save()
    for _ in range(digest.MOST + 3):
        log(workshop, by=mika)

    write(college)

    text = letter_of(aino).text
    assert text.count("/encounters/") == digest.MOST
    assert "3" in text.split("/encounters/")[-1]
    assert not Notice.objects.filter(person=aino, told_at=None).exists()


def test_an_ampersand_stays_one(agree, college, workshop, mika):
    workshop.name = "Laine & Pojat <Oy>"
    workshop.save()
    agree(owner=mika, due=TODAY)

    write(college)

    assert "Laine & Pojat <Oy>" in letter_of(mika).text


def test_strangers_letters_hold_nothing_of_it(agree, college, workshop, mika, sten):
    agree(owner=mika, due=TODAY)

    digest.write_everybodys(on=TODAY)

    assert [row.to for row in Letter.objects.all()] == [mika.user.email]


def test_letters_cost_the_same_with_1_and_20_promises_and_people(agree, college):
    costs = []
    for count in (1, 20):
        for place in range(count):
            person = staff(college, f"Kaisa{count}-{place}", "Esimerkki", "teacher")
            agree(owner=person, due=TODAY + DAY)
        with CaptureQueriesContext(connection) as queries:
            write(college, on=TODAY + (0 if count == 1 else 1) * DAY)
        costs.append(len(queries))

    assert costs[0] == costs[1]
