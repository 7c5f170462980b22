"""The round of the survey of workplaces: whom, with which link, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from veturi.cooperation.placements.actions import workplace_surveys as actions
from veturi.cooperation.placements.models import SurveyRun
from veturi.cooperation.placements.reading.workplace_surveys import workplaces_of
from veturi.cooperation.placements.rules.workplace_surveys import (
    Linked,
    NotLinks,
    Season,
    Status,
    read_links,
    season,
    status,
)
from veturi.cooperation.placements.tests.factories import StudentFactory
from veturi.cooperation.placements.tests.surveys.asked import (
    ENDED,
    JANUARY,
    LINK,
    ended_at,
    only,
    states,
)
from veturi.directory.actions import partners, people
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory, PositionFactory
from veturi.foundation.history.models import Change
from veturi.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "since", "until", "opens", "closes"),
    [
        ("2026-11-25", "2026-07-01", "2026-12-31", "2027-01-01", "2027-02-28"),
        ("2027-01-01", "2026-07-01", "2026-12-31", "2027-01-01", "2027-02-28"),
        ("2028-02-29", "2027-07-01", "2027-12-31", "2028-01-01", "2028-02-29"),
        ("2027-03-01", "2027-01-01", "2027-06-30", "2027-07-01", "2027-08-31"),
        ("2027-08-31", "2027-01-01", "2027-06-30", "2027-07-01", "2027-08-31"),
        ("2027-09-01", "2027-07-01", "2027-12-31", "2028-01-01", "2028-02-29"),
    ],
)
def test_each_day_has_its_season(on, since, until, opens, closes):
    days = (date.fromisoformat(day) for day in (since, until, opens, closes))

    assert season(date.fromisoformat(on)) == Season(*days)


def test_the_furthest_state_is_told():
    told = {
        "has_recipient": False,
        "has_link": False,
        "is_paused": True,
        "is_sent": False,
        "is_reminded": False,
        "is_answered": False,
    }
    seen = [status(**told)]
    for name in ("has_recipient", "has_link"):
        told[name] = True
        seen.append(status(**told))
    seen.append(status(**{**told, "is_paused": False}))
    for name in ("is_sent", "is_reminded", "is_answered"):
        told[name] = True
        seen.append(status(**told))

    assert seen == list(Status)


def test_links_are_read_whatever_the_order_and_the_mark():
    text = "kyselylinkki;tyopaikka;Y-tunnus\nhttps://a.invalid;Paja Oy;1234567-1\n;Tyhjä;\n"

    assert read_links(text) == [Linked(2, "1234567-1", "Paja Oy", "https://a.invalid")]
    assert read_links("nimi,linkki\nPaja Oy,https://a.invalid\nLyhyt") == [
        Linked(2, "", "Paja Oy", "https://a.invalid")
    ]


@pytest.mark.parametrize("text", ["", "linkki\nhttps://a.invalid", "nimi;y-tunnus\nPaja;1"])
def test_a_file_without_its_columns_is_no_list_of_links(text):
    with pytest.raises(NotLinks):
        read_links(text)


def test_workplaces_come_from_the_periods_of_the_season(college, run, workshop, bakery, aino):
    third = PartnershipFactory(provider=college, absorbed_into=bakery)
    ended_at(third)
    for given in (
        {"form": "entrepreneur"},
        {"form": "tet"},
        {"ends_on": date(2027, 1, 1)},
        {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 6, 30)},
        {"called_off_on": ENDED, "called_off_by": "student"},
        {"student": StudentFactory(provider=college, programme="tuva")},
    ):
        ended_at(PartnershipFactory(provider=college), **given)

    assert workplaces_of(run) == {workshop.pk, bakery.pk}
    assert actions.gather(run, on=JANUARY.date()) == 1
    assert actions.gather(run, on=JANUARY.date()) == 0


def test_the_main_contact_answers_else_the_likeliest(college, run, paula, bakery):
    ended_at(bakery)
    for role, email in (("hr", ""), ("supervisor", "s@l.invalid"), ("management", "m@l.invalid")):
        person = PersonFactory(provider=college, email=email)
        PositionFactory(provider=college, person=person, partnership=bakery, role=role)

    actions.gather(run, on=JANUARY.date())

    assert {row.partnership.name: row.recipient.email for row in run.workplaces.all()} == {
        "Kattilakosken Konepaja Oy": "paula@paja.invalid",
        bakery.name: "m@l.invalid",
    }


def test_a_recipient_that_is_named_later_is_taken(college, bakery, aino):
    ended_at(bakery)
    run = actions.open_run(college, by=aino, at=JANUARY)
    before = states(run)
    person = PersonFactory(provider=college, email="uusi@l.invalid")
    PositionFactory(provider=college, person=person, partnership=bakery, role="contact")

    again = actions.open_run(college, by=aino, at=JANUARY)

    assert (before, states(run)) == ([Status.NO_RECIPIENT], [Status.NO_LINK])
    assert again == run
    assert SurveyRun.objects.count() == 1


def test_links_find_their_workplaces(run, workshop, aino):
    content = f"tyopaikka;linkki\n{workshop.name};{LINK}\nMuu Oy;https://k.invalid/2\n".encode()

    matched = actions.bring_links(run, content=content, by=aino)
    again = actions.bring_links(run, content=content, by=aino)

    assert (matched.new, [one.name for one in matched.unknown]) == (1, ["Muu Oy"])
    assert again.new == 0
    assert only(run).link == LINK
    assert Change.objects.of(only(run).key).count() == 1


def test_a_name_of_two_workplaces_says_nothing(college, run, workshop, aino):
    twin = PartnershipFactory(provider=college, name=workshop.name)
    ended_at(twin)
    actions.gather(run, on=JANUARY.date())
    content = f"tyopaikka;linkki\n{workshop.name};{LINK}\n".encode()

    matched = actions.bring_links(run, content=content, by=aino)

    assert (matched.new, len(matched.unknown)) == (0, 1)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{name};ei linkki", "URL"),
        ("{name};javascript:alert(1)", "URL"),
        ("{name};https://k.invalid/" + "x" * 300, "300"),
        ("{name};https://k.invalid/toinen", "another link"),
        ("{twin};" + LINK, "Another workplace"),
    ],
)
def test_a_wrong_row_of_links_is_named_and_the_rest_comes_in(
    college, run, workshop, bakery, aino, line, why
):
    ended_at(bakery)
    actions.gather(run, on=JANUARY.date())
    last = f"{workshop.name};{LINK}\n" if "another" in why or "twin" in line else ""
    wrong = line.format(name=workshop.name, twin=bakery.name)

    with override("en"):
        matched = actions.bring_links(
            run, content=f"tyopaikka;linkki\n{last}{wrong}\n".encode(), by=aino
        )

    [unread] = matched.unread
    assert (unread.number, unread.column) == (3 if last else 2, "linkki")
    assert why in str(unread.why)
    assert matched.new == run.workplaces.exclude(link="").count() == (1 if last else 0)


def test_what_is_ready_is_sent_once(linked, aino, paula):
    n = actions.send(linked, expected=1, by=aino, at=JANUARY)

    letter = Letter.objects.get()
    assert (n, letter.to, states(linked)) == (1, "paula@paja.invalid", [Status.SENT])
    assert LINK in letter.text
    assert Change.objects.of(f"placements.surveyrun:{linked.pk}").filter(field="sent_at").exists()
    with pytest.raises(actions.NotSent):
        actions.send(linked, expected=1, by=aino, at=JANUARY)
    assert Letter.objects.count() == 1


def test_what_was_sent_keeps_its_link(linked, workshop, aino):
    actions.send(linked, expected=1, by=aino, at=JANUARY)
    content = f"tyopaikka;linkki\n{workshop.name};https://k.invalid/2\n".encode()

    assert actions.bring_links(linked, content=content, by=aino).new == 0
    assert only(linked).link == LINK


def test_one_reminder_goes_to_those_that_have_not_answered(linked, aino):
    actions.send(linked, expected=1, by=aino, at=JANUARY)

    actions.remind(linked, expected=1, by=aino, at=JANUARY + timedelta(days=7))

    assert states(linked) == [Status.REMINDED]
    assert Letter.objects.count() == 2
    with pytest.raises(actions.NotSent):
        actions.remind(linked, expected=1, by=aino, at=JANUARY)


def test_whoever_has_answered_is_not_reminded(linked, aino):
    actions.send(linked, expected=1, by=aino, at=JANUARY)
    actions.note_answer(only(linked), by=aino, on=JANUARY.date())

    assert states(linked) == [Status.ANSWERED]
    assert actions.to_write_to(linked, Status.SENT, on=JANUARY.date()) == []


def test_what_was_not_sent_has_no_answer(linked, aino):
    with pytest.raises(actions.NotSent):
        actions.note_answer(only(linked), by=aino, on=JANUARY.date())

    assert only(linked).answered_on is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 12, 31, 9, tzinfo=UTC), 1),
        (datetime(2027, 3, 1, 9, tzinfo=UTC), 1),
        (JANUARY, 2),
    ],
)
def test_it_is_not_sent_at_another_time_nor_to_others_than_were_seen(linked, aino, at, expected):
    with pytest.raises(actions.NotSent):
        actions.send(linked, expected=expected, by=aino, at=at)

    assert states(linked) == [Status.READY]
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("channel", ["mail", "all"])
def test_whom_we_leave_in_peace_is_not_written_to(linked, workshop, aino, channel):
    partners.pause(workshop, by=aino, channel=channel, reason="muutto", since=ENDED, until=None)

    assert states(linked) == [Status.PAUSED]
    with pytest.raises(actions.NotSent):
        actions.send(linked, expected=1, by=aino, at=JANUARY)


def test_a_person_who_rests_is_not_reminded(linked, paula, aino):
    actions.send(linked, expected=1, by=aino, at=JANUARY)
    people.pause_person(paula, by=aino, channel="all", reason="loma", since=ENDED, until=None)

    assert states(linked) == [Status.SENT]
    assert actions.to_write_to(linked, Status.SENT, on=JANUARY.date()) == []


def test_a_pause_of_the_phone_does_not_stop_letters(linked, workshop, aino):
    partners.pause(workshop, by=aino, channel="phone", reason="x", since=ENDED, until=None)

    assert states(linked) == [Status.READY]


def test_the_letter_is_in_the_language_of_its_reader(linked, paula):
    row = only(linked)
    row.recipient.language = "en"

    subject, text = actions.letter_text(row, is_reminder=True)
    row.recipient = None

    assert subject == "Reminder: how does our cooperation work?"
    assert "28.2.2027" in text
    assert actions.letter_text(row)[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"sent_at": JANUARY, "link": ""},
        {"sent_at": JANUARY, "recipient": None},
        {"reminded_at": JANUARY},
    ],
)
def test_the_database_stands_guard(linked, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        linked.workplaces.update(**wrong)
