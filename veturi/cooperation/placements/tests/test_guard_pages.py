"""The pages of the guard: the list, what is mended on it, the forecast, the count in the menu."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.guarding import waiting_for
from veturi.cooperation.placements.tests.factories import PeriodFactory, StudentFactory
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory, PersonFactory
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LIST = "/guard/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def period(college, mika, today):
    numbers = iter(range(1, 10_000))

    def make(**given):
        n = next(numbers)
        organisation = OrganisationFactory(
            private_to=college, business_id=made_up_business_id(n), name=f"Paja {n} Oy"
        )
        fields = {
            "partnership": PartnershipFactory(provider=college, organisation=organisation),
            "starts_on": today - 30 * DAY,
            "ends_on": today + 9 * DAY,
            "recorded_on": today - 9 * DAY,
            "teacher": mika,
            "instructor": PersonFactory(provider=college, email=f"o{n}@paja.invalid"),
            "student": StudentFactory(provider=college, given_name="Eetu", family_name=f"Aho{n}"),
            **given,
        }
        return PeriodFactory(**fields)

    return make


def read(answer):
    return BeautifulSoup(answer.content, "html.parser")


def rows(answer):
    return [row.get_text(" ", strip=True) for row in read(answer).select("main tbody tr")]


def tabs(answer):
    links = read(answer).select("main nav.tabs a")
    return {a.find(string=True).strip(): a.span.get_text() for a in links}


def names(answer):
    return [one.get_text(strip=True) for one in read(answer).select("main tbody th")]


def test_the_most_urgent_stands_first(browse, mika, period, today):
    period(recorded_on=None, ends_on=today + 30 * DAY)
    period(part_time=None)
    period()
    period(ends_on=None)

    answer = browse(mika, "en").get(LIST)

    assert names(answer) == ["Eetu Aho2", "Eetu Aho1", "Eetu Aho4"]
    assert "The part-time percentage is missing" in rows(answer)[0]
    assert " 8 " in rows(answer)[0]


def test_the_tabs_tell_how_many(browse, mika, period, today):
    period()
    period(part_time=None)
    period(part_time=None, ends_on=today + 60 * DAY)
    period(recorded_on=None, starts_on=today - 2 * DAY, ends_on=today)
    period(student=StudentFactory(provider=mika.provider, programme="tuva"))

    page = browse(mika, "en")

    assert tabs(page.get(LIST)) == {
        "To mend": "2",
        "Within two weeks": "1",
        "Too late": "1",
        "Will be sent": "1",
        "Not asked": "1",
    }
    assert len(rows(page.get(LIST, {"state": "soon"}))) == 1
    assert len(rows(page.get(LIST, {"state": "late"}))) == 1
    assert "Sent" in rows(page.get(LIST, {"state": "sent"}))[0]
    assert "TUVA" in rows(page.get(LIST, {"state": "never"}))[0]


def test_the_list_is_narrowed(browse, aino, mika, period, today):
    later = today + 60 * DAY
    period(part_time=None)
    period(recorded_on=None, ends_on=later, teacher=aino)
    page = browse(aino, "en")

    assert names(page.get(LIST, {"reason": "part_time_missing"})) == ["Eetu Aho1"]
    assert names(page.get(LIST, {"whose": "mine"})) == ["Eetu Aho2"]
    assert names(page.get(LIST, {"month": f"{later:%Y-%m}"})) == ["Eetu Aho2"]
    assert names(page.get(LIST, {"q": "paja 1"})) == ["Eetu Aho1"]
    assert "Nothing matches" in read(page.get(LIST, {"q": "x"})).get_text()
    assert rows(page.get(LIST, {"state": "joskus"})) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [({}, "Everything is sent"), ({"state": "late"}, "No periods here")],
)
def test_nothing_to_mend_is_said(browse, mika, period, query, said):
    period()

    assert said in read(browse(mika, "en").get(LIST, query)).get_text()


def test_no_periods_at_all(browse, mika):
    assert "No periods end in this funding season" in browse(mika, "en").get(LIST).content.decode()


def test_what_is_wrong_is_mended_where_it_stands(browse, aino, mika, period):
    one = period(part_time=None, recorded_on=None)
    one.partnership.organisation.business_id = ""
    one.partnership.organisation.save()

    links = {a["href"] for a in read(browse(aino).get(LIST)).select("main td a")}
    teacher = read(browse(mika, "en").get(LIST))

    assert links == {
        f"/partners/{one.partnership_id}/edit/?back=%2Fguard%2F#id_business_id",
        f"/periods/{one.pk}/edit/?back=%2Fguard%2F#id_part_time",
        f"/periods/{one.pk}/seen-to/?back=%2Fguard%2F#id_recorded_on",
    }
    assert "Ask a coordinator." in teacher.get_text()


def test_whoever_only_looks_gets_no_buttons(browse, rauha, period):
    period(part_time=None)

    page = read(browse(rauha).get(LIST))

    assert len(page.select("main tbody tr")) == 1
    assert page.select("main tbody form, main td a") == []


def test_a_period_is_noted_as_recorded_today(browse, mika, period, today):
    one = period(recorded_on=None)

    answer = browse(mika).post(
        reverse("placements:guard_recording", args=[one.pk]), {"query": "whose=mine"}
    )

    assert answer.url == "/guard/?whose=mine"
    assert Period.objects.get(pk=one.pk).recorded_on == today
    assert Change.objects.of(one.key).filter(field="recorded_on").count() == 1


def test_the_whole_week_is_noted(browse, mika, period):
    one = period(part_time=None)

    answer = browse(mika).post(reverse("placements:guard_whole_week", args=[one.pk]))

    assert answer.url == LIST
    assert Period.objects.get(pk=one.pk).part_time == 100
    assert Change.objects.of(one.key).filter(field="part_time").count() == 1


def test_the_instructors_address_is_given(browse, mika, period, college):
    person = PersonFactory(provider=college)
    one = period(instructor=person)

    browse(mika).post(
        reverse("placements:guard_address", args=[one.pk]), {"email": "otto@paja.invalid"}
    )

    person.refresh_from_db()
    assert person.email == "otto@paja.invalid"
    assert Change.objects.of(person.key).filter(field="email").count() == 1


@pytest.mark.parametrize("email", ["", "ei osoite"])
def test_what_is_no_address_stays_to_be_mended(browse, mika, period, college, email):
    one = period(instructor=PersonFactory(provider=college))

    answer = browse(mika).post(reverse("placements:guard_address", args=[one.pk]), {"email": email})

    assert answer.status_code == 422
    assert read(answer).select_one("#id_email").get("value", "") == email
    assert Period.objects.get(pk=one.pk).instructor.email == ""


def test_nobody_has_no_address(browse, mika, period):
    one = period(instructor=None)

    answer = browse(mika, "en").post(
        reverse("placements:guard_address", args=[one.pk]), {"email": "otto@paja.invalid"}
    )

    assert answer.status_code == 422
    assert "Name the instructor first." in read(answer).get_text()


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [("guard_recording", "recorded_on", None), ("guard_whole_week", "part_time", 50)],
)
def test_what_was_written_meanwhile_stays(browse, mika, period, today, name, field, value):
    value = value or today - 3 * DAY
    one = period(**{field: value})

    browse(mika).post(reverse(f"placements:{name}", args=[one.pk]))

    assert getattr(Period.objects.get(pk=one.pk), field) == value
    assert not Change.objects.of(one.key).filter(field=field).exists()


@pytest.mark.parametrize("name", ["guard_recording", "guard_whole_week", "guard_address"])
def test_whoever_keeps_no_periods_mends_nothing(browse, rauha, sten, period, name):
    address = reverse(f"placements:{name}", args=[period(part_time=None).pk])

    assert browse(rauha).post(address).status_code == 403
    assert browse(sten).post(address).status_code == 404


@pytest.mark.parametrize("address", [LIST, "/guard/forecast/"])
def test_a_reader_sees_no_students(browse, rea, sten, period, address):
    period(part_time=None)

    assert browse(rea).get(address).status_code == 403
    assert "Aho" not in browse(sten).get(address).content.decode()


def test_the_list_is_taken_out_as_it_is_filtered(browse, aino, period):
    period(part_time=None)
    period()

    body = browse(aino, "en").get(LIST, {"export": "csv"}).content.decode("utf-8-sig")

    assert len(body.strip().splitlines()) == 2
    assert "Eetu Aho1" in body


def test_the_menu_counts_what_waits_for_me(browse, aino, mika, period, today):
    period(part_time=None)
    period(part_time=None, ends_on=today + 16 * DAY)
    period(part_time=None, starts_on=today - DAY, ends_on=today)
    period(part_time=None, teacher=aino)

    link = read(browse(mika).get("/")).select_one(f"nav.nav a[href='{LIST}']")

    assert link.select_one(".n").find(string=True) == "1"
    assert [waiting_for(one, on=today) for one in (mika, aino)] == [1, 1]


def test_the_forecast_shows_the_next_first_day_and_the_one_asked_for(browse, mika, period, today):
    period(ends_on=today)
    later = period(ends_on=today + 62 * DAY)
    period(ends_on=today, part_time=None)
    page = browse(mika, "en")

    first = read(page.get("/guard/forecast/"))
    then = (later.ends_on.replace(day=1) + 32 * DAY).replace(day=1)
    asked = read(page.get("/guard/forecast/", {"month": f"{then:%Y-%m}"}))
    odd = read(page.get("/guard/forecast/", {"month": "joskus"}))

    assert "Eetu Aho1" in first.select_one("main .stack").get_text()
    assert "1 period" in first.get_text()
    assert "Eetu Aho2" in asked.select_one("main .stack").get_text()
    assert len(first.select("[aria-labelledby=months] tbody tr")) == 12
    assert odd.h1 == first.h1


@pytest.mark.parametrize("address", [LIST, "/guard/forecast/", "/"])
def test_many_periods_take_as_many_questions_as_one(browse, mika, period, address):
    page = browse(mika)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page.get(address)
        return len(queries)

    period(part_time=None)
    period()
    asked()
    with_few = asked()
    for _ in range(10):
        period(part_time=None)
        period()

    assert asked() == with_few
